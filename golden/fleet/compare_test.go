package fleet

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestCompare times bondc and others as whole processes and writes
// docs/performance.md with its plot. It runs for "make bench-compare", with the
// sizes of the fleets in BONDC_COMPARE.
func TestCompare(t *testing.T) {
	if os.Getenv("BONDC_COMPARE") == "" {
		t.Skip("it takes minutes to an hour: run make bench-compare")
	}
	var sizes []int
	for word := range strings.FieldsSeq(os.Getenv("BONDC_COMPARE")) {
		n, err := strconv.Atoi(word)
		if err != nil || n < 1 {
			t.Fatalf("BONDC_COMPARE: %q is no number of hosts", word)
		}
		sizes = append(sizes, n)
	}
	dir := t.TempDir()
	c := &comparison{
		dir:    dir,
		bondc:  build(t, dir, "bondc", "../../cmd/bondc"),
		empty:  buildText(t, dir, "empty", emptyText),
		reader: buildText(t, dir, "reader", readerText),
		yaml:   buildText(t, dir, "yaml", yamlText),
	}
	c.oneHost(t)
	c.others(t)
	for _, dialect := range []string{"ifcfg", "netplan"} {
		for _, n := range sizes {
			c.fleet(t, dialect, n)
		}
	}
	for _, dialect := range []string{"nmcli", "keyfile", "networkd", "ifupdown", "hcl"} {
		c.fleet(t, dialect, min(1000, slices.Max(sizes)))
	}
	c.manyBonds(t, 1000)
	c.save(t, "../../docs")
}

// comparison gathers what was measured.
type comparison struct {
	dir                        string
	bondc, empty, reader, yaml string

	one    []row // one host, in CPU time
	tools  []row // others on the same files
	fleets []fleetRow
	bonds  map[string]spent
	goals  []goal
}

type row struct {
	name string
	spent
}

type fleetRow struct {
	dialect               string
	hosts                 int
	read, lint, convert   spent
	written               spent // the same conversion into a new folder; not of the largest fleets
	twiceLint, twiceWrite bool
}

// goal is one promise of the project, with what was measured.
type goal struct {
	text            string
	limit, measured float64
	unit            string
}

func (c *comparison) goal(text string, limit, measured float64, unit string) {
	c.goals = append(c.goals, goal{text, limit, measured, unit})
}

// oneHost compares runs on one host with an empty program.
func (c *comparison) oneHost(t *testing.T) {
	const rounds = 100
	root := filepath.Join(c.dir, "one")
	write(t, filepath.Join(root, "ifcfg"), "ifcfg", 1)
	write(t, filepath.Join(root, "netplan"), "netplan", 1)
	ifcfg, netplan := filepath.Join(root, "ifcfg", hostName(0)), filepath.Join(root, "netplan", hostName(0))
	jobs := []job{
		{"an empty Go program", clean, []string{c.empty}},
		{"bondc version", clean, []string{c.bondc, "version"}},
		{"bondc lint, ifcfg", findings, []string{c.bondc, "lint", ifcfg}},
		{"bondc lint, netplan", findings, []string{c.bondc, "lint", netplan}},
		{"bondc convert, ifcfg to netplan", clean, []string{c.bondc, "convert", "--to", "netplan", ifcfg}},
		{"bondc convert, netplan to networkd", clean, []string{c.bondc, "convert", "--to", "networkd", netplan}},
	}
	if generate := consumer("netplan-generate"); generate != "" {
		jobs = append(jobs, job{"netplan generate", clean, []string{generate, "--root-dir", netplan}})
	}
	took := turns(t, rounds, jobs...)
	for _, j := range jobs {
		c.one = append(c.one, row{j.name, took[j.name]})
	}
	empty := took["an empty Go program"].cpu
	for _, what := range []string{"bondc lint, ifcfg", "bondc convert, ifcfg to netplan"} {
		c.goal(what+", one host: CPU time over that of an empty Go program", 2.2, ratio(took[what].cpu, empty), "times")
	}
	if other, ok := took["netplan generate"]; ok {
		c.goal("bondc lint, netplan, one host: CPU time over that of netplan generate", 0.5, ratio(took["bondc lint, netplan"].cpu, other.cpu), "times")
		c.goal("bondc convert, netplan to networkd, one host: CPU time over that of netplan generate", 0.5, ratio(took["bondc convert, netplan to networkd"].cpu, other.cpu), "times")
	}
}

