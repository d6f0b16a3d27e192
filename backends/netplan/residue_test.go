package netplan

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/bondc/bondc/frontends/netplan"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// TestResidueIsPutBack reads netplan and writes netplan: keys that the model
// does not know are in the output, or announced. A fixture may rename links.
func TestResidueIsPutBack(t *testing.T) {
	files, err := filepath.Glob("testdata/back/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { putBack(t, file) })
	}
}

func putBack(t *testing.T, file string) {
	ar, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got := &txtar.Archive{Comment: ar.Comment}
	var in []*source.File
	for _, f := range ar.Files {
		if strings.HasPrefix(f.Name, "etc/") {
			in = append(in, source.New(f.Name, f.Name, f.Data))
			got.Files = append(got.Files, f)
		}
	}
	h := read(t, in).Clone()
	renames := renamesOf(string(ar.Comment))
	for _, r := range renames {
		h.Rename(r[0], r[1])
	}
	out, losses := Emit(h, target.Target{})
	back := []*source.File{source.New(path.Base(Path), Path, out.Files[0].Data)}
	got.Files = append(got.Files, txtar.File{Name: "want", Data: out.Files[0].Data})
	if len(losses) > 0 {
		text := ""
		for _, d := range losses {
			text += fmt.Sprintf("%d: %s: %s: %s\n", d.Span.Line(), d.Severity, d.Code, d.Message)
		}
		got.Files = append(got.Files, txtar.File{Name: "losses", Data: []byte(text)})
	}
	again := read(t, back)
	for _, d := range effect.Compare(effect.Facts(h, target.Target{}), effect.Facts(again, target.Target{}), false) {
		if !effect.Announce(losses).Of(&d) {
			t.Errorf("nobody announced %s", d.String())
		}
	}
	if len(renames) == 0 {
		if diff := cmp.Diff(left(h), left(again)); diff != "" {
			t.Errorf("the residue of the input (-) is not that of the output (+):\n%s", diff)
		}
	}
	if os.Getenv("UPDATE") == "1" {
		if err := os.WriteFile(file, txtar.Format(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(txtar.Format(ar)), string(txtar.Format(got))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func renamesOf(comment string) [][2]string {
	_, list, _ := strings.Cut(comment, "\nrename: ")
	var renames [][2]string
	for _, pair := range strings.Fields(list) {
		before, after, _ := strings.Cut(pair, "=")
		renames = append(renames, [2]string{before, after})
	}
	return renames
}

func read(t *testing.T, files []*source.File) *ir.Host {
	t.Helper()
	for h, diags := range netplan.Parse(files, ir.ReadOptions{Host: "host"}) {
		if diags.Has(diag.Error) {
			t.Fatalf("the input is wrong: %+v", diags)
		}
		return h
	}
	t.Fatal("no host")
	return nil
}

// left is the residue of a host by link, as a later file leaves it: each value
// under its way.
func left(h *ir.Host) []string {
	last := map[string]string{}
	for _, e := range h.Residue() {
		if e.Key == "renderer" {
			continue // that of a section becomes that of its definitions
		}
		way := ""
		for _, step := range wayTo(e.Path) {
			if step.Key != "" {
				way += step.Key + "/"
			}
		}
		way = strings.Replace(way, "nic2/", "lan2/", 1)
		switch e.Form {
		case ir.ItemForm:
			last[way+" has "+strings.Replace(e.Value, "nic2", "lan2", 1)] = ""
		default:
			if way == "tunnels/wg0/peers/keys/" || way == "tunnels/wg0/peers/" || strings.HasPrefix(way, "vrfs/vrf1/routes/") {
				last[way+e.Key+" is "+e.Value] = "" // of several items
				continue
			}
			last[way+e.Key] = fmt.Sprint(e.Value, e.Form)
		}
	}
	var list []string
	for key, value := range last {
		list = append(list, key+" = "+value)
	}
	slices.Sort(list)
	return list
}
