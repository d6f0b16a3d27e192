package bondc

import (
	"path/filepath"
	"testing"

	"github.com/bondc/bondc/backends"
	"github.com/bondc/bondc/frontends"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
	"github.com/bondc/bondc/lint/rules"
)

// BenchmarkStage measures each stage that a host goes through, alone, in the
// dialects that most hosts have: names as benchstat wants them, to compare two
// commits by "-filter /stage:lower" or "-col /dialect".
func BenchmarkStage(b *testing.B) {
	for dialect, host := range map[string]string{"ifcfg": "centos-client", "netplan": "ubuntu-client"} {
		root := filepath.Join("golden", "hosts", host)
		files, front := filesOf(b, root, dialect)
		opt := ir.ReadOptions{Host: host}
		h := hostOf(b, front, files, opt)
		run := func(stage string, work func()) {
			b.Run("stage="+stage+"/dialect="+dialect, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					work()
				}
			})
		}
		run("read", func() { filesOf(b, root, dialect) })
		run("lower", func() { hostOf(b, front, files, opt) })
		run("simulate", func() {
			for _, l := range h.Links {
				if l.Kind == ir.BondKind {
					effect.Effective(h, l, target.Target{})
				}
			}
		})
		all := rules.All()
		run("lint", func() { lint.Run(h, target.Target{}, all, lint.Options{}) })
		for _, to := range []string{"netplan", "networkd", "nmcli"} {
			benchWriting(b, h, dialect, to)
		}
	}
}

// benchWriting measures writing a host in a dialect, and reading that back.
func benchWriting(b *testing.B, h *ir.Host, dialect, to string) {
	backend, _ := backends.Named(to)
	pinned, _ := effect.Pin(h, target.Target{}, effect.TargetVia(to, target.Target{}), to)
	out, _ := backend.Emit(pinned, target.Target{})
	if len(out.Files) == 0 {
		b.Fatalf("nothing is written for %s", to)
	}
	b.Run("stage=emit/dialect="+dialect+"/to="+to, func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			backend.Emit(pinned, target.Target{})
		}
	})
	b.Run("stage=readback/dialect="+dialect+"/to="+to, func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := readBack(h, out, ConvertOptions{To: to}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// filesOf finds and reads the files of a host that belong to a dialect.
func filesOf(b *testing.B, root, dialect string) ([]*source.File, frontends.Frontend) {
	front, _ := frontends.Named(dialect)
	var files []*source.File
	for tree, err := range Trees([]string{root}, LoadOptions{}) {
		if err != nil {
			b.Fatal(err)
		}
		all, _ := tree.Read()
		for _, f := range all {
			if front.Claims(f.Path) {
				files = append(files, f)
			}
		}
	}
	if len(files) == 0 {
		b.Fatalf("%s has no files of %s", root, dialect)
	}
	return files, front
}

func hostOf(b *testing.B, front frontends.Frontend, files []*source.File, opt ir.ReadOptions) *ir.Host {
	for h := range front.Parse(files, opt) {
		h.Settle()
		return h
	}
	b.Fatal("there is no host")
	return nil
}
