package sample

import (
	"bytes"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// Writer is a backend under test.
type Writer struct {
	Emit func(*ir.Host, target.Target) (ir.Output, diag.List)
	// Mode is the permission of every file that it writes.
	Mode uint32
	// ReadHCL is the reader of the fixtures' hosts, which only a test may import.
	ReadHCL func([]*source.File, ir.ReadOptions) iter.Seq2[*ir.Host, diag.List]
}

// input is the name of the section that a fixture starts from; all others are
// expectations and are rewritten with UPDATE=1. Lines "dialect: ifcfg" and
// "target: systemd=237 netplan=0.99 via=networkmanager" may stand in a
// fixture's comment.
const input = "host.bondc.hcl"

// Fixtures runs the fixtures testdata/*.txtar.
func (w Writer) Fixtures(t *testing.T) {
	for _, file := range fixtures(t) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { w.fixture(t, file) })
	}
}

// Each calls do with the host and target of every fixture.
func (w Writer) Each(t *testing.T, do func(file string, h *ir.Host, tgt target.Target)) {
	for _, file := range fixtures(t) {
		h, tgt := w.parse(t, read(t, file))
		do(file, h, tgt)
	}
}

func fixtures(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	return files
}

func read(t *testing.T, file string) *txtar.Archive {
	t.Helper()
	ar, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return ar
}

func (w Writer) fixture(t *testing.T, file string) {
	ar := read(t, file)
	h, tgt := w.parse(t, ar)
	got := &txtar.Archive{Comment: ar.Comment, Files: ar.Files[:1]}
	out, losses := w.Emit(h, tgt)
	for _, f := range out.Files {
		if f.Mode != w.Mode {
			t.Errorf("%s has the mode %o", f.Path, f.Mode)
		}
		got.Files = append(got.Files, txtar.File{Name: f.Path, Data: f.Data})
	}
	if len(losses) > 0 {
		got.Files = append(got.Files, txtar.File{Name: "losses", Data: findings(losses)})
	}
	again, _ := w.Emit(h, tgt)
	if !cmp.Equal(out, again) {
		t.Error("a second run writes something else")
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

// parse reads the fixture's host, as if from the dialect that its comment names.
func (w Writer) parse(t *testing.T, ar *txtar.Archive) (*ir.Host, target.Target) {
	t.Helper()
	if len(ar.Files) == 0 || ar.Files[0].Name != input {
		t.Fatalf("the first section is not %s", input)
	}
	var host *ir.Host
	for h, diags := range w.ReadHCL([]*source.File{source.New(input, input, ar.Files[0].Data)}, ir.ReadOptions{Host: "host"}) {
		if diags.Has(diag.Error) {
			t.Fatalf("the input is wrong: %+v", diags)
		}
		host = h
	}
	var tgt target.Target
	for _, line := range strings.Split(string(ar.Comment), "\n") {
		key, value, _ := strings.Cut(line, ": ")
		switch key {
		case "dialect":
			host.Dialects = []string{value}
		case "target":
			tgt = targetOf(t, value)
		}
	}
	return host, tgt
}

func targetOf(t *testing.T, text string) (tgt target.Target) {
	t.Helper()
	for _, word := range strings.Fields(text) {
		key, value, _ := strings.Cut(word, "=")
		v, err := target.ParseVersion(value)
		switch key {
		case "netplan":
			tgt.Netplan = v
		case "systemd":
			tgt.Systemd = v
		case "nm":
			tgt.NM = v
		case "via":
			tgt.Via, _ = target.ParseVia(value)
			err = nil
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return tgt
}

func findings(list diag.List) []byte {
	var b bytes.Buffer
	for _, d := range list {
		fmt.Fprintf(&b, "%d: %s: %s: %s\n", d.Span.Line(), d.Severity, d.Code, d.Message)
	}
	return b.Bytes()
}
