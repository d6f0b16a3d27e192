package rules

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

func TestRegistry(t *testing.T) {
	rules := All()
	seen := map[string]bool{}
	slug := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	for i, r := range rules {
		if !slug.MatchString(r.ID) {
			t.Errorf("%q is not a slug", r.ID)
		}
		if seen[r.ID] {
			t.Errorf("%q stands twice", r.ID)
		}
		seen[r.ID] = true
		if i > 0 && rules[i-1].Category == r.Category && rules[i-1].ID >= r.ID {
			t.Errorf("%q does not come after %q", r.ID, rules[i-1].ID)
		}
		if _, taken := diag.CodeOf(r.ID); taken {
			t.Errorf("%q is also a code of reading or writing", r.ID)
		}
		if r.Title == "" || strings.HasSuffix(r.Title, ".") || strings.ToLower(r.Title[:1]) != r.Title[:1] && !strings.HasPrefix(r.Title, "ARP") {
			t.Errorf("%s: the title %q is empty, ends in a full stop or begins in upper case", r.ID, r.Title)
		}
		if r.Severity == 0 || r.Category == "" || r.Since == "" || r.Check == nil {
			t.Errorf("%s lacks severity, category, version or check", r.ID)
		}
		if r.Deprecated && len(r.ReplacedBy) == 0 {
			t.Errorf("%s is deprecated and says not by what", r.ID)
		}
		for _, id := range r.ReplacedBy {
			if lint.Find(rules, id) == nil {
				t.Errorf("%s is replaced by %q, which is no rule", r.ID, id)
			}
		}
		if len(r.Sources) == 0 {
			t.Errorf("%s has no source: it is an opinion", r.ID)
		}
		for _, s := range r.Sources {
			if s.What() == "" || !strings.HasPrefix(s.URL(), "https://") {
				t.Errorf("%s: the source %+v is not complete", r.ID, s)
			}
		}
	}
}

func TestEveryRuleHasItsFiles(t *testing.T) {
	for _, r := range All() {
		stem := strings.ReplaceAll(r.ID, "-", "_")
		for _, path := range []string{stem + ".go", filepath.Join("docs", r.ID+".md"), filepath.Join("testdata", r.ID)} {
			if _, err := os.Stat(path); err != nil {
				t.Errorf("%s: %v", r.ID, err)
			}
		}
	}
	for _, pattern := range []string{"docs/*.md", "testdata/*"} {
		paths, _ := filepath.Glob(pattern)
		for _, path := range paths {
			name := strings.TrimSuffix(filepath.Base(path), ".md")
			if name != "README" && name != "seeds" && lint.Find(All(), name) == nil {
				t.Errorf("%s belongs to no rule", path)
			}
		}
	}
}

func TestPage(t *testing.T) {
	for _, r := range All() {
		if _, ok := Page(r.ID); !ok {
			t.Errorf("no page about %s", r.ID)
		}
	}
	for _, id := range []string{"", "README", "no-such-rule", "../all"} {
		if _, ok := Page(id); ok {
			t.Errorf("there is a page about %q", id)
		}
	}
}

func TestRulesSurviveHostsWithHoles(t *testing.T) {
	for _, h := range hostsWithHoles() {
		for _, s := range []string{"", "--via networkmanager", "--via networkd", "--via netlink", "--via module", "--via sysfs", "--via ifupdown", "--env virtualbox"} {
			lint.Run(h, parseArgs(t, s).target, All(), lint.Options{})
		}
	}
}

// expect compares got with the section "want" of an archive; UPDATE=1 rewrites
// that section.
func expect(t *testing.T, path string, archive *txtar.Archive, got string) {
	t.Helper()
	i := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == "want" })
	if i < 0 {
		t.Fatal("there is no section want")
	}
	if diff := cmp.Diff(string(archive.Files[i].Data), got); diff != "" {
		if os.Getenv("UPDATE") == "" {
			t.Errorf("(-want +got):\n%s", diff)
			return
		}
		archive.Files[i].Data = []byte(got)
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		t.Logf("rewrote %s", path)
	}
}
