package hcl

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// TestFormatIsTheLibrarys compares with hclwrite.Format, which the command
// does without: on texts that need every rule, and on all HCL in the golden
// stories.
func TestFormatIsTheLibrarys(t *testing.T) {
	texts := []string{
		"",
		"a=1",
		"a=1 \n\n\n  b  =2 # x\nccc=3 // yy",
		"  # only\n\ta = 1 /* in */ # out\n",
		"bond \"b\" {\nports=[\n\"a\",\n\"b\" ,\n]\nmode=\"x\"\n   }\n",
		"a = {b=1,c = { d=2 } , \"e\"= 3}\nbb={}\nf={ }\n",
		"a = -1\nb = 1 -1\nc = f(- 1, -x)\nd = [-1, 1-2, !x, ! y]\ne = x ? -1:- 2\n",
		"a = [for x in[1,2]: x if x!=1]\nb = {for k,v in m: k=>v...}\n",
		"a = f ( x . y , z [ 0 ] , w[*].v, u.*.v )\nb = provider :: f(1)\n",
		"a = \"x${ y }z\"\nb = \"${{a=1}}\"\nc = \"%{if x}1%{ else }2%{endif}\"\nd = \"${a}${b}\"\n",
		"a = <<EOT\n  text ${x}\n EOT\n EOT\nb = <<-E\n x\n E\nc=1\n",
		"a = f(<<E\nx\nE\n)\nb = 1\n",
		"a = f([\n1,\n{\nb = 2 })\n])\nc = 1\n",
		"a { b { c = 1 } }\na { b = 1 }\n",
		"äö = \"x\" # ß\nb = \"日本語\" # e\u0301\n",
		"a = (1+2)*3/4%5\nb = a==1&&b!=2||!c\nd = a>=1?b<2:c<=3\n",
		"f = (\n  1 +\n    2\n)\n",
		"x \"a\" \"b\" {\n\n\n# c\n\n}\n",
	}
	stories, err := filepath.Glob("../../golden/stories/*.txtar")
	if err != nil || len(stories) == 0 {
		t.Fatal("no golden stories", err)
	}
	for _, story := range stories {
		archive, err := txtar.ParseFile(story)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range archive.Files {
			if strings.HasSuffix(file.Name, ".hcl") {
				texts = append(texts, string(file.Data))
			}
		}
	}
	err = filepath.WalkDir("../..", func(path string, _ fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".hcl") {
			text, _ := os.ReadFile(path)
			texts = append(texts, string(text))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range texts {
		if got, want := format([]byte(text)), hclwrite.Format([]byte(text)); !bytes.Equal(got, want) {
			t.Errorf("%q\n got: %q\nwant: %q", text, got, want)
		}
	}
}

// FuzzFormat compares with hclwrite.Format on whatever is HCL.
func FuzzFormat(f *testing.F) {
	f.Add("a {\nb=1 # x\nccc = [\n\"${x}\",{a=1}]\n}\n")
	f.Add("a = <<E\nx\nE\nb=-1-(- 2)\n")
	f.Fuzz(func(t *testing.T, text string) {
		file := source.New("f", "f", []byte(text))
		if file.Fatal() || file.Text != file.Raw || strings.Contains(text, "/*") {
			return // a comment of several lines is measured in code points here
		}
		if _, diags := parse(file); diags.Has(diag.Error) {
			return
		}
		if got, want := format([]byte(text)), hclwrite.Format([]byte(text)); !bytes.Equal(got, want) {
			t.Errorf("%q\n got: %q\nwant: %q", text, got, want)
		}
	})
}
