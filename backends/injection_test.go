package backends

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"gopkg.in/yaml.v3"
	"mvdan.cc/sh/v3/syntax"

	"github.com/bondc/bondc/backends/internal/everyfield"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// payloads want to be a statement of their own in some dialect. The word
// "evil" is what they would do.
func payloads() []string {
	list := []string{
		"x\nevil=1", "x\revil=1", "x\r\nevil 1", "x\n[evil]\nevil=1", "]\n[evil", "x\n\tevil 1", "x\\\nevil 1", "x\x00evil", "\x00\nevil=1",
		"x\n  evil: 1", "x: {evil: 1}", "{evil: 1}", "[evil]", "&evil x", "*evil", "!evil x", "x #\nevil: 1", "x\u2028evil: 1", "x\u0085evil: 1", "? evil",
		"$(evil)", "${evil}", "$evil", "`evil`", "x; evil", "x;evil", "x && evil", "x | evil", "x & evil", "$((evil))", "<(evil)", "x > evil", "~evil", "*evil*", "x\" evil \"", "x' evil '", `x"; evil; "`, `x'; evil; '`, `\"; evil; \"`, `\'; evil; \'`, "\\\nevil",
		"-evil", "--evil", "- evil: 1", "# evil", "x # evil", ";evil", "x ;evil", "//evil", "/*evil*/", "%{ if evil }x%{ endif }", "${file(\"evil\")}", "<<evil\nevil\nevil = 1\n", "x\"\nevil = 1\n\"", "x\" }\nevil = 1\n{ \"", "\"\"\"evil",
		"\u202eevil", "\u2066evil\u2069", "\ufeffevil", "\u200bevil", "\xff\xfeevil", "\xc0\x8aevil=1", "\xe2\x80evil", "\x1b[2Jevil", "evil\x7f", "\u009bevil", "e\x08vil", "\vevil", "\fevil",
		"evil.example.org", "EOF\nevil", "evil=1", "evil", "", " ", "\t", "'", "\"", "\\", "`", "$", "#", "=", ":", "\n",
	}
	return append(list, strings.Join(list, ""), strings.Repeat("evil\n", 1000))
}

// TestNothingBreaksOut gives every backend texts that try to break out of their
// quoting, all at once and each alone, and reads the output by the rules of who
// reads it.
func TestNothingBreaksOut(t *testing.T) {
	for _, b := range All() {
		t.Run(b.Name, func(t *testing.T) {
			t.Parallel()
			emitted := 0
			check := func(h *ir.Host, what, text string) {
				out, losses := b.Emit(h, target.Target{})
				for _, f := range out.Files {
					emitted++
					if err := harmless(b.Name, f, text); err != nil {
						t.Errorf("%s %q in %s: %v", what, text, f.Path, err)
					}
				}
				_ = losses
			}
			every := everyfield.Host(b.Name)
			for _, text := range payloads() {
				check(everyfield.Hostile(every, text, false), "all values", text)
				check(everyfield.Hostile(every, text, true), "all texts", text)
				masked := strings.ToValidUTF8(text, "\uFFFD") // by the scan
				check(withResidue(b.Name, masked), "residue", masked)
			}
			few := everyfield.Host(b.Name)
			few.Links = slices.DeleteFunc(few.Links, func(l *ir.Link) bool { return strings.HasPrefix(l.Name, "bond") && !strings.HasPrefix(l.Name, "bond1") })
			for n := 0; ; n++ {
				for _, text := range []string{"x\nevil=1", "x'\"; evil; $(evil) `evil` {evil: [1]} # \u202e\\"} {
					h, ok := everyfield.HostileAt(few, text, n)
					if !ok {
						if n < 50 || emitted < 300 {
							t.Errorf("only %d texts, %d files", n, emitted)
						}
						return
					}
					check(h, fmt.Sprintf("text %d", n), text)
				}
			}
		})
	}
}

// withResidue is a host with entries that nobody understood, which a backend of
// the same dialect writes back.
func withResidue(dialect, text string) *ir.Host {
	h := everyfield.Host(dialect)
	h.Links = h.Links[:3]
	file := source.New("x", "x", []byte(text+"\n"))
	for _, e := range []ir.Entry{{Key: text, Value: "1", Raw: "1"}, {Key: "KEY", Value: text, Raw: text}, {Key: "KEY2", Value: text, Raw: "x"}, {Key: "key", Section: text, Value: "1", Raw: "1"}} {
		for _, link := range []string{"", h.Links[0].Name} {
			e := e
			e.Dialect, e.File, e.Link, e.Span, e.KeySpan = dialect, file, link, file.LineSpan(1), file.LineSpan(1)
			e.Class = diag.Behaviour
			h.Entries = append(h.Entries, &e)
		}
	}
	return h
}

// harmless reads a file as its reader does and returns what it would do that
// was not meant.
func harmless(dialect string, f ir.OutFile, text string) error {
	if strings.Contains(f.Path, "evil") && strings.ContainsAny(f.Path, "\n\x00\\ $`;'\"-#") && !plainPath(f.Path) {
		return fmt.Errorf("the name of the file is hostile")
	}
	if !utf8.Valid(f.Data) {
		return fmt.Errorf("it is not UTF-8")
	}
	if i := strings.IndexFunc(string(f.Data), hidden); i >= 0 {
		return fmt.Errorf("there is %q in it", f.Data[i:min(len(f.Data), i+8)])
	}
	switch {
	case dialect == "nmcli", dialect == "ifcfg" && !strings.Contains(f.Path, "/route"):
		return harmlessShell(string(f.Data), f.Path)
	case dialect == "ifcfg" && text == "evil":
		return nil // the kind of a route: a word of the line, and nothing else
	case dialect == "netplan":
		return harmlessYAML(f.Data, text)
	case dialect == "hcl":
		return harmlessHCL(f.Data)
	}
	return harmlessLines(string(f.Data), dialect == "keyfile")
}