// others runs what people use today on the files of one host.
func (c *comparison) others(t *testing.T) {
	const rounds = 5
	for _, dialect := range []string{"netplan", "nmcli", "ifupdown"} {
		write(t, filepath.Join(c.dir, "others", dialect), dialect, 1)
	}
	file := func(dialect, name string) string {
		return filepath.Join(c.dir, "others", dialect, hostName(0), filepath.FromSlash(name))
	}
	yaml := file("netplan", "etc/netplan/60-bondc.yaml")
	older := withoutDefault(t, yaml)
	var jobs []job
	add := func(name, program string, allowed []int, args ...string) {
		if program != "" {
			jobs = append(jobs, job{name, allowed, append([]string{program}, args...)})
		}
	}
	add("cat, the same file", look("cat"), clean, yaml)
	add("yamllint, the netplan file", unpacked("yamllint"), findings, yaml)
	add("cloud-init devel net-convert, the netplan file to eni", unpacked("cloud-init"), clean,
		"devel", "net-convert", "-p", older, "-k", "yaml", "-d", filepath.Join(c.dir, "eni"), "-D", "debian", "-O", "eni")
	add("nmcli --offline connection add, one bond", consumer("nmcli"), clean,
		"--offline", "connection", "add", "type", "bond", "ifname", "bond0", "con-name", "bond0", "bond.options", "mode=active-backup,miimon=100")
	add("shellcheck, the nmcli script", look("shellcheck"), findings, file("nmcli", "bondc-nmcli.sh"))
	add("ifup --syntax-check of ifupdown2, the interfaces file", ifup(), findings,
		"--syntax-check", "-a", "-i", file("ifupdown", "etc/network/interfaces.d/bondc"))
	took := turns(t, rounds, jobs...)
	for _, j := range jobs {
		c.tools = append(c.tools, row{j.name, took[j.name]})
	}
}

// withoutDefault returns a copy of the file as cloud-init 22.4 reads it, which
// takes "default" for an address and fails.
func withoutDefault(t *testing.T, file string) string {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	older := file + ".older"
	if err := os.WriteFile(older, []byte(strings.ReplaceAll(string(text), "to: default", "to: 0.0.0.0/0")), 0o600); err != nil {
		t.Fatal(err)
	}
	return older
}

// fleet lints and converts a fleet, each twice.
func (c *comparison) fleet(t *testing.T, dialect string, n int) {
	root := filepath.Join(c.dir, dialect+"-"+strconv.Itoa(n))
	write(t, root, dialect, n)
	defer os.RemoveAll(root)
	to := "netplan"
	if dialect == to {
		to = "networkd"
	}
	jobs := []job{
		{"read", clean, []string{c.reader, root}},
		{"lint", findings, []string{c.bondc, "lint", root}},
		{"convert", clean, []string{c.bondc, "convert", "--to", to, root}},
	}
	run(t, clean, c.reader, root) // so that all find the files in memory
	first := turns(t, 1, jobs...)
	took := first
	if n <= 10_000 {
		took = turns(t, 5, jobs...)
	} else {
		took = turns(t, 1, jobs...)
	}
	r := fleetRow{
		dialect: dialect, hosts: n, read: took["read"], lint: took["lint"], convert: took["convert"],
		twiceLint: first["lint"].sum == took["lint"].sum, twiceWrite: first["convert"].sum == took["convert"].sum,
	}
	if n <= 10_000 {
		out := filepath.Join(c.dir, "out")
		r.written = run(t, clean, c.bondc, "convert", "--to", to, "--out", out, root)
		if err := os.RemoveAll(out); err != nil {
			t.Fatal(err)
		}
	}
	if !r.twiceLint || !r.twiceWrite {
		t.Errorf("%s, %d hosts: two runs print different bytes", dialect, n)
	}
	c.fleets = append(c.fleets, r)
	t.Logf("%s, %d hosts: read %v, lint %v, convert %v, written %v", dialect, n, r.read, r.lint, r.convert, r.written)
}

// manyBonds lints a file with many bonds, against parsing it.
func (c *comparison) manyBonds(t *testing.T, n int) {
	var text strings.Builder
	text.WriteString("network:\n  version: 2\n  ethernets:\n")
	for i := range 2 * n {
		fmt.Fprintf(&text, "    eth%d: {}\n", i)
	}
	text.WriteString("  bonds:\n")
	for i := range n {
		fmt.Fprintf(&text, "    bond%d:\n      interfaces:\n      - eth%d\n      - eth%d\n      addresses:\n      - %s/8\n"+
			"      parameters:\n        mode: active-backup\n        mii-monitor-interval: 100\n        primary: eth%[2]d\n", i, 2*i, 2*i+1, address(10<<24, i))
	}
	file := filepath.Join(c.dir, "many", "etc", "netplan", "01-many.yaml")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	c.bonds = turns(t, 15,
		job{"yaml", clean, []string{c.yaml, file}},
		job{"lint", findings, []string{c.bondc, "lint", filepath.Join(c.dir, "many")}},
	)
	c.goal("bondc lint, 1,000 bonds in one netplan file: CPU time over that of the bare YAML parse", 3,
		ratio(c.bonds["lint"].cpu, c.bonds["yaml"].cpu), "times")
}

func ratio(a, b time.Duration) float64 { return float64(a) / float64(b) }
