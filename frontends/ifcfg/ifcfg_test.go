package ifcfg

import (
	"bytes"
	"encoding/json"
	"fmt"
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

// The fixtures are testdata/*.txtar: a comment that says why the case exists,
// the files of a host, and what is read from them: want.json is the host,
// want.diag what is reported, want.entries which line was used for what. Lines
// of the comment that begin with "set:" change the reading: "nm" gives evidence
// of NetworkManager, "rhel-6" of that release, "partial" a partial host, "crlf", "latin1", "bom" and
// "no-final-newline" change the bytes of all files. UPDATE=1 rewrites want.*.
func TestFixtures(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files, opt := inputs(archive)
			host, diags := parse(files, opt)
			got := map[string][]byte{"want.json": hostJSON(t, host), "want.diag": diagText(diags), "want.entries": entryText(host)}
			checkSane(t, host, diags)
			if os.Getenv("UPDATE") != "" {
				update(t, name, archive, got)
				return
			}
			for section, text := range got {
				if diff := cmp.Diff(string(sectionOf(archive, section)), string(text)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", section, diff)
				}
			}
		})
	}
}

func parse(files []*source.File, opt ir.ReadOptions) (*ir.Host, diag.List) {
	for host, diags := range Parse(files, opt) {
		return host, diags
	}
	return nil, nil
}

// inputs returns the files of a fixture and how to read them.
func inputs(archive *txtar.Archive) ([]*source.File, ir.ReadOptions) {
	opt := ir.ReadOptions{Host: "host"}
	change := func(data []byte) []byte { return data }
	for _, l := range strings.Split(string(archive.Comment), "\n") {
		words, _ := strings.CutPrefix(l, "set:")
		if words == l {
			continue
		}
		for _, w := range strings.Fields(words) {
			before := change
			switch w {
			case "nm":
				opt.Evidence = ir.Evidence{Via: target.NetworkManager, Why: "NetworkManager.service is enabled"}
			case "rhel-6":
				opt.Evidence = ir.Evidence{Release: w}
			case "partial":
				opt.Partial = true
			default:
				change = func(data []byte) []byte { return rewrite(w, before(data)) }
			}
		}
	}
	var files []*source.File
	for _, f := range archive.Files {
		if !strings.HasPrefix(f.Name, "want.") {
			files = append(files, source.New(f.Name, f.Name, change(f.Data)))
		}
	}
	return files, opt
}

func rewrite(how string, data []byte) []byte {
	switch how {
	case "crlf":
		return bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n"))
	case "no-final-newline":
		return bytes.TrimRight(data, "\r\n")
	case "bom":
		return append([]byte("\ufeff"), data...)
	case "latin1":
		var out []byte
		for _, c := range string(data) {
			out = append(out, byte(c))
		}
		return out
	}
	panic("unknown word behind set: " + how)
}

func hostJSON(t *testing.T, host *ir.Host) []byte {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(host.JSON()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func diagText(diags diag.List) []byte {
	var b bytes.Buffer
	for _, d := range diags {
		line, column := d.Span.File.Position(d.Span.Start)
		fmt.Fprintf(&b, "%s:%d:%d %s: %s: %s\n", d.Span.File.Name, line, column, d.Severity, d.Code, d.Message)
	}
	return b.Bytes()
}

func entryText(host *ir.Host) []byte {
	var b bytes.Buffer
	for _, e := range host.Entries {
		use := e.UsedBy
		if use == "" {
			use = "RESIDUE " + e.Class.String()
		}
		if e.Reason != "" {
			use += ": " + e.Reason
		}
		fmt.Fprintf(&b, "%s:%d %s %q: %s\n", e.Section, e.Span.Line(), e.Key, e.Value, use)
	}
	for _, l := range host.Links {
		if l.Bond == nil {
			continue
		}
		for _, s := range l.Bond.Settings {
			fmt.Fprintf(&b, "%s\n", settingText(l.Name, s))
		}
		for _, p := range l.Bond.Ports {
			for _, s := range p.Settings {
				fmt.Fprintf(&b, "%s\n", settingText(l.Name+"/"+p.Name, s))
			}
		}
	}
	for _, i := range host.Ignores {
		fmt.Fprintf(&b, "ignore %s:%d %s %q\n", i.Span.File.Name, i.Line, i.Rule, i.Reason)
	}
	return b.Bytes()
}

func settingText(of string, s ir.Setting) string {
	text := fmt.Sprintf("setting %s %s=%q <%s>", of, s.Key, s.Value, s.Span.Text())
	if s.Adds {
		text += " adds"
	}
	if s.Problem.Text != "" {
		text += " PROBLEM " + s.Problem.Text
	}
	return text
}

func sectionOf(archive *txtar.Archive, name string) []byte {
	for _, f := range archive.Files {
		if f.Name == name {
			return f.Data
		}
	}
	return nil
}

// update rewrites the want sections of a fixture, never its inputs.
func update(t *testing.T, name string, archive *txtar.Archive, got map[string][]byte) {
	t.Helper()
	kept := archive.Files[:0]
	for _, f := range archive.Files {
		if !strings.HasPrefix(f.Name, "want.") {
			kept = append(kept, f)
		}
	}
	archive.Files = kept
	for _, section := range []string{"want.json", "want.diag", "want.entries"} {
		if len(got[section]) > 0 {
			archive.Files = append(archive.Files, txtar.File{Name: section, Data: got[section]})
		}
	}
	if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

// checkSane holds what must be true of every host, whatever it was read from.
func checkSane(t *testing.T, host *ir.Host, diags diag.List) {
	t.Helper()
	span := func(what string, s source.Span) {
		if s.File != nil && (s.Start < 0 || s.End < s.Start || s.End > len(s.File.Raw)) {
			t.Errorf("%s: span %d-%d is outside of %s", what, s.Start, s.End, s.File.Name)
		}
	}
	for _, d := range diags {
		if _, known := diag.CodeOf(d.Code); !known || d.Severity == 0 || d.Span.File == nil {
			t.Errorf("finding %+v: unknown code, no severity or no place", d)
		}
		span(d.Code, d.Span)
	}
	for _, e := range host.Entries {
		if e.Dialect != dialect || e.File == nil || (e.UsedBy == "" && e.Class == 0) {
			t.Errorf("entry %+v: incomplete", e)
		}
		span("entry "+e.Key, e.Span)
		span("key of "+e.Key, e.KeySpan)
	}
	names := map[string]bool{}
	for _, l := range host.Links {
		if l.Name == "" || strings.Contains(l.Name, "\n") || names[l.Name] {
			t.Errorf("link %q: no name, a line break in it, or there twice", l.Name)
		}
		names[l.Name] = true
		if !l.Span.Known() {
			t.Errorf("link %q: no place", l.Name)
		}
		span("link "+l.Name, l.Span)
		if (l.Kind == ir.BondKind) != (l.Bond != nil) || (l.Kind == ir.VLANKind) != (l.VLAN != nil) || (l.Kind == ir.BridgeKind) != (l.Bridge != nil) {
			t.Errorf("link %q: of kind %s, with bond %v, VLAN %v, bridge %v", l.Name, l.Kind, l.Bond, l.VLAN, l.Bridge)
		}
		for _, a := range l.Addresses {
			span("address", a.Span)
		}
		for _, route := range l.Routes {
			span("route", route.Span)
		}
		if l.Bond != nil {
			for _, s := range l.Bond.Settings {
				span("setting "+s.Key, s.Span)
				span("key of setting "+s.Key, s.KeySpan)
			}
		}
	}
}
