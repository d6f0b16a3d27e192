package consumers

import (
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/bondc/bondc/backends"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/target"
)

// TestModprobeReadsAsBondc holds what kmod resolves of modprobe's files against
// what bondc reads in them: the inputs of stories, and what bondc writes.
func TestModprobeReadsAsBondc(t *testing.T) {
	inputs := map[string]map[string][]byte{}
	found, _ := filepath.Glob("../stories/*.txtar")
	names, _ := filepath.Glob("../../frontends/modprobe/testdata/*.txtar")
	for _, name := range append(names, found...) {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files := map[string][]byte{}
		for _, f := range archive.Files {
			if strings.Contains(f.Name, "etc/modprobe") && !strings.HasPrefix(f.Name, "want") {
				files["etc/modprobe.d/"+strings.TrimSuffix(path.Base(f.Name), ".conf")+".conf"] = f.Data
			}
		}
		if len(files) > 0 {
			inputs[filepath.Base(name)] = files
		}
	}
	for _, e := range examples(t) {
		if _, ok := backends.Named("modprobe"); !ok {
			break
		}
		if c, ok := e.written(t, "modprobe", target.Target{}); ok {
			inputs[e.name+" as modprobe"] = output(c.Output)
		}
	}
	for _, release := range releases {
		t.Run(release, func(t *testing.T) {
			t.Parallel()
			modprobe := program(t, release, "modprobe")
			for _, name := range sorted(inputs) {
				root := lay(t, inputs[name])
				said, ok := run(t, exec.Command(modprobe, "--showconfig", "-C", root+"/etc/modprobe.d"))
				if !ok {
					t.Errorf("%s: modprobe refuses it: %s", name, said)
					continue
				}
				shown, _ := read(t, "modprobe", map[string][]byte{"etc/modprobe.d/shown.conf": []byte(configuration(said))})
				ours, _ := read(t, "modprobe", inputs[name])
				switch {
				case (shown == nil) != (ours == nil):
					t.Errorf("%s: one of kmod and bondc finds no bond: %s", name, said)
				case shown != nil:
					for _, l := range ours.Links { // kmod shows names as it compares them
						ours.Rename(l.Name, strings.ReplaceAll(l.Name, "-", "_"))
					}
					for _, d := range effect.Compare(effect.Facts(shown, on(t, release)), effect.Facts(ours, on(t, release)), false) {
						t.Errorf("%s: kmod reads it otherwise than bondc: %s", name, d.String())
					}
				}
			}
			atLeast(t, len(inputs), 10)
			record(t, "modprobe", "modprobe", ships(t, release, "modprobe"), "folders resolved as bondc reads them", len(inputs))
		})
	}
}

// configuration keeps of what modprobe shows what stands in the files: aliases
// of devices come from an index of the kernel's modules.
func configuration(said string) string {
	var b strings.Builder
	for line := range strings.Lines(said) {
		switch word, _, _ := strings.Cut(line, " "); word {
		case "alias", "options", "install", "remove", "blacklist", "softdep":
			b.WriteString(line)
		}
	}
	return b.String()
}
