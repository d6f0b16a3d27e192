package ifcfg

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// separator stands before the name of each file of a fuzzed archive.
const separator = "\x1e"

// FuzzParse reads an archive of files: nothing panics, every place lies inside
// its file, findings have known codes, the host has a JSON form, and reading
// twice comes to the same.
func FuzzParse(f *testing.F) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		f.Fatalf("no fixtures: %v", err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		files, _ := inputs(archive)
		var in strings.Builder
		for _, file := range files {
			in.WriteString(separator + file.Name + "\n" + file.Raw)
		}
		f.Add(in.String(), false)
		f.Add(in.String(), true)
	}
	f.Fuzz(func(t *testing.T, data string, nm bool) {
		opt := ir.ReadOptions{Host: "h", Partial: nm}
		if nm {
			opt.Evidence.Via = target.NetworkManager
		}
		read := func() *ir.Host {
			var files []*source.File
			for _, f := range strings.Split(data, separator)[1:] {
				name, text, _ := strings.Cut(f, "\n")
				files = append(files, source.New(name, name, []byte(text)))
				Claims(name)
				Sniff(files[len(files)-1])
			}
			host, diags := parse(files, opt)
			checkSane(t, host, diags)
			return host
		}
		if a, b := hostJSON(t, read()), hostJSON(t, read()); !bytes.Equal(a, b) {
			t.Errorf("reading twice differs:\n%s\n%s", a, b)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	archive, err := txtar.ParseFile("testdata/seed-centos-client.txtar")
	if err != nil {
		b.Fatal(err)
	}
	files, opt := inputs(archive)
	size := 0
	for _, f := range files {
		size += len(f.Raw)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		if host, diags := parse(files, opt); len(host.Links) != 3 || len(diags) != 0 {
			b.Fatal("not the host that is in the fixture")
		}
	}
}
