package rules

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
	"github.com/bondc/bondc/lint/report"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// headings are those of every page, in this order.
var headings = []string{"What it reports", "Example", "Why", "How to fix", "Sources"}

// fence is one fenced block of a page; start and end are the bytes of its body.
type fence struct {
	section, info string
	start, end    int
}

// fences returns the headings of a page and its fenced blocks.
func fences(page string) (found []string, blocks []fence) {
	var open *fence
	section := ""
	for at := 0; at < len(page); {
		end := at + strings.IndexByte(page[at:]+"\n", '\n')
		line := page[at:end]
		switch {
		case open != nil && line == "```":
			open.end = at
			blocks = append(blocks, *open)
			open = nil
		case open != nil:
		case strings.HasPrefix(line, "```"):
			open = &fence{section: section, info: strings.TrimPrefix(line, "```"), start: end + 1}
		case strings.HasPrefix(line, "## "):
			section = strings.TrimPrefix(line, "## ")
			found = append(found, section)
		}
		at = end + 1
	}
	return found, blocks
}

func TestPagesAreTrue(t *testing.T) {
	for _, r := range All() {
		t.Run(r.ID, func(t *testing.T) {
			path := filepath.Join("docs", r.ID+".md")
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			page := framed(r, string(data))
			found, blocks := fences(page)
			if diff := cmp.Diff(headings, found); diff != "" {
				t.Errorf("headings (-want +got):\n%s", diff)
			}
			for _, b := range blocks {
				if b.section == "How to fix" {
					if found := lintBlock(t, r, b.info, page[b.start:b.end]); len(found) > 0 {
						t.Errorf("the rule still fires after the fix: %s", found[0].Message)
					}
				}
			}
			updated := runExamples(t, r, page, blocks)
			if updated == string(data) {
				return
			}
			if os.Getenv("UPDATE") == "" {
				t.Errorf("the output differs (-page +real):\n%s", cmp.Diff(string(data), updated))
			} else if err := os.WriteFile(path, []byte(updated), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// framed returns the page with the head and the sources that the rule states.
func framed(r *lint.Rule, page string) string {
	const first, last = "## What it reports\n", "\n## Sources\n"
	if _, rest, ok := strings.Cut(page, first); ok {
		page = head(r) + rest
	}
	if i := strings.LastIndex(page, last); i >= 0 {
		page = page[:i] + sourceList(r)
	}
	return page
}

func head(r *lint.Rule) string {
	return fmt.Sprintf("# `%s`: %s\n\n%s · %s · since %s\n\n## What it reports\n", r.ID, r.Title, r.Severity, r.Category, r.Since)
}

func sourceList(r *lint.Rule) string {
	var b strings.Builder
	b.WriteString("\n## Sources\n\n")
	for _, s := range r.Sources {
		fmt.Fprintf(&b, "- [%s](%s)\n", s.What(), s.URL())
	}
	return b.String()
}

// runExamples returns the page with the real output of every example.
func runExamples(t *testing.T, r *lint.Rule, page string, blocks []fence) string {
	t.Helper()
	var out strings.Builder
	dialects, done := map[string]bool{}, 0
	for i, b := range blocks {
		if b.section != "Example" || b.info == "text" {
			continue
		}
		if i+1 == len(blocks) || blocks[i+1].info != "text" {
			t.Fatalf("the example in %s is not followed by its output", b.info)
		}
		found := lintBlock(t, r, b.info, page[b.start:b.end])
		if len(found) == 0 {
			t.Errorf("the rule does not fire on the example in %s", b.info)
		}
		dialects[strings.Fields(b.info)[0]] = true
		out.WriteString(page[done:blocks[i+1].start])
		out.WriteString(printed(t, found))
		done = blocks[i+1].end
	}
	if len(r.Dialects) == 0 && len(dialects) < 2 && r.Category != lint.Ignores {
		t.Errorf("there are examples in %v only", dialects)
	}
	return out.String() + page[done:]
}

// lintBlock runs the rules on a block of a page and returns the findings of r.
// The info string is the dialect, and how bondc is called.
func lintBlock(t *testing.T, r *lint.Rule, info, body string) diag.List {
	t.Helper()
	dialect, args, _ := strings.Cut(info, " ")
	archive := txtar.Parse([]byte(body))
	if len(archive.Files) == 0 || len(bytes.TrimSpace(archive.Comment)) > 0 {
		t.Fatalf("a block in %s does not begin with the path of a file", dialect)
	}
	found, hosts := lintArchive(t, archive, parseArgs(t, args))
	if is := dialectOf(hosts); is != dialect {
		t.Errorf("the block says %s and is %s", dialect, is)
	}
	return only(r.ID, found)
}

// printed returns findings as the command prints them, without the summary.
func printed(t *testing.T, found diag.List) string {
	t.Helper()
	text, _ := report.FindFormat("text")
	var b strings.Builder
	w := report.NewWriter(text, &b, report.Options{Infos: true})
	if err := w.Host(report.HostResult{Findings: found}); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(b.String()) + "\n"
}

func TestIndexListsEveryRule(t *testing.T) {
	want := index()
	path := filepath.Join("docs", "README.md")
	got, err := os.ReadFile(path)
	if err == nil && string(got) == want {
		return
	}
	if os.Getenv("UPDATE") == "" {
		t.Fatalf("%s (-got +want):\n%s", path, cmp.Diff(string(got), want))
	}
	if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
}

// index lists the rules by category, in the order of All.
func index() string {
	var b strings.Builder
	b.WriteString("# Lint rules\n\nGenerated from the rules; UPDATE=1 go test ./lint/rules rewrites this page.\n")
	var group lint.Category
	for _, r := range All() {
		if r.Category != group {
			group = r.Category
			fmt.Fprintf(&b, "\n## %s\n\n| rule | severity | what is wrong |\n|---|---|---|\n", group)
		}
		fmt.Fprintf(&b, "| [`%s`](%s.md) | %s | %s |\n", r.ID, r.ID, r.Severity, r.Title)
	}
	return b.String()
}
