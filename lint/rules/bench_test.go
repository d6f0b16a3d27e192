package rules

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/lint"
	"github.com/bondc/bondc/lint/report"
	"github.com/rogpeppe/go-internal/txtar"
)

// BenchmarkRun judges one host of three files with all rules.
func BenchmarkRun(b *testing.B) {
	archive, err := txtar.ParseFile("testdata/seeds/centos-client.txtar")
	if err != nil {
		b.Fatal(err)
	}
	var files []*source.File
	for _, f := range archive.Files {
		if f.Name != "want" {
			files = append(files, source.New(f.Name, f.Name, f.Data))
		}
	}
	hosts, _ := readHosts(b, files, situation{})
	rules := All()
	b.ReportAllocs()
	for b.Loop() {
		lint.Run(hosts[0], situation{}.target, rules, lint.Options{})
	}
}

// TestTimeDoesNotExplode judges a line with very many faults: what a finding
// costs must not grow with the number of findings.
func TestTimeDoesNotExplode(t *testing.T) {
	var opts strings.Builder
	opts.WriteString("options bonding mode=1 miimon=100")
	for i := range 20_000 {
		fmt.Fprintf(&opts, " lacp_rate=1 nonsense%d=1 miimon=x", i)
	}
	file := source.New("etc/modprobe.d/b.conf", "etc/modprobe.d/b.conf", []byte(opts.String()))
	start := time.Now()
	hosts, _ := readHosts(t, []*source.File{file}, situation{})
	found := lint.Run(hosts[0], situation{}.target, All(), lint.Options{})
	for _, format := range report.Formats() {
		w := report.NewWriter(format, io.Discard, report.Options{Infos: true})
		if err := w.Host(report.HostResult{Findings: found}); err != nil {
			t.Fatal(err)
		}
	}
	if took := time.Since(start); len(found) < 1000 || took > 20*time.Second {
		t.Errorf("%d findings took %v", len(found), took)
	}
}
