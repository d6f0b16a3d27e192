package bondc

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/bondc/bondc/frontends"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
	"github.com/bondc/bondc/lint/report"
	"github.com/bondc/bondc/lint/rules"
)

// fixture is one file of lint/rules/testdata as a tree on disk.
type fixture struct {
	t      *testing.T
	root   string
	opt    LoadOptions
	linter *Linter
	part   bool
}

func newFixture(t *testing.T, path string) *fixture {
	t.Helper()
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f := &fixture{t: t, root: t.TempDir()}
	for _, file := range archive.Files {
		if file.Name == "want" {
			continue
		}
		name := filepath.Join(f.root, filepath.FromSlash(file.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, file.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	f.situation(string(archive.Comment))
	f.linter, _, err = NewLinter([]string{f.root}, f.opt.Target)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// situation reads the "args:" line of a fixture, as the tests of the rules do.
func (f *fixture) situation(comment string) {
	for _, line := range strings.Split(comment, "\n") {
		args, ok := strings.CutPrefix(line, "args:")
		if !ok {
			continue
		}
		words := strings.Fields(args)
		for i := 0; i < len(words); i++ {
			word, value := words[i], ""
			if word != "--partial" && i+1 < len(words) {
				i++
				value = words[i]
			}
			switch word {
			case "--partial":
				f.part = true
			case "--via":
				f.opt.Target.Via, _ = target.ParseVia(value)
			case "--kernel":
				if r, ok := target.FindRelease(value); ok {
					f.opt.Target.Kernel = r.Kernel
				} else {
					f.opt.Target.Kernel, _ = target.ParseVersion(value)
				}
			case "--env":
				if r, ok := target.FindRelease(value); ok {
					f.opt.Target = f.opt.Target.On(r)
				}
				f.opt.Target.Env = append(f.opt.Target.Env, value)
			}
		}
	}
}

// trees returns the fixture's trees, each read.
func (f *fixture) trees() (trees []*frontends.Tree, reads [][]Read) {
	f.t.Helper()
	for tree, err := range Trees([]string{f.root}, f.opt) {
		if err != nil {
			f.t.Fatal(err)
		}
		tree.Partial = tree.Partial || f.part
		trees, reads = append(trees, tree), append(reads, ReadTree(tree, f.opt))
	}
	return trees, reads
}

// fix fixes the fixture and writes the result.
func (f *fixture) fix(unsafe bool) (count, left int, files []FixedFile) {
	f.t.Helper()
	trees, reads := f.trees()
	for i, tree := range trees {
		fixed := f.linter.Fix(tree, reads[i], f.opt, unsafe)
		for _, bug := range fixed.Bugs {
			f.t.Error(bug)
		}
		count += fixed.Count
		for _, file := range fixed.Files {
			full, top := tree.Place(file.Was.Name)
			if !strings.HasPrefix(full, top+"/") {
				f.t.Errorf("%s is not below %s", full, top)
			}
			if err := os.WriteFile(full, []byte(file.Now), 0o600); err != nil {
				f.t.Fatal(err)
			}
		}
		files = append(files, fixed.Files...)
		for _, r := range fixed.Results {
			for j := range r.Findings {
				if fix := r.Findings[j].Fix; fix != nil && len(fix.Edits) > 0 && (unsafe || fix.Safe) {
					left++
					f.t.Logf("left: %s: %s", r.Findings[j].Code, r.Findings[j].Message)
				}
			}
		}
	}
	return count, left, files
}

// fires returns the paths of all fixtures in which a rule fires.
func fires(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("lint", "rules", "testdata", "*", "fires-*.txtar"))
	if err != nil || len(paths) < 60 {
		t.Fatalf("%d fixtures, %v", len(paths), err)
	}
	return paths
}

// TestFixes fixes every fixture, safely and then with all fixes: each fixed
// finding is gone, nothing more is to be done, the text reads back, and no
// promise is broken. A second run changes nothing.
func TestFixes(t *testing.T) {
	total := 0
	for _, path := range fires(t) {
		t.Run(filepath.Base(filepath.Dir(path))+"/"+strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			for _, unsafe := range []bool{false, true} {
				f := newFixture(t, path)
				count, left, files := f.fix(unsafe)
				total += count
				if left > 0 {
					t.Errorf("unsafe %v: %d findings with a fix are left", unsafe, left)
				}
				if (count == 0) != (len(files) == 0) {
					t.Errorf("unsafe %v: %d findings fixed in %d files", unsafe, count, len(files))
				}
				for _, file := range files {
					minimal(t, file)
				}
				if again, _, files := f.fix(unsafe); again != 0 || len(files) != 0 {
					t.Errorf("unsafe %v: a second run fixes %d findings in %d files", unsafe, again, len(files))
				}
			}
		})
	}
	if total < 50 {
		t.Errorf("only %d findings were fixed", total)
	}
}

// TestFixesOfOddText fixes the inputs of the dialects' own tests and of the
// stories: whatever the text, no promise is broken and a second run does
// nothing.
func TestFixesOfOddText(t *testing.T) {
	fixed := 0
	for _, pattern := range []string{"golden/stories/*.txtar", "frontends/*/testdata/*.txtar"} {
		paths, err := filepath.Glob(filepath.FromSlash(pattern))
		if err != nil || len(paths) < 10 {
			t.Fatalf("%s: %d, %v", pattern, len(paths), err)
		}
		for _, path := range paths {
			t.Run(strings.TrimSuffix(path, ".txtar"), func(t *testing.T) {
				f := newFixture(t, path)
				for _, err := range Trees([]string{f.root}, f.opt) {
					if err != nil {
						return // standard input alone, which no folder shows
					}
				}
				count, _, _ := f.fix(true)
				fixed += count
				if again, _, _ := f.fix(true); again > 0 {
					t.Errorf("a second run fixes %d more", again)
				}
			})
		}
	}
	if fixed < 50 {
		t.Errorf("only %d findings were fixed", fixed)
	}
}

// minimal holds a fixed file to its text: comments that stand on lines of their
// own stay, but for those that a fix is about, and few lines change.
func minimal(t *testing.T, f FixedFile) {
	t.Helper()
	for _, line := range strings.Split(f.Was.Raw, "\n") {
		mark := strings.TrimSpace(line)
		if strings.HasPrefix(mark, "# want") && strings.Count(f.Now, mark) < strings.Count(f.Was.Raw, mark) {
			t.Errorf("%s: the comment %q is gone:\n%s", f.Was.Name, mark, unified(f))
		}
	}
}

// TestFixesOfEachRule applies the edits of each finding alone: they are inside
// of the lines that the finding or its link stands on or beside, the finding is
// gone and the text reads.
func TestFixesOfEachRule(t *testing.T) {
	for _, path := range fires(t) {
		rule := filepath.Base(filepath.Dir(path))
		t.Run(rule+"/"+strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			f := newFixture(t, path)
			f.linter.Edits = true
			trees, reads := f.trees()
			for i, tree := range trees {
				x := fixer{linter: f.linter, tree: tree, opt: f.opt, target: f.opt.Target, unsafe: true, banned: map[string]bool{}}
				now := x.look(reads[i])
				for host := range now.results {
					for j := range now.results[host].Findings {
						d := &now.results[host].Findings[j]
						if d.Code != rule || d.Fix == nil || len(d.Fix.Edits) == 0 {
							continue
						}
						c := choice{d, host, now.results[host].Name}
						if why := x.broken(now, x.apply(now, []choice{c}), []choice{c}); why != "" {
							t.Errorf("%s: %s: the fix %q: %s", rule, d.Message, d.Fix.Message, why)
						}
					}
				}
			}
		})
	}
}

// TestFixesNeedEdits holds that the rules whose fix the facts call safe come
// with edits in at least one fixture.
func TestFixesNeedEdits(t *testing.T) {
	made := map[string]bool{}
	for _, path := range fires(t) {
		f := newFixture(t, path)
		f.linter.Edits = true
		trees, reads := f.trees()
		for i, tree := range trees {
			for _, r := range reads[i] {
				for _, d := range f.linter.Lint(tree, r).Findings {
					made[d.Code] = made[d.Code] || d.Fix != nil && len(d.Fix.Edits) > 0
				}
			}
		}
	}
	for _, id := range []string{
		"mode-unknown", "option-refused-in-mode", "option-without-effect-in-mode", "fom-mode", "delay-not-multiple",
		"miimon-zero-lacp-tlb-alb", "miimon-implicit-lacp-tlb-alb", "netplan-gateway4", "ifcfg-master-without-slave",
		"no-link-monitor", "ignore-unused",
	} {
		if !slices.ContainsFunc(rules.All(), func(r *lint.Rule) bool { return r.ID == id }) {
			t.Errorf("there is no rule %s", id)
		}
		if !made[id] {
			t.Errorf("%s comes with edits in no fixture", id)
		}
	}
}

// TestFixTellsWhatItBreaks gives the engine fixes that do not do what they
// promise.
func TestFixTellsWhatItBreaks(t *testing.T) {
	host := func(opts string) *fixture {
		f := &fixture{t: t, root: t.TempDir()}
		dir := filepath.Join(f.root, "etc", "sysconfig", "network-scripts")
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "ifcfg-bond0"), []byte("DEVICE=bond0\nTYPE=Bond\nBONDING_OPTS=\""+opts+"\"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		return f
	}
	effectOf := func(f *fixture) (hosts []Read) {
		_, reads := f.trees()
		return reads[0]
	}
	for _, test := range []struct {
		name, was, now string
		same           bool
	}{
		{"another monitor", "mode=1 miimon=100", "mode=1 miimon=200", false},
		{"another mode", "mode=1 miimon=100", "mode=2 miimon=100", false},
		{"a default", "mode=1 miimon=100 updelay=0", "mode=1 miimon=100", true},
		{"what is refused", "mode=4 miimon=100 primary=eth0", "mode=4 miimon=100", true},
		{"what has no effect", "mode=1 miimon=100 ad_select=1", "mode=1 miimon=100", true},
		{"a word for a number", "mode=1 miimon=100", "mode=active-backup miimon=100", true},
		{"a mode that was none", "mode=802.3AD miimon=100", "mode=802.3ad miimon=100", true},
	} {
		a, b := effectOf(host(test.was))[0].Host, effectOf(host(test.now))[0].Host
		if why := sameEffect(a, b, target.Target{}); (why == "") != test.same {
			t.Errorf("%s: %q", test.name, why)
		}
		if out := effect.Effective(a, a.Link("bond0"), target.Target{}); !out.Created {
			t.Errorf("%s: there is no bond to compare", test.name)
		}
	}
	if got := atLeast(diag.List{{Severity: diag.Info}, {Severity: diag.Error}}, diag.Error); got != 1 {
		t.Errorf("%d errors", got)
	}
}

// unified is the difference that a fix makes.
func unified(f FixedFile) string {
	diff, _ := report.Unified(f.Was.Name, f.Was.Raw, f.Now, nil)
	return diff
}
