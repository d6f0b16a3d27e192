package yamltree

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// dump prints a tree: kind, place and text of every node, one a line.
func dump(f *source.File, n *Node) string {
	var b strings.Builder
	var walk func(n *Node, depth int)
	walk = func(n *Node, depth int) {
		line, column := f.Position(n.Start)
		fmt.Fprintf(&b, "%s%s %d:%d %q\n", strings.Repeat("  ", depth), n.Kind, line, column, f.Raw[n.Start:n.End])
		for _, child := range n.Children {
			walk(child, depth+1)
		}
	}
	if n != nil {
		walk(n, 0)
	}
	return b.String()
}

func TestExtents(t *testing.T) {
	tests := map[string]struct{ text, want string }{
		"block": {"a: b\nc:\n  - d\n  - e: f\n", `
mapping 1:1 "a: b\nc:\n  - d\n  - e: f"
  scalar 1:1 "a"
  scalar 1:4 "b"
  scalar 2:1 "c"
  list 3:3 "- d\n  - e: f"
    scalar 3:5 "d"
    mapping 4:5 "e: f"
      scalar 4:5 "e"
      scalar 4:8 "f"
`},
		"flow": {"{ a: [b, 'c d' , ] , e: {} , f }", `
mapping 1:1 "{ a: [b, 'c d' , ] , e: {} , f }"
  scalar 1:3 "a"
  list 1:6 "[b, 'c d' , ]"
    scalar 1:7 "b"
    scalar 1:10 "'c d'"
  scalar 1:22 "e"
  mapping 1:25 "{}"
  scalar 1:30 "f"
  scalar 1:32 ""
`},
		"flow over lines with comments": {"[ a, # one ]\n  b # two\n ] # three\n", `
list 1:1 "[ a, # one ]\n  b # two\n ]"
  scalar 1:3 "a"
  scalar 2:3 "b"
`},
		"one pair in a list": {"[a: b, c]", `
list 1:1 "[a: b, c]"
  mapping 1:2 "a: b"
    scalar 1:2 "a"
    scalar 1:5 "b"
  scalar 1:8 "c"
`},
		"quotes": {`['it''s', "a \" b", "two` + "\n" + `  lines"]`, `
list 1:1 "['it''s', \"a \\\" b\", \"two\n  lines\"]"
  scalar 1:2 "'it''s'"
  scalar 1:11 "\"a \\\" b\""
  scalar 1:21 "\"two\n  lines\""
`},
		"plain over lines": {"a: one\n  two   three\n\n  four # five\nb: x\n", `
mapping 1:1 "a: one\n  two   three\n\n  four # five\nb: x"
  scalar 1:1 "a"
  scalar 1:4 "one\n  two   three\n\n  four"
  scalar 5:1 "b"
  scalar 5:4 "x"
`},
		"block scalars": {"a: |\n  one\n\n    two\n  # no comment\nb: >-\n  x\n# a comment\nc: |\nd: y\n", `
mapping 1:1 "a: |\n  one\n\n    two\n  # no comment\nb: >-\n  x\n# a comment\nc: |\nd: y"
  scalar 1:1 "a"
  scalar 1:4 "|\n  one\n\n    two\n  # no comment"
  scalar 6:1 "b"
  scalar 6:4 ">-\n  x"
  scalar 9:1 "c"
  scalar 9:4 "|"
  scalar 10:1 "d"
  scalar 10:4 "y"
`},
		"anchors, tags and aliases": {"a: &x !!str  b\nc: *x\nd: &y\n  e: f\ng: &z [h]\n? &k i\n: *y\n", `
mapping 1:1 "a: &x !!str  b\nc: *x\nd: &y\n  e: f\ng: &z [h]\n? &k i\n: *y"
  scalar 1:1 "a"
  scalar 1:14 "b"
  scalar 2:1 "c"
  alias 2:4 "*x"
  scalar 3:1 "d"
  mapping 4:3 "e: f"
    scalar 4:3 "e"
    scalar 4:6 "f"
  scalar 5:1 "g"
  list 5:7 "[h]"
    scalar 5:8 "h"
  scalar 6:6 "i"
  alias 7:3 "*y"
`},
		"nothing": {"a:\nb: ~\nc: !!null\nd: \"\"\n", `
mapping 1:1 "a:\nb: ~\nc: !!null\nd: \"\""
  scalar 1:1 "a"
  scalar 1:3 ""
  scalar 2:1 "b"
  scalar 2:4 "~"
  scalar 3:1 "c"
  scalar 3:4 ""
  scalar 4:1 "d"
  scalar 4:4 "\"\""
`},
		"code points": {"é: [ü, \"日本\", x]\n", `
mapping 1:1 "é: [ü, \"日本\", x]"
  scalar 1:1 "é"
  list 1:4 "[ü, \"日本\", x]"
    scalar 1:5 "ü"
    scalar 1:8 "\"日本\""
    scalar 1:14 "x"
`},
		"byte order mark": {"\xef\xbb\xbfa: b\nc: d\n", `
mapping 1:2 "a: b\nc: d"
  scalar 1:2 "a"
  scalar 1:5 "b"
  scalar 2:1 "c"
  scalar 2:4 "d"
`},
		"masked line breaks": {"a: x\u2028y\nb: [z\u0085, w]\r\nc: d\r\n", `
mapping 1:1 "a: x\u2028y\nb: [z\u0085, w]\r\nc: d"
  scalar 1:1 "a"
  scalar 1:4 "x\u2028y"
  scalar 2:1 "b"
  list 2:4 "[z\u0085, w]"
    scalar 2:5 "z"
    scalar 2:9 "w"
  scalar 3:1 "c"
  scalar 3:4 "d"
`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			f := source.New("a.yaml", "a.yaml", []byte(test.text))
			root, diags := Read(f, Tool{Name: "netplan", Refuses: "nothing happens."})
			if len(diags) > 0 {
				t.Fatalf("findings: %v", diags)
			}
			if diff := cmp.Diff(strings.TrimPrefix(test.want, "\n"), dump(f, root)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestSyntaxErrors(t *testing.T) {
	tests := map[string]struct{ text, want string }{
		"bad indentation":        {"network:\n  ethernets:\n    e0:\n      dhcp4: yes\n     dhcp6: no\n", "5:6 did not find expected key"},
		"bad end of list":        {"a:\n  - b\n  - c\n d: e\n", "4:2 did not find expected key"},
		"key in a list":          {"- a\n- b\nc: d\n", "3:1 did not find expected '-' indicator"},
		"open bracket":           {"a: x\nb: [c, d\ne: f\n", "2:1 did not find expected ',' or ']'"},
		"open quote":             {"a: x\nb: \"c\nd: e\n", "2:1 found unexpected end of stream"},
		"two colons":             {"a: b: c\n", "1:1 mapping values are not allowed in this context"},
		"two colons later":       {"a: b\nc: d: e\n", "2:1 mapping values are not allowed in this context"},
		"tab":                    {"network:\n\tethernets: {}\n", "2:1 a tab stands in the indentation"},
		"tab behind a mapping":   {"a:\n  b: c\n\td: e\n", "3:1 a tab stands in the indentation"},
		"tab behind blanks":      {"a:\n  b:\n \tc: d\n", "3:2 a tab stands in the indentation"},
		"reserved character":     {"a: b\nc: %d\n", "2:4 found character that cannot start any token"},
		"unknown alias":          {"a: '*x'\nb: [ *x ]\n", "2:6 unknown anchor 'x' referenced"},
		"control character":      {"a: b\nc: d\x01e\n", "2:5 control characters are not allowed"},
		"alias in its own value": {"a: &x {b: *x}\n", "1:11 alias \"*x\" stands inside the value that it stands for"},
		"bomb": {"a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n" +
			"d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n",
			"2:8 the aliases of the file expand to more than 100000 values or deeper than 64 levels"},
		"deep":            {strings.Repeat("- ", 100) + "a\n", "1:129 the text is nested deeper than 64 levels"},
		"second document": {"a: b\n---\n# c\nd: e\n", "2:1 netplan reads only the first document of a file, and a second one starts here"},
		"second in line":  {"a: b\n--- {d: e}\n", "2:1 netplan reads only the first document of a file, and a second one starts here"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			f := source.New("a.yaml", "a.yaml", []byte(test.text))
			_, diags := Read(f, Tool{Name: "netplan", Refuses: "nothing happens."})
			if len(diags) != 1 {
				t.Fatalf("got %d findings: %v", len(diags), diags)
			}
			line, column := f.Position(diags[0].Span.Start)
			if got := fmt.Sprintf("%d:%d %s", line, column, diags[0].Message); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if !diags.Has(diag.Warning) {
				t.Errorf("severity %s", diags[0].Severity)
			}
		})
	}
}

func TestEndOfStreamIsNoSecondDocument(t *testing.T) {
	for _, text := range []string{"a: b\n...\n", "---\na: b\n---\n# c\n", "%YAML 1.1\n---\na: b\n...\n# d\n", "--- {a: b}\n", "a: |\n  ---\n  b\n"} {
		if _, diags := Read(source.New("a", "a", []byte(text)), Tool{}); len(diags) > 0 {
			t.Errorf("%q: %s", text, diags[0].Message)
		}
	}
}
