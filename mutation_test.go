package bondc

import (
	"bytes"
	"testing"

	"github.com/bondc/bondc/backends"
	"github.com/bondc/bondc/golden/drawn"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// TestABrokenWriterIsCaught breaks the output of every writer as a wrong cell
// of the table would, and as a setting that is skipped: what is read back is
// then another host, and the conversion says so.
func TestABrokenWriterIsCaught(t *testing.T) {
	bond := &ir.Bond{
		Settings: []ir.Setting{drawn.Setting(option.ModeOpt, "active-backup"), drawn.Setting(option.MIIMon, "270"), drawn.Setting(option.NumGratARP, "37")},
		Ports:    []ir.Port{{Name: "eth0"}, {Name: "eth1"}},
	}
	links := []*ir.Link{{Name: "eth0"}, {Name: "eth1"}, {Name: "bond0", Kind: ir.BondKind, Bond: bond}}
	for _, b := range backends.All() {
		t.Run(b.Name, func(t *testing.T) {
			h := &ir.Host{Name: "h", Dialects: []string{"hcl"}, Links: links}
			pinned, losses := effect.Pin(h, target.Target{}, effect.TargetVia(b.Name, target.Target{}), b.Name)
			out, said := b.Emit(pinned, target.Target{})
			losses = append(losses, said...)
			faults := func(out ir.Output) int {
				p, err := readBack(h, out, ConvertOptions{To: b.Name})
				if err != nil {
					return 1
				}
				lost, bugs := p.outcomes(effect.Announce(losses))
				return len(lost) + len(bugs) + len(p.unannounced(pinned, losses))
			}
			if n := faults(out); n > 0 {
				t.Fatalf("%d faults in the output as it is", n)
			}
			for name, mutate := range map[string]func([]byte) []byte{
				"a unit of ten times the size": func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("270"), []byte("2700")) },
				"another number":               func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("37"), []byte("38")) },
				"another mode":                 func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("active-backup"), []byte("balance-rr")) },
				"a setting skipped":            func(b []byte) []byte { return without(b, "270") },
				"another setting skipped":      func(b []byte) []byte { return without(b, "37") },
			} {
				broken, changed := ir.Output{}, false
				for _, f := range out.Files {
					data := f.Data
					f.Data = mutate(bytes.Clone(data))
					changed = changed || !bytes.Equal(f.Data, data)
					broken.Files = append(broken.Files, f)
				}
				if !changed {
					t.Errorf("%s: there is nothing to change", name)
				} else if faults(broken) == 0 {
					t.Errorf("%s: nobody noticed", name)
				}
			}
		})
	}
}

// without drops the line that holds a value, or of a line with several words
// just the one.
func without(text []byte, value string) []byte {
	var out []byte
	for line := range bytes.Lines(text) {
		if !bytes.Contains(line, []byte(value)) {
			out = append(out, line...)
			continue
		}
		if words := bytes.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == ',' || r == '"' || r == '\'' || r == '\n' }); len(words) > 4 {
			for _, w := range words {
				if bytes.HasSuffix(w, []byte("="+value)) {
					line = bytes.Replace(line, w, nil, 1)
				}
			}
			out = append(out, bytes.ReplaceAll(line, []byte(",,"), []byte(","))...)
		}
	}
	return out
}
