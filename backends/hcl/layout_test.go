package hcl

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/zclconf/go-cty/cty"
)

// TestLayoutIsTheLibrarys compares the layout of everything written in this
// package's tests and in the golden stories with hclwrite.Format.
func TestLayoutIsTheLibrarys(t *testing.T) {
	archives, err := filepath.Glob("../../golden/stories/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no golden stories", err)
	}
	seen := 0
	for _, path := range archives {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if want := hclwrite.Format(f.Data); bytes.HasPrefix([]byte(f.Name), []byte("want/hcl")) {
				if seen++; !bytes.Equal(f.Data, want) {
					t.Errorf("%s, %s: the layout is not hclwrite's:\n%s\nwant:\n%s", path, f.Name, f.Data, want)
				}
			}
		}
	}
	if seen < 40 {
		t.Errorf("only %d outputs were compared", seen)
	}
}

// TestQuote compares with the library's quoting.
func TestQuote(t *testing.T) {
	for _, s := range []string{
		"", "bond0", `a"b\c`, "a\nb\r\tc", "${x}", "%{if}", "$${x}", "$", "%", "a$", "$ {", "\x00\x7f\x1b[0m",
		"ß日本", "\u202e\u200b", "\U0001f600\U000e0001", "\ufffd", "'`;#",
	} {
		if got, want := quote(s), string(hclwrite.TokensForValue(cty.StringVal(s)).Bytes()); got != want {
			t.Errorf("quote(%q) = %s, want %s", s, got, want)
		}
	}
}
