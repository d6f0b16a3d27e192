package bondc

import (
	"io"
	"testing"

	"github.com/bondc/bondc/frontends"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint/report"
)

// BenchmarkLintHost is everything that "bondc lint" does for one host, from
// finding its files to the report.
func BenchmarkLintHost(b *testing.B) {
	format, _ := report.FindFormat("text")
	paths := []string{"golden/hosts/centos-client"}
	for b.Loop() {
		linter, _, err := NewLinter(paths, target.Target{})
		if err != nil {
			b.Fatal(err)
		}
		out := report.NewWriter(format, io.Discard, report.Options{})
		for tree, err := range Trees(paths, LoadOptions{}) {
			if err != nil {
				b.Fatal(err)
			}
			lintTree(b, linter, tree, out)
		}
		if _, err := out.End(); err != nil {
			b.Fatal(err)
		}
	}
}

func lintTree(b *testing.B, linter *Linter, tree *frontends.Tree, out *report.Writer) {
	for _, r := range ReadTree(tree, LoadOptions{}) {
		if err := out.Host(linter.Lint(tree, r)); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkConvertHost is the same for a conversion to netplan, without
// writing it.
func BenchmarkConvertHost(b *testing.B) {
	for b.Loop() {
		for tree, err := range Trees([]string{"golden/hosts/centos-client"}, LoadOptions{}) {
			if err != nil {
				b.Fatal(err)
			}
			for _, r := range ReadTree(tree, LoadOptions{}) {
				c, err := ConvertRead(r, ConvertOptions{To: "netplan"})
				if err != nil || c.Failed {
					b.Fatal(err, c.Diags)
				}
			}
		}
	}
}