// plainPath reports whether a name is one that a shell, too, takes for one word.
func plainPath(name string) bool {
	return !strings.ContainsFunc(name, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("/._-@:+,", r))
	})
}

// hidden is what no reader should meet. Characters that only a person reads in
// another way are part of a value.
func hidden(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t'
}

// harmlessShell demands that the word is in plain text alone: never in the name
// of a command or variable, or where the shell computes.
func harmlessShell(text, name string) error {
	f, err := syntax.NewParser(syntax.Variant(syntax.LangPOSIX)).Parse(strings.NewReader(text), name)
	if err != nil {
		return err
	}
	var bad error
	syntax.Walk(f, func(n syntax.Node) bool {
		evil := func(n syntax.Node) bool {
			return strings.Contains(text[n.Pos().Offset():n.End().Offset()], "evil")
		}
		switch n := n.(type) {
		case *syntax.CallExpr:
			if len(n.Args) > 0 && evil(n.Args[0]) {
				bad = fmt.Errorf("line %d is a command", n.Pos().Line())
			}
		case *syntax.Assign:
			if n.Name != nil && strings.Contains(n.Name.Value, "evil") {
				bad = fmt.Errorf("line %d sets %s", n.Pos().Line(), n.Name.Value)
			}
		case *syntax.CmdSubst, *syntax.ParamExp, *syntax.ArithmExp, *syntax.ProcSubst, *syntax.Redirect:
			if evil(n) {
				bad = fmt.Errorf("line %d is computed", n.Pos().Line())
			}
		}
		return true
	})
	return bad
}

// harmlessYAML demands that the word is in no key but in a name, or in one that
// was the text as a whole, as residue is written back, and that the file has no anchors, tags of its own, or second documents.
func harmlessYAML(data []byte, text string) error {
	decoder := yaml.NewDecoder(strings.NewReader(string(data)))
	var doc yaml.Node
	if err := decoder.Decode(&doc); err != nil {
		return err
	}
	if err := decoder.Decode(new(yaml.Node)); err == nil {
		return fmt.Errorf("there is a second document")
	}
	var walk func(n *yaml.Node, names bool) error
	walk = func(n *yaml.Node, names bool) error {
		if n.Kind == yaml.AliasNode || n.Anchor != "" || (n.Tag != "" && !strings.HasPrefix(n.Tag, "!!")) {
			return fmt.Errorf("line %d: an anchor, alias or tag", n.Line)
		}
		for i, c := range n.Content {
			key := n.Kind == yaml.MappingNode && i%2 == 0
			if key && strings.Contains(c.Value, "evil") && c.Value != text && !names {
				return fmt.Errorf("line %d: the key %q", c.Line, c.Value)
			}
			below := n.Kind == yaml.MappingNode && i%2 == 1 && slices.Contains([]string{"ethernets", "bonds", "bridges", "vlans"}, n.Content[i-1].Value)
			if err := walk(c, below); err != nil {
				return err
			}
		}
		return nil
	}
	return walk(&doc, false)
}

// harmlessHCL demands that nothing is evaluated, and that the word is no name.
func harmlessHCL(data []byte) error {
	f, diags := hclsyntax.ParseConfig(data, "x", hcl.InitialPos)
	if diags.HasErrors() {
		return diags
	}
	bad := hclsyntax.VisitAll(f.Body.(*hclsyntax.Body), func(n hclsyntax.Node) hcl.Diagnostics {
		switch n := n.(type) {
		case *hclsyntax.Attribute:
			if strings.Contains(n.Name, "evil") {
				return hcl.Diagnostics{{Severity: hcl.DiagError, Summary: "the attribute " + n.Name, Subject: &n.NameRange}}
			}
		case *hclsyntax.Block:
			if strings.Contains(n.Type, "evil") {
				return hcl.Diagnostics{{Severity: hcl.DiagError, Summary: "the block " + n.Type, Subject: &n.TypeRange}}
			}
		case *hclsyntax.ScopeTraversalExpr, *hclsyntax.FunctionCallExpr, *hclsyntax.ConditionalExpr, *hclsyntax.ForExpr:
			r := n.Range()
			return hcl.Diagnostics{{Severity: hcl.DiagError, Summary: "an expression", Subject: &r}}
		}
		return nil
	})
	if bad.HasErrors() {
		return bad
	}
	return nil
}

// harmlessLines reads units, keyfiles, module files and stanzas: no line begins
// with the word, none is continued, and no section is named by it. In keyfiles
// nothing is continued, and a backslash escapes what follows.
func harmlessLines(text string, escapes bool) error {
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		key, _, _ := strings.Cut(line, "=")
		switch {
		case strings.HasPrefix(line, "#") || strings.HasPrefix(line, ";"):
		case escapes && (len(line)-len(strings.TrimRight(line, "\\")))%2 == 1, !escapes && strings.HasSuffix(line, "\\"):
			return fmt.Errorf("line %d goes on: %q", n+1, line)
		case strings.HasPrefix(line, "evil"), strings.HasPrefix(line, "[") && strings.Contains(line, "evil"), strings.Contains(line, "=") && strings.Contains(key, "evil") && !strings.Contains(key, " "):
			return fmt.Errorf("line %d: %q", n+1, line)
		}
	}
	return nil
}
