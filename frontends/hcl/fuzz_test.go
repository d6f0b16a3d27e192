package hcl

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/source"
)

// FuzzParse wants of any text: no panic, an end soon, spans inside the file,
// and formatting that changes nothing but the layout.
func FuzzParse(f *testing.F) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if Claims(file.Name) {
				f.Add(file.Data)
			}
		}
	}
	f.Add([]byte("locals {\n a = [for x in range(9) : \"${x}%{if true}y%{endif}\"]\n b = try(local.a[*].c, {for k, v in {} : k => v...})\n}\n"))
	// An object that nobody asked for is kept as it is written, blanks and all.
	blanks := strings.NewReplacer(" ", "", `\t`, "")
	f.Fuzz(func(t *testing.T, data []byte) {
		start := time.Now()
		file := source.New("x.bondc.hcl", "x.bondc.hcl", data)
		Sniff(file)
		hosts, findings := read(t, []*source.File{file}, ir.ReadOptions{Host: "x", Vars: map[string]string{"site": "7"}})
		if formatted, _ := Format(file); formatted != nil && file.Text == file.Raw {
			again := source.New("x.bondc.hcl", "x.bondc.hcl", formatted)
			if h, _ := read(t, []*source.File{again}, ir.ReadOptions{Host: "x", Vars: map[string]string{"site": "7"}}); blanks.Replace(h) != blanks.Replace(hosts) {
				t.Errorf("formatting changes the hosts from\n%s%s\nto\n%s", hosts, findings, h)
			}
		}
		if spent := time.Since(start); spent > 20*time.Second {
			t.Errorf("it took %v", spent)
		}
	})
}

// BenchmarkParse200Hosts reads a fleet as somebody would write it: 200 hosts
// with a bond, two VLANs, a bridge and routes each.
func BenchmarkParse200Hosts(b *testing.B) {
	data, err := os.ReadFile("testdata/fleet.bondc.hcl")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		f := source.New("fleet.bondc.hcl", "fleet.bondc.hcl", data)
		count := 0
		for host, diags := range Parse([]*source.File{f}, ir.ReadOptions{}) {
			if len(diags) > 0 || len(host.Links) != 6 {
				b.Fatalf("%s: %d links, %v", host.Name, len(host.Links), diags)
			}
			count++
		}
		if count != 200 {
			b.Fatalf("%d hosts", count)
		}
	}
}
