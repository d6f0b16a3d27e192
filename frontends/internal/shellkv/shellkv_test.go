package shellkv

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

func parseText(text string) ([]Item, diag.List) {
	return Read(source.New("f", "f", []byte(text)))
}

// TestValue takes one line through the reader: the value is what bash -c
// 'LINE; printf %s "$A"' prints, and the place is that of the value.
func TestValue(t *testing.T) {
	for _, tt := range []struct{ text, want, at string }{
		{`A=b`, `b`, `b`},
		{`A=`, ``, ``},
		{`A=""`, ``, ``},
		{`A="b c"`, `b c`, `b c`},
		{`A='b c'`, `b c`, `b c`},
		{`A=b\ c`, `b c`, `b\ c`},
		{`A="b"c`, `bc`, `"b"c`},
		{`A=b"c"'d'`, `bcd`, `b"c"'d'`},
		{`A="b\"c"`, `b"c`, `"b\"c"`},
		{`A="b\c"`, `b\c`, `b\c`},
		{`A="\$b"`, `$b`, `$b`},
		{`A='b\'`, `b\`, `b\`},
		{`A=$'b\tc\x41\101\u00e9\''`, "b\tcAA\u00e9'", `$'b\tc\x41\101\u00e9\''`},
		{`A=$'b\0c'd`, `bd`, `$'b\0c'd`},
		{`A=$'b\qc'`, `b\qc`, `$'b\qc'`},
		{`A=$"b"`, `b`, `b`},
		{"A=b\\\nc", `bc`, "b\\\nc"},
		{"A=\"b \\\nc\"", `b c`, "\"b \\\nc\""},
		{"A=\"b \\\r\nc\"\r\n", `b  c`, "\"b \\\r\nc\""},
		{`  A=b # c`, `b`, `b`},
		{`A=b#c`, `b#c`, `b#c`},
		{`A=b;`, `b`, `b`},
		{`export A=b`, `b`, `b`},
		{`A=a{b,c}`, `a{b,c}`, `a{b,c}`},
		{`A=a$`, `a$`, `a$`},
		{`A=*`, `*`, `*`},
		{"A=caf\u00e9", "caf\u00e9", "caf\u00e9"},
	} {
		items, diags := parseText(tt.text)
		if len(items) == 0 || items[0].Kind != Assign || items[0].Key != "A" {
			t.Errorf("%q: no assignment: %v", tt.text, diags)
			continue
		}
		it := items[0]
		if it.Value != tt.want || it.Unknown != "" {
			t.Errorf("%q: value %q (%s), want %q", tt.text, it.Value, it.Unknown, tt.want)
		}
		if got := it.ValueSpan().Text(); got != tt.at {
			t.Errorf("%q: place %q, want %q", tt.text, got, tt.at)
		}
		if len(diags) != 0 {
			t.Errorf("%q: unexpected %v", tt.text, diags)
		}
	}
}

// TestItems states what is not a plain assignment, as "kind key: unknown", and
// what is reported about it, as "line:column code".
func TestItems(t *testing.T) {
	for _, tt := range []struct {
		name, text  string
		items, diag string
	}{
		{"variable", `A=$B`, "assign A ?a variable", "1:1 not-evaluated"},
		{"substitution", "A=\"x$(rm -rf /)\"\nB=c", "assign A ?a command; assign B", "1:1 not-evaluated"},
		{"backticks", "A=`id`", "assign A ?a command", "1:1 not-evaluated"},
		{"calculation", "A=$((1+1))", "assign A ?a calculation", "1:1 not-evaluated"},
		{"home", "A=~/x", "assign A ?a home directory (~)", "1:1 not-evaluated"},
		{"home on a continuation line", "A=\\\n~/x", "assign A ?a home directory (~)", "1:1 not-evaluated"},
		{"variable on a continuation line", "A=\"$\\\nB\"", "assign A ?a variable", "1:1 not-evaluated"},
		{"append", "A+=x", "assign A ?what the variable held before", "1:1 not-evaluated"},
		{"array", "A=(a b)", "assign A ?an array", "1:1 not-evaluated"},
		{"two on a line", "A=mode=1 miimon=100", "assign A; assign miimon", ""},
		{"environment of a command", "A=b ifup eth0", "assign A ?the command behind it on the line; command ifup ?a command", "1:5 not-evaluated"},
		{"blanks around the sign", "A = b\nC=d", "command A ?a command; assign C", "1:1 not-evaluated"},
		{"key that is no name", "A-B=c", "command A-B=c ?a command", "1:1 not-evaluated"},
		{"compound", "if [ -f x ]; then\n  A=b\nfi\nC=d", "command  ?a command; assign C", "1:1 not-evaluated"},
		{"here-document", "cat <<E\nA=b\nE\nC=d", "command cat ?a command; assign C", "1:1 not-evaluated"},
		{"compound that never ends", "if true; then\nA=b\n", "broken  ?a syntax error; assign A", "1:10 syntax"},
		{"unclosed quote", "A=\"b\nC=d\n", "broken A ?a syntax error; assign C", "1:3 syntax"},
		{"unclosed quote, then a closed one", "A=\"b\nC=\"d\"\n", "broken A ?a syntax error; assign C", "1:3 syntax"},
		{"unclosed single quote", "A=it's\nC=d\n", "broken A ?a syntax error; assign C", "1:5 syntax"},
		{"quote over lines", "A=\"b\nc\"\nC=d\n", "assign A; assign C", ""},
		{"stray bracket", "A=b)\nC=d\n", "broken A ?a syntax error; assign C", "1:4 syntax"},
		{"comments", "# x\nA=b # y\n", "comment  ; assign A; comment  ", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			items, diags := parseText(tt.text)
			var got, reported []string
			for _, it := range items {
				word := []string{"", "assign", "command", "comment", "broken"}[it.Kind] + " " + it.Key
				if it.Unknown != "" {
					word += " ?" + it.Unknown
				}
				got = append(got, strings.TrimSpace(word))
			}
			want := strings.Split(tt.items, "; ")
			for i := range want {
				want[i] = strings.TrimSpace(want[i])
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("items (-want +got):\n%s", diff)
			}
			for _, d := range diags {
				line, column := d.Span.File.Position(d.Span.Start)
				reported = append(reported, place(line, column)+" "+d.Code)
			}
			if diff := cmp.Diff(tt.diag, strings.Join(reported, "; ")); diff != "" {
				t.Errorf("diagnostics (-want +got):\n%s", diff)
			}
		})
	}
}

