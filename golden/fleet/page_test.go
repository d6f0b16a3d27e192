package fleet

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// save writes docs/performance.md and its plot.
func (c *comparison) save(t *testing.T, docs string) {
	c.fleetGoals()
	for name, text := range map[string][]byte{"performance.md": c.page(), "performance.svg": plot(c.fleets)} {
		if err := os.WriteFile(filepath.Join(docs, name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, g := range c.goals {
		t.Logf("%s: %.2f %s, at most %.2f: %s", g.text, g.measured, g.unit, g.limit, g.verdict())
	}
}

func (g goal) verdict() string {
	if g.measured <= g.limit {
		return "met"
	}
	return fmt.Sprintf("missed, by %.2f", g.measured/g.limit)
}

// fleetGoals judges the fleets against what the project promises.
func (c *comparison) fleetGoals() {
	generate := time.Duration(0)
	for _, r := range c.one {
		if r.name == "netplan generate" {
			generate = r.cpu
		}
	}
	var peak int64
	smallest, largest := map[string]fleetRow{}, map[string]fleetRow{}
	for _, f := range c.fleets {
		peak = max(peak, f.lint.peak, f.convert.peak, f.written.peak)
		if s, ok := smallest[f.dialect]; f.hosts >= 100 && (!ok || f.hosts < s.hosts) {
			smallest[f.dialect] = f
		}
		if f.hosts > largest[f.dialect].hosts {
			largest[f.dialect] = f
		}
		limit, judged := map[string]float64{"ifcfg": 4, "netplan": 6}[f.dialect]
		if f.hosts == 10_000 && judged {
			c.goal("bondc lint, 10,000 hosts, "+f.dialect+": time over that of a program that only reads the files", limit, ratio(f.lint.wall, f.read.wall), "times")
		}
		if f.hosts == 10_000 && f.dialect == "netplan" && generate > 0 {
			c.goal("bondc lint, a host of 10,000, netplan: CPU time over that of one netplan generate", 1.0/50, ratio(f.lint.cpu/10_000, generate), "times")
			c.goal("bondc convert, a host of 10,000, netplan to networkd: CPU time over that of one netplan generate", 1.0/50, ratio(f.convert.cpu/10_000, generate), "times")
		}
	}
	c.goal("the most memory of any run", 150, float64(peak)/(1<<20), "MiB")
	for _, dialect := range []string{"ifcfg", "netplan"} {
		s, l := smallest[dialect], largest[dialect]
		if l.hosts > s.hosts {
			c.goal(fmt.Sprintf("bondc lint, %s: CPU time a host among %s over that among %s", dialect, count(l.hosts), count(s.hosts)), 1.15,
				ratio(l.lint.cpu/time.Duration(l.hosts), s.lint.cpu/time.Duration(s.hosts)), "times")
		}
	}
}

func (c *comparison) page() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `# Performance

Written by `+"`make bench-compare`"+` (golden/fleet): %d cores, %s, Go %s. Times of one machine say
little; the ratios were taken in one run, in turns, and are what counts. CPU is user and system time.

## Goals

| what | goal | measured | |
|---|---|---|---|
`, runtime.NumCPU(), kernel(), strings.TrimPrefix(runtime.Version(), "go"))
	for _, g := range c.goals {
		fmt.Fprintf(&b, "| %s | at most %s %s | %s | %s |\n", g.text, number(g.limit), g.unit, number(g.measured), g.verdict())
	}
	b.WriteString("\nWhy a goal is missed stands in [golden/fleet](../golden/fleet/README.md).\n\n## One host\n\n| run | CPU, ms | times an empty program | memory, MiB |\n|---|---|---|---|\n")
	for _, r := range c.one {
		fmt.Fprintf(&b, "| %s | %.2f | %.2f | %d |\n", r.name, ms(r.cpu), ratio(r.cpu, c.one[0].cpu), r.peak>>20)
	}
	b.WriteString("\nWhat people run today, on the same host's files:\n\n| run | CPU, ms | times bondc lint of the netplan file |\n|---|---|---|\n")
	for _, r := range c.tools {
		fmt.Fprintf(&b, "| %s | %.1f | %.1f |\n", r.name, ms(r.cpu), ratio(r.cpu, c.named("bondc lint, netplan").cpu))
	}
	b.WriteString("\n## Fleets\n\nEach host has a bond with two to four ports, two VLANs, a default and another route, and DNS; one in a\nhundred is wrong. \"read\" is a Go program that only reads the same files on the same cores. Conversions\ngo to netplan, those of netplan to networkd, and are printed; \"written\" is the same\nconversion into a new folder, flushed to the disk. Lint and conversion ran twice and printed the same bytes.\n\n![time by number of hosts](performance.svg)\n\n")
	b.WriteString("| dialect | hosts | read, s | lint, s | times read | lint, CPU µs a host | lint, MiB | convert, s | convert, CPU µs a host | convert, MiB | written, s | written, CPU µs a host |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n")
	for _, f := range c.fleets {
		written := " | "
		if f.written.wall > 0 {
			written = fmt.Sprintf("%.3f | %d", f.written.wall.Seconds(), f.written.cpu.Microseconds()/int64(f.hosts))
		}
		fmt.Fprintf(&b, "| %s | %s | %.3f | %.3f | %.1f | %d | %d | %.3f | %d | %d | %s |\n", f.dialect, count(f.hosts),
			f.read.wall.Seconds(), f.lint.wall.Seconds(), ratio(f.lint.wall, f.read.wall), f.lint.cpu.Microseconds()/int64(f.hosts), f.lint.peak>>20,
			f.convert.wall.Seconds(), f.convert.cpu.Microseconds()/int64(f.hosts), f.convert.peak>>20, written)
	}
	fmt.Fprintf(&b, "\nA netplan file with 1,000 bonds: parsing the YAML alone %.0f ms of CPU, `bondc lint` %.0f ms.\n", ms(c.bonds["yaml"].cpu), ms(c.bonds["lint"].cpu))
	return b.Bytes()
}

func (c *comparison) named(name string) spent {
	for _, r := range c.one {
		if r.name == name {
			return r.spent
		}
	}
	return spent{}
}

// kernel returns the system and its release, without the machine's name.
func kernel() string {
	release, err := os.ReadFile("/proc/sys/kernel/osrelease")
	if err != nil {
		return runtime.GOOS
	}
	return "Linux " + strings.TrimSpace(string(release))
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// number prints a number with as many digits as tell something.
func number(f float64) string {
	switch {
	case f < 0.1:
		return fmt.Sprintf("%.3f", f)
	case f < 20:
		return fmt.Sprintf("%.2f", f)
	}
	return fmt.Sprintf("%.0f", f)
}

// count prints a number with its thousands apart.
func count(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", count(n/1000), n%1000)
}
