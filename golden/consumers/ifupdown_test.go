package consumers

import (
	"net/netip"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir"
)

// TestIfupdownTakesOutput has ifupdown read every interfaces file that bondc
// writes. It brings up by itself what bondc says, finds the values of the bonds'
// lines that bondc finds, and would give links the addresses, and run the
// commands, that stand there; it runs none of them.
func TestIfupdownTakesOutput(t *testing.T) {
	all := examples(t)
	for _, release := range releases {
		t.Run(release, func(t *testing.T) {
			t.Parallel()
			d := interfaces{t: t, ifup: program(t, release, "ifup"), ifquery: program(t, release, "ifquery")}
			judged := 0
			for _, e := range all {
				c, ok := e.written(t, "ifupdown", on(t, release))
				if !ok {
					continue
				}
				d.name, d.file = e.name, filepath.Join(lay(t, output(c.Output)), c.Output.Files[0].Path)
				h, _ := read(t, "ifupdown", output(c.Output))
				d.starts(h)
				d.values(h)
				d.does(h)
				judged++
			}
			atLeast(t, judged, len(all)/2)
			record(t, "ifupdown", "ifup, ifquery", ships(t, release, "ifup"), "files read, with the same values, and the same addresses to be set", judged)
		})
	}
}

// interfaces is a file that ifupdown is asked about.
type interfaces struct {
	t                         *testing.T
	ifup, ifquery, name, file string
}

func (d *interfaces) ask(program string, args ...string) []string {
	d.t.Helper()
	said, ok := run(d.t, exec.Command(program, append([]string{"--interfaces", d.file, "--state-dir", filepath.Dir(d.file)}, args...)...))
	if !ok {
		d.t.Errorf("%s: %s %v fails: %s", d.name, filepath.Base(program), args, said)
	}
	return strings.Split(said, "\n")
}

// starts compares which links are brought up by themselves.
func (d *interfaces) starts(h *ir.Host) {
	listed := d.ask(d.ifquery, "--list")
	for _, l := range h.Links {
		if auto := l.Activation.Set && l.Activation.Value == ir.Boot; auto != slices.Contains(listed, l.Name) {
			d.t.Errorf("%s: that %s comes up by itself is %v to bondc, and ifquery lists %v", d.name, l.Name, auto, listed)
		}
	}
}

// values compares the bonds' lines.
func (d *interfaces) values(h *ir.Host) {
	for _, l := range h.Links {
		if l.Bond == nil {
			continue
		}
		lines := d.ask(d.ifquery, l.Name)
		for _, en := range h.Entries {
			if en.Link == l.Name && strings.HasPrefix(en.Key, "bond-") && !slices.Contains(lines, en.Key+": "+en.Value) {
				d.t.Errorf("%s: ifupdown does not read %q as %q in %v", d.name, en.Key, en.Value, lines)
			}
		}
	}
}

// does compares the addresses that would be set, and the commands that would be
// run, with those of the links that come up.
func (d *interfaces) does(h *ir.Host) {
	commands := d.ask(d.ifup, "--no-act", "--force", "--all")
	var set, written []string
	for _, line := range commands {
		words := strings.Fields(line)
		if at := slices.Index(words, "addr"); at > 0 && len(words) > at+2 && words[at+1] == "add" {
			link, _, _ := strings.Cut(words[slices.Index(words, "dev")+1], ":") // an alias is a label
			set = append(set, link+" "+prefix(words[at+2]))
		}
	}
	for _, l := range h.Links {
		if l.Activation.Value != ir.Boot {
			continue
		}
		for _, a := range l.Addresses {
			written = append(written, l.Name+" "+a.Prefix.String())
		}
		for _, en := range h.Entries {
			if en.Link == l.Name && slices.Contains([]string{"up", "pre-up"}, en.Key) && !slices.Contains(commands, en.Value) {
				d.t.Errorf("%s: ifup would not run %q", d.name, en.Value)
			}
		}
	}
	slices.Sort(set)
	slices.Sort(written)
	if !slices.Equal(set, written) {
		d.t.Errorf("%s: ifup would set the addresses %v, want %v", d.name, set, written)
	}
}

// prefix is an address with its mask as ip(8) is given it, in bits.
func prefix(text string) string {
	address, mask, _ := strings.Cut(text, "/")
	if m, err := netip.ParseAddr(mask); err == nil {
		bits := 0
		for _, b := range m.AsSlice() {
			for ; b != 0; b <<= 1 {
				bits++
			}
		}
		return netip.PrefixFrom(netip.MustParseAddr(address), bits).String()
	}
	return text
}
