package rules

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/bondc/bondc/frontends"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
	"github.com/rogpeppe/go-internal/txtar"
)

// situation is what "args:" lines and the info strings of pages say about the
// host: "--via networkd --env virtualbox --env rhel-8 --partial".
type situation struct {
	target  target.Target
	partial bool
	// mode is that of files which lie on their host; "--installed 0644" is no
	// flag of bondc's.
	mode uint32
}

func parseArgs(t *testing.T, args string) situation {
	t.Helper()
	var s situation
	words := strings.Fields(args)
	for i := 0; i < len(words); i++ {
		value := ""
		if words[i] != "--partial" && i+1 < len(words) {
			value = words[i+1]
		}
		switch words[i] {
		case "--partial":
			s.partial = true
			continue
		case "--installed":
			mode, err := strconv.ParseUint(value, 8, 32)
			if err != nil {
				t.Fatal(err)
			}
			s.mode = uint32(mode)
		case "--via":
			via, ok := target.ParseVia(value)
			if !ok {
				t.Fatalf("no applier %q", value)
			}
			s.target.Via = via
		case "--env":
			if r, ok := target.FindRelease(value); ok {
				s.target = s.target.On(r)
			}
			s.target.Env = append(s.target.Env, value)
		case "--kernel":
			var err error
			if s.target, err = s.target.WithKernel(value); err != nil {
				t.Fatal(err)
			}
		default:
			t.Fatalf("what is %q in %q?", words[i], args)
		}
		i++
	}
	return s
}

// argsOf returns what the "args:" line in the comment of an archive says.
func argsOf(t *testing.T, archive *txtar.Archive) situation {
	t.Helper()
	for _, line := range strings.Split(string(archive.Comment), "\n") {
		if args, ok := strings.CutPrefix(line, "args:"); ok {
			return parseArgs(t, args)
		}
	}
	return situation{}
}

// readHosts reads the files of one tree as the frontends that claim them do,
// and returns the hosts with what could not be read. What modprobe says is
// joined to what ifcfg says.
func readHosts(t testing.TB, files []*source.File, s situation) ([]*ir.Host, diag.List) {
	t.Helper()
	claimed := map[string][]*source.File{}
	var boot, service []*source.File
	for _, f := range files {
		if frontends.ServiceFile(f.Path) {
			service = append(service, f)
			continue
		}
		if frontends.BootFile(f.Path) {
			boot = append(boot, f)
			continue
		}
		front, ok := frontends.Claimed(f.Path)
		if !ok { // a file that counts only where it is named
			front, ok = frontends.Detect(f)
		}
		if !ok {
			t.Fatalf("no frontend claims %s", f.Path)
		}
		claimed[front.Name] = append(claimed[front.Name], f)
	}
	opt := ir.ReadOptions{Partial: s.partial, Evidence: ir.Evidence{Via: s.target.Via, Release: s.target.Release, Boot: frontends.BootWords(boot), Unmanaged: frontends.Unmanaged(service)}}
	if r, ok := target.FindRelease(s.target.Release); ok && s.target.Via == target.Unset {
		opt.Evidence.Via = r.Ifcfg
	}
	var hosts []*ir.Host
	var problems diag.List
	for _, front := range frontends.All() {
		if len(claimed[front.Name]) == 0 {
			continue
		}
		for h, diags := range front.Parse(claimed[front.Name], opt) {
			problems = append(problems, diags...)
			if front.Name == "modprobe" && len(hosts) > 0 && hosts[0].Dialect() == "ifcfg" {
				hosts[0].Merge(h)
				continue
			}
			if h.Partial = s.partial; h.Evidence.Via == target.Unset {
				h.Evidence = opt.Evidence
			}
			hosts = append(hosts, h)
		}
	}
	for _, h := range hosts {
		for _, other := range hosts {
			if other.Dialect() != h.Dialect() {
				h.Beside = append(h.Beside, other) // as ReadTree does
			}
		}
	}
	return hosts, problems
}

// lintArchive reads the files of an archive and runs all rules.
func lintArchive(t *testing.T, archive *txtar.Archive, s situation) (diag.List, []*ir.Host) {
	t.Helper()
	var files []*source.File
	for _, f := range archive.Files {
		if f.Name != "want" {
			file := source.New(f.Name, f.Name, f.Data)
			file.Mode, file.Installed = s.mode, s.mode != 0
			files = append(files, file)
		}
	}
	hosts, problems := readHosts(t, files, s)
	if len(hosts) == 0 {
		t.Fatal("no frontend reads the files")
	}
	for _, d := range problems {
		if d.Severity == diag.Error {
			t.Fatalf("%s:%d: %s", d.Span.File.Name, d.Span.Line(), d.Message)
		}
	}
	var found diag.List
	var edit frontends.Editor
	for _, h := range hosts {
		found = append(found, lint.Run(h, s.target, All(), lint.Options{Edit: edit.Edit})...)
	}
	return found, hosts
}

