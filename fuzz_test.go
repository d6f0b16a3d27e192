package bondc

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/bondc/bondc/backends"
	"github.com/bondc/bondc/frontends"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// FuzzConvert takes a text in one dialect to another and back: nothing panics,
// nothing is lost unannounced on either way, and what is written is the same
// the second time. The seeds are the inputs of the stories.
func FuzzConvert(f *testing.F) {
	stories, err := filepath.Glob("golden/stories/*.txtar")
	if err != nil || len(stories) == 0 {
		f.Fatalf("no stories: %v", err)
	}
	readers, writers := frontends.All(), backends.All()
	for i, story := range stories {
		archive, err := txtar.ParseFile(story)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			rest, ok := strings.CutPrefix(file.Name, "in/")
			dialect, _, _ := strings.Cut(rest, "/")
			for from := range readers {
				if ok && readers[from].Name == dialect {
					f.Add(file.Data, byte(from), byte(i))
				}
			}
		}
	}
	accept := []string{}
	for _, code := range diag.Codes() {
		if strings.HasPrefix(code.Slug, "loss-") {
			accept = append(accept, code.Slug)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte, from, to byte) {
		if len(text) > 1<<14 {
			return
		}
		reader, writer := readers[int(from)%len(readers)], writers[int(to)%len(writers)]
		opt := ConvertOptions{To: writer.Name, Accept: accept}
		for tree, err := range Trees([]string{"-"}, LoadOptions{Stdin: bytes.NewReader(text)}) {
			if err != nil {
				t.Fatal(err)
			}
			for _, read := range ReadTree(tree, LoadOptions{From: reader.Name}) {
				if read.Host == nil || undescribed(read.Host) {
					continue
				}
				there, err := ConvertRead(read, opt)
				if err != nil {
					t.Fatal(err)
				}
				if there.Bug {
					t.Fatalf("to %s: %v", writer.Name, there.Diags)
				}
				again, err := ConvertRead(read, opt)
				if err != nil || len(again.Output.Files) != len(there.Output.Files) {
					t.Fatalf("to %s, again: %v", writer.Name, err)
				}
				for i := range there.Output.Files {
					if !bytes.Equal(there.Output.Files[i].Data, again.Output.Files[i].Data) {
						t.Fatalf("%s is written in two ways", writer.Name)
					}
				}
				if there.Failed || len(there.Output.Files) == 0 {
					continue
				}
				back(t, read.Host, there, opt, reader.Name, accept)
			}
		}
	})
}

// back takes what was written to the dialect that it came from.
func back(t *testing.T, h *ir.Host, there Conversion, opt ConvertOptions, dialect string, accept []string) {
	t.Helper()
	if _, ok := backends.Named(dialect); !ok {
		return
	}
	p, err := readBack(h, there.Output, opt)
	if err != nil || p.back == nil {
		t.Fatalf("%s cannot be read: %v", opt.To, err)
	}
	home, err := Convert(p.back, nil, ConvertOptions{To: dialect, Accept: accept})
	if err != nil {
		t.Fatal(err)
	}
	if home.Bug {
		t.Fatalf("from %s back to %s: %v", opt.To, dialect, home.Diags)
	}
}

// undescribed reports whether the text names a bond or bridge that it does not
// describe, as the file of a port alone does. Writers that have to describe one
// announce it as lost (loss-link), which is accepted here, and what is left need
// not be the same host on the way back. So it is with a name that some dialects
// take for a VLAN's.
func undescribed(h *ir.Host) bool {
	for _, l := range h.Links {
		if l.Implied && (l.Kind == ir.BondKind || l.Kind == ir.BridgeKind || strings.Contains(l.Name, ".")) {
			return true
		}
	}
	return false
}