func place(line, column int) string {
	return string(rune('0'+line)) + ":" + strings.TrimLeft(string([]byte{'0' + byte(column/10), '0' + byte(column%10)}), "0")
}

// TestPlainIsParsed proves on the fixtures of the dialect that reading by hand
// and by the parser come to the same.
func TestPlainIsParsed(t *testing.T) {
	names, err := filepath.Glob("../../ifcfg/testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	plain := 0
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			for _, text := range []string{string(f.Data), strings.ReplaceAll(string(f.Data), "\n", "\r\n"), strings.TrimSpace(string(f.Data))} {
				file := source.New(f.Name, f.Name, []byte(text))
				fast, _ := read(file, true)
				slow, _ := read(file, false)
				if diff := cmp.Diff(views(t, slow), views(t, fast)); diff != "" {
					t.Errorf("%s %s: by hand is not as by the parser (-parser +hand):\n%s", name, f.Name, diff)
				}
				plain += len(fast)
			}
		}
	}
	if plain < 1000 {
		t.Errorf("only %d items compared", plain)
	}
}

// TestFields splits a value as an unquoted variable is split, whatever its
// quoting, and finds the words in the text.
func TestFields(t *testing.T) {
	items, _ := parseText("A=\"mode=1 \\\n  miimon=\"'100'\n")
	var got []string
	for _, f := range items[0].Fields() {
		got = append(got, f.Text+" <"+items[0].At(f.From, f.To).Text()+">")
	}
	want := []string{"mode=1 <mode=1>", "miimon=100 <miimon=\"'100>"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestHostile reads what could make the parser slow, deep or big.
func TestHostile(t *testing.T) {
	for name, text := range map[string]string{
		"nested ifs":     strings.Repeat("if ", 100_000),
		"if lines":       strings.Repeat("if x; then\n", 100_000),
		"here-documents": strings.Repeat("cat <<E\n", 100_000),
		"quotes":         strings.Repeat("A='\nB=\"\n", 100_000),
		"operators":      "((" + strings.Repeat("-", 300_000) + "1))",
		"commands":       strings.Repeat("x\n", 200_000),
		"backticks":      "A=" + strings.Repeat("`", 100_001),
	} {
		t.Run(name, func(t *testing.T) {
			items, diags := parseText(text)
			if len(items) > 110_000 || len(diags) > 110_000 {
				t.Errorf("%d items, %d diagnostics", len(items), len(diags))
			}
		})
	}
}

// FuzzRead compares the reading by hand with the parser's and looks at every
// place.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"A=b\n", "A=\"b c\" # d\nB='x'\n", "A=b\\\nc\n", "A=$B `x`\n", "if x\nA=b\nfi\n", "A=$'\\x41\\n'b\"\\\"\"\n", "A= # c", "#\n A=\t\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file := source.New("f", "f", data)
		fast, fastDiags := read(file, true)
		slow, slowDiags := read(file, false)
		if diff := cmp.Diff(views(t, slow), views(t, fast)); diff != "" {
			t.Errorf("by hand is not as by the parser (-parser +hand):\n%s", diff)
		}
		if len(fastDiags) != len(slowDiags) {
			t.Fatalf("%d diagnostics by hand, %d by the parser", len(fastDiags), len(slowDiags))
		}
		for i, d := range fastDiags {
			if d.Span.Start < 0 || d.Span.End > len(data) || d.Span.End < d.Span.Start || d.Message != slowDiags[i].Message {
				t.Errorf("diagnostic %d: %v", i, d)
			}
		}
	})
}

// view is what an item means.
type view struct {
	Kind                Kind
	Key, Value, Unknown string
	Spans               [4][2]int
	Trailing            bool
	Fields              []string
}

func views(t *testing.T, items []Item) []view {
	list := []view{}
	for _, it := range items {
		v := view{Kind: it.Kind, Key: it.Key, Value: it.Value, Unknown: it.Unknown, Trailing: it.Trailing}
		for i, s := range []source.Span{it.KeySpan, it.Word, it.Span, it.ValueSpan()} {
			if s.Start < 0 || s.End < s.Start || s.End > len(s.File.Raw) {
				t.Errorf("span %d of %+v is outside of the file", i, v)
			}
			v.Spans[i] = [2]int{s.Start, s.End}
		}
		for _, f := range it.Fields() {
			v.Fields = append(v.Fields, it.At(f.From, f.To).Text())
		}
		list = append(list, v)
	}
	return list
}