// dialectOf is the dialect that the files of an archive are in: that of the
// links, where modprobe files stand beside them.
func dialectOf(hosts []*ir.Host) string {
	for _, h := range hosts {
		if d := h.Dialect(); d != "modprobe" {
			return d
		}
	}
	return "modprobe"
}

// only returns the findings of one rule.
func only(rule string, list diag.List) diag.List {
	return slices.DeleteFunc(slices.Clone(list), func(d diag.Diagnostic) bool { return d.Code != rule })
}

// want is one marker: a comment on its own line above the line that it is
// about, as a comment at the end of a line would be data in some dialects.
type want struct {
	file    string
	line    int
	pattern *regexp.Regexp
}

var marker = regexp.MustCompile(`^\s*# want ([a-z0-9-]+) "(.*)"$`)

func wants(t *testing.T, rule string, archive *txtar.Archive) []want {
	t.Helper()
	var list []want
	for _, f := range archive.Files {
		lines := strings.Split(string(f.Data), "\n")
		for i, line := range lines {
			m := marker.FindStringSubmatch(line)
			if m == nil {
				continue
			}
			if m[1] != rule {
				t.Errorf("%s:%d: a marker of rule %s", f.Name, i+1, m[1])
			}
			below := i + 1
			for below < len(lines) && marker.MatchString(lines[below]) {
				below++
			}
			list = append(list, want{f.Name, below + 1, regexp.MustCompile(m[2])})
		}
	}
	return list
}

// compare matches findings with markers, one to one.
func compare(t *testing.T, found diag.List, markers []want) {
	t.Helper()
	for _, d := range found {
		i := slices.IndexFunc(markers, func(w want) bool {
			return w.file == d.Span.File.Name && w.line == d.Span.Line() && w.pattern.MatchString(d.Message)
		})
		if i < 0 {
			t.Errorf("%s:%d: unexpected: %s", d.Span.File.Name, d.Span.Line(), d.Message)
			continue
		}
		markers = slices.Delete(markers, i, i+1)
	}
	for _, w := range markers {
		t.Errorf("%s:%d: no finding matches %q", w.file, w.line, w.pattern)
	}
}

func TestFixtures(t *testing.T) {
	for _, rule := range All() {
		dialects := map[string]bool{}
		fires, silent := 0, 0
		paths, _ := filepath.Glob(filepath.Join("testdata", rule.ID, "*.txtar"))
		for _, path := range paths {
			t.Run(rule.ID+"/"+strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
				archive, err := txtar.ParseFile(path)
				if err != nil {
					t.Fatal(err)
				}
				all, hosts := lintArchive(t, archive, argsOf(t, archive))
				found, markers := only(rule.ID, all), wants(t, rule.ID, archive)
				compare(t, found, slices.Clone(markers))
				if len(strings.TrimSpace(string(archive.Comment))) == 0 {
					t.Error("the comment does not say what this shows")
				}
				switch name := filepath.Base(path); {
				case strings.HasPrefix(name, "fires-") && len(markers) > 0:
					fires++
					dialects[dialectOf(hosts)] = true
				case strings.HasPrefix(name, "silent-") && len(markers) == 0:
					silent++
				default:
					t.Error("the name says neither fires- nor silent-, or something else than the markers")
				}
			})
		}
		if fires == 0 || silent == 0 {
			t.Errorf("%s: %d fixtures in which it fires, %d in which it is silent; want both", rule.ID, fires, silent)
		}
		if len(dialects) < 2 && len(rule.Dialects) != 1 {
			t.Errorf("%s fires in %v only; a rule about one dialect has to say so", rule.ID, dialects)
		}
		for _, d := range rule.Dialects {
			if !dialects[d] {
				t.Errorf("%s names the dialect %s and fires in no fixture of it", rule.ID, d)
			}
		}
	}
}

// TestSeeds lints the configurations that bondc was made for first, with all
// rules.
func TestSeeds(t *testing.T) {
	paths, _ := filepath.Glob(filepath.Join("testdata", "seeds", "*.txtar"))
	if len(paths) < 8 {
		t.Errorf("%d seeds, want all", len(paths))
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			found, _ := lintArchive(t, archive, argsOf(t, archive))
			var got strings.Builder
			for _, d := range found {
				fmt.Fprintf(&got, "%s %s %s:%d: %s\n", d.Severity, d.Code, filepath.Base(d.Span.File.Name), d.Span.Line(), d.Message)
			}
			expect(t, path, archive, got.String())
		})
	}
}
