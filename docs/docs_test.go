package docs

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

func TestEveryCodeHasItsPage(t *testing.T) {
	for _, c := range diag.Codes() {
		page, ok := Code(c.Slug)
		if !ok {
			t.Errorf("%s has no page in docs/codes", c.Slug)
			continue
		}
		head := fmt.Sprintf("# `%s`: %s\n\n%s\n\n## What it means\n\n", c.Slug, c.Title, c.Severity)
		if !strings.HasPrefix(page, head) {
			t.Errorf("%s.md does not start with:\n%s", c.Slug, head)
		}
		if !strings.Contains(page, "\n## What to do\n\n") || strings.Count(page, "\n## ") != 2 {
			t.Errorf("%s.md does not have the headings \"What it means\" and \"What to do\"", c.Slug)
		}
	}
}

func TestEveryPageHasItsCode(t *testing.T) {
	entries, err := codes.ReadDir("codes")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		slug := strings.TrimSuffix(e.Name(), ".md")
		if _, ok := diag.CodeOf(slug); !ok && slug != "README" {
			t.Errorf("codes/%s belongs to no code", e.Name())
		}
	}
}

func TestNoPageForOtherWords(t *testing.T) {
	for _, slug := range []string{"", "no-such-code", "../docs", "README.md"} {
		if _, ok := Code(slug); ok {
			t.Errorf("Code(%q) has a page", slug)
		}
	}
}

func TestPagesNameTheLimits(t *testing.T) {
	for code, want := range map[string]string{
		diag.TooLarge:       fmt.Sprintf("Files over %d MiB", source.MaxSize>>20),
		diag.TooDeep:        fmt.Sprintf("more than %d deep", source.MaxDepth),
		diag.TooManyOptions: fmt.Sprintf("more than %d options", ir.MostSettings),
		diag.TooManyLinks:   fmt.Sprintf("more than %d,000 links", ir.MostLinks/1000),
	} {
		if page, _ := Code(code); !strings.Contains(page, want) {
			t.Errorf("%s.md does not say %q", code, want)
		}
	}
}
