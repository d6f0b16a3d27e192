package page

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestRender(t *testing.T) {
	for _, test := range []struct{ name, markdown, want string }{
		{"headings", "# `rule`: a title\n\n## Why\n", "rule: a title\n-------------\n\nWhy\n---\n"},
		{"paragraphs", "one two three four five\nsix `a  b` **seven**\n\nnext\n", "one two three four five six\na b seven\n\nnext\n"},
		{"long words", strings.Repeat("x", 40) + " y\n", strings.Repeat("x", 40) + "\ny\n"},
		{"code", "```ifcfg\na  b [x](y) `c`\n\n```\nend\n", "    a  b [x](y) `c`\n\n\nend\n"},
		{"open code", "```\na\n", "    a\n"},
		{"lists", "- one two three four five six seven\n- [name](http://x)\n\nend\n", "- one two three four five\n  six seven\n- name <http://x>\n\nend\n"},
		{"lists over lines", "- one\n  two\n", "- one two\n"},
		{"tables", "| a | b |\n|---|:-:|\n| `x y` | 1 \\| 2 |\n| z | |\n", "  a    b\n  x y  1 | 2\n  z\n"},
		{"tables without heads", "| | |\n|---|---|\n| a | b |\n", "  a  b\n"},
		{"wide tables", "| aa | one two three four five six seven |\n|---|---|\n", "  aa  one two three four\n      five six seven\n"},
		{"brackets", "a [b c\n", "a [b c\n"},
		{"nothing", "", "\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := Render(test.markdown, Options{Width: 27}); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
	if got := Render("## A\n", Options{Color: true}); got != "\x1b[1mA\x1b[0m\n" {
		t.Errorf("in colour %q", got)
	}
}

// FuzzRender wants an end, no panic, and every word of prose in the output.
func FuzzRender(f *testing.F) {
	f.Add("# a\n\n| b | c |\n|---|---|\n\n- d\n```\ne")
	f.Fuzz(func(t *testing.T, markdown string) {
		if out := Render(markdown, Options{Width: 10}); utf8.ValidString(markdown) && !utf8.ValidString(out) {
			t.Errorf("%q became %q", markdown, out)
		}
	})
}
