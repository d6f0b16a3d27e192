package lint

import (
	"strings"
	"testing"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// A rule of these tests reports every line of the host's first file that holds
// its own ID.
func finder(id string, more ...func(*Rule)) *Rule {
	r := &Rule{ID: id, Severity: diag.Warning, Check: func(p *Pass) {
		f := p.Host.Files[0]
		for line := 1; line <= f.Lines(); line++ {
			if strings.HasPrefix(f.LineSpan(line).Text(), id) {
				p.Report(Finding{Span: f.LineSpan(line), Message: id + " stands here"})
			}
		}
	}}
	for _, change := range more {
		change(r)
	}
	return r
}

// unused is the rule about ignores that silence nothing.
func unused() *Rule {
	return &Rule{ID: "unused", Severity: diag.Warning, Category: Ignores, Last: true, Check: func(p *Pass) {
		for _, ignore := range p.Unused() {
			p.Report(Finding{Span: ignore.Span, Message: ignore.Rule + " is silenced in vain"})
		}
	}}
}

// host reads "# ignore RULE reason" lines as a frontend does.
func host(text string) *ir.Host {
	f := source.New("f", "f", []byte(text))
	h := &ir.Host{Dialects: []string{"ifcfg"}, Files: []*source.File{f}}
	for line := 1; line <= f.Lines(); line++ {
		rest, ok := strings.CutPrefix(f.LineSpan(line).Text(), "# ignore ")
		if ok {
			rule, reason, _ := strings.Cut(rest, " ")
			h.Ignores = append(h.Ignores, ir.Ignore{Rule: rule, Reason: reason, Span: f.LineSpan(line), Line: line + 1})
		}
	}
	return h
}

func findings(h *ir.Host, opt Options, rules ...*Rule) string {
	var out []string
	for _, d := range Run(h, target.Target{}, rules, opt) {
		out = append(out, d.Severity.String()+" "+d.Message)
	}
	return strings.Join(out, "; ")
}

func TestFindingsAreSortedWhateverTheOrderOfRules(t *testing.T) {
	h := host("bbb\naaa\nbbb\n")
	want := "warning bbb stands here; warning aaa stands here; warning bbb stands here"
	for _, rules := range [][]*Rule{{finder("aaa"), finder("bbb")}, {finder("bbb"), finder("aaa")}} {
		if got := findings(h, Options{}, rules...); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestSettingsSwitchRulesOffAndChangeSeverities(t *testing.T) {
	opt := Options{Off: []string{"aaa"}, Severity: map[string]diag.Severity{"bbb": diag.Info}}
	if got, want := findings(host("aaa\nbbb\n"), opt, finder("aaa"), finder("bbb")), "info bbb stands here"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestDeprecatedAndForeignRulesDoNotRun(t *testing.T) {
	old := finder("aaa", func(r *Rule) { r.Deprecated = true })
	foreign := finder("aaa", func(r *Rule) { r.Dialects = []string{"netplan"} })
	own := finder("aaa", func(r *Rule) { r.Dialects = []string{"netplan", "ifcfg"} })
	if got, want := findings(host("aaa\n"), Options{}, old, foreign, own), "warning aaa stands here"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestOneTextOfSeveralLinksIsReportedOnce(t *testing.T) {
	h := host("aaa\nbbb\n")
	rule := &Rule{ID: "r", Severity: diag.Error, Check: func(p *Pass) {
		for _, name := range []string{"bond0", "bond1", "bond1"} {
			p.Report(Finding{Link: &ir.Link{Name: name}, Span: h.Files[0].LineSpan(1), Message: name})
		}
		p.Report(Finding{Link: &ir.Link{Name: "bond0"}, Span: h.Files[0].LineSpan(1), Message: "bond0 again"})
		p.Report(Finding{Link: &ir.Link{Name: "bond1"}, Message: "no place"})
		p.Report(Finding{Link: &ir.Link{Name: "bond2"}, Message: "no place"})
	}}
	if got, want := findings(h, Options{}, rule), "error no place; error no place; error bond0; error bond0 again"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestIgnores(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"silences the next line", "# ignore aaa why\naaa\n", ""},
		{"only the next line", "# ignore aaa why\naaa\naaa\n", "warning aaa stands here"},
		{"only its rule", "# ignore aaa why\nbbb\naaa\n", "warning aaa is silenced in vain; warning bbb stands here; warning aaa stands here"},
		{"stacked", "# ignore aaa why\n# ignore bbb why\n# a comment\naaa bbb\n", "warning bbb is silenced in vain"},
		{"needs a reason", "# ignore aaa\naaa\n", "warning aaa stands here"},
		{"unused", "# ignore aaa why\n\n", "warning aaa is silenced in vain"},
		{"unknown rules are not unused", "# ignore ccc why\n\n", ""},
		{"rules about ignores cannot be silenced", "# ignore unused why\n# ignore aaa why\n\n", "warning unused is silenced in vain; warning aaa is silenced in vain"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := findings(host(test.text), Options{}, finder("aaa"), finder("bbb"), unused()); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestIgnoresOfRulesThatDidNotRunAreNotUnused(t *testing.T) {
	h := host("# ignore aaa why\n\n")
	if got := findings(h, Options{Off: []string{"aaa"}}, finder("aaa"), unused()); got != "" {
		t.Errorf("got %q", got)
	}
	h.Partial = true
	if got := findings(h, Options{}, finder("aaa"), unused()); got != "" {
		t.Errorf("on a partial host: got %q", got)
	}
}

func TestReportFillsInTheRuleAndTheLink(t *testing.T) {
	h := host("one\ntwo\n")
	l := &ir.Link{Name: "bond0", Span: h.Files[0].LineSpan(2)}
	rule := &Rule{ID: "aaa", Severity: diag.Warning, Check: func(p *Pass) {
		p.Report(Finding{Link: l, Message: "m", Severity: diag.Error})
	}}
	got := Run(h, target.Target{}, []*Rule{rule}, Options{})
	if len(got) != 1 || got[0].Link != "bond0" || got[0].Span != l.Span || got[0].Code != "aaa" || got[0].Severity != diag.Error {
		t.Errorf("got %+v", got)
	}
}

func TestFixes(t *testing.T) {
	h := host("one two\n")
	two := h.Files[0].Span(4, 7)
	fixed := func(opt Options, changes ...ir.Change) []diag.Edit {
		rule := &Rule{ID: "aaa", Severity: diag.Warning, Check: func(p *Pass) {
			p.Report(Finding{Message: "m", Fix: &Fix{Message: "f", Safe: true, Changes: changes}})
		}}
		return Run(h, target.Target{}, []*Rule{rule}, opt)[0].Fix.Edits
	}
	replace := ir.Change{Kind: ir.Replace, Span: two, Value: "2"}
	if got := fixed(Options{}, replace); len(got) != 1 || got[0] != (diag.Edit{File: h.Files[0], Start: 4, End: 7, Text: "2"}) {
		t.Errorf("a replacement became %+v", got)
	}
	if got := fixed(Options{}, replace, ir.Change{Kind: ir.SetOption}); got != nil {
		t.Errorf("half of the changes became %+v", got)
	}
	asked := Options{Edit: func(_ *ir.Host, changes []ir.Change) []diag.Edit {
		return []diag.Edit{{Text: changes[0].Value}}
	}}
	if got := fixed(asked, replace); len(got) != 1 || got[0].Text != "2" {
		t.Errorf("who runs the rules made %+v", got)
	}
	if got := fixed(asked); got != nil {
		t.Errorf("advice became %+v", got)
	}
}

func TestPass(t *testing.T) {
	h := host("one\n")
	rule := &Rule{ID: "aaa", Check: func(p *Pass) {
		if !p.Known("aaa") || p.Known("bbb") || len(p.Names()) != 1 {
			t.Error("the rules of the run are not known")
		}
		if p.Via(nil) != target.Initscripts {
			t.Error("ifcfg without evidence is not applied by initscripts")
		}
		if p.Absent() != h.Partial {
			t.Error("Absent is not Partial")
		}
	}}
	Run(h, target.Target{}, []*Rule{rule}, Options{})
	h.Partial = true
	Run(h, target.Target{}, []*Rule{rule}, Options{})
	h.Dialects = []string{"hcl"}
	rule.Check = func(p *Pass) {
		if p.Absent() {
			t.Error("an HCL file is whole")
		}
	}
	Run(h, target.Target{}, []*Rule{rule}, Options{})
}
