package settings

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// Limits of the file. HCL's parser recurses, and real files have a few lines.
const (
	maxSize  = 64 << 10
	maxNests = 2_000 // characters that can nest
)

// Parse reads the file. It returns what could be read, never nil, and what is
// wrong with the rest.
func Parse(f *source.File) (*Settings, diag.List) {
	p := parser{file: f, settings: &Settings{}}
	body, ok := p.parse()
	if !ok {
		return p.settings, p.diags
	}
	p.attributes(body, settingsFile, []field{
		{"environment", p.environment}, {"kernel", p.kernel}, {"exclude", p.exclude}, {"shared_addresses", p.shared},
	})
	for _, block := range body.Blocks {
		if block.Type != "rule" {
			p.report(diag.UnknownKey, block.TypeRange, fmt.Sprintf("the settings have no block %q%s", short(block.Type), didYouMean(block.Type, []string{"rule"})),
				"Blocks of the settings are named rule. Hosts and bonds are described in files NAME.bondc.hcl.")
			continue
		}
		p.rule(block)
	}
	// The kernel wins over that of a release, wherever the two stand.
	if p.kernelOf.Kernel.Known() {
		p.settings.target = p.kernelOf.Over(p.settings.target)
	}
	return p.settings, p.diags.Sort()
}

// settingsFile is what messages call the attributes outside of blocks.
const settingsFile = "the settings"

// parser reads one file.
type parser struct {
	file     *source.File
	settings *Settings
	diags    diag.List
	// kernelOf holds what "kernel" says.
	kernelOf target.Target
}

// field is one attribute and what reads it.
type field struct {
	name string
	read func(attr *hclsyntax.Attribute)
}

// parse calls the library. What it panics at is a finding.
func (p *parser) parse() (body *hclsyntax.Body, ok bool) {
	nests := 0
	for _, c := range []string{"(", "[", "{", "!", "?"} {
		nests += strings.Count(p.file.Text, c)
	}
	if p.file.Fatal() || len(p.file.Text) > maxSize || nests > maxNests {
		p.report(diag.Syntax, hcl.Range{}, "the settings cannot be read: the file is too large or no text",
			fmt.Sprintf("Settings have at most %d bytes and %d brackets.", maxSize, maxNests))
		return nil, false
	}
	defer func() {
		if r := recover(); r != nil {
			p.report(diag.Syntax, hcl.Range{}, "the settings cannot be read", fmt.Sprintf("The HCL library fails on them: %v.", r))
			body, ok = nil, false
		}
	}()
	file, diags := hclsyntax.ParseConfig([]byte(p.file.Text), p.file.Name, hcl.InitialPos)
	for _, d := range diags {
		at := hcl.Range{}
		if d.Subject != nil {
			at = *d.Subject
		}
		code := diag.Syntax
		if d.Summary == "Attribute redefined" {
			code = diag.DuplicateKey
		}
		p.report(code, at, strings.ToLower(d.Summary[:1])+d.Summary[1:], short(d.Detail))
	}
	return file.Body.(*hclsyntax.Body), !diags.HasErrors()
}

// attributes reads the attributes of a body and reports unknown ones.
func (p *parser) attributes(body *hclsyntax.Body, what string, fields []field) {
	names := make([]string, len(fields))
	for i := range fields {
		names[i] = fields[i].name
	}
	detail := "There are " + strings.Join(names, ", ") + "."
	if what == settingsFile {
		detail += ` A rule is switched off in a block: rule "NAME" { enabled = false }.`
	}
	for _, attr := range body.Attributes {
		if i := slices.Index(names, attr.Name); i >= 0 {
			fields[i].read(attr)
			continue
		}
		p.report(diag.UnknownKey, attr.NameRange, fmt.Sprintf("%s have no %q%s", what, short(attr.Name), didYouMean(attr.Name, names)),
			detail)
	}
}

func (p *parser) report(code string, at hcl.Range, message, details string) {
	p.diags.Add(diag.Diagnostic{
		Code: code, Severity: diag.Error, Span: p.file.Span(at.Start.Byte, at.End.Byte), Message: message, Detail: details,
	})
}

func (p *parser) rule(block *hclsyntax.Block) {
	if len(block.Labels) != 1 || block.Labels[0] == "" {
		p.report(diag.Syntax, block.DefRange(), "a rule block has the name of one rule", `Write rule "NAME" { enabled = false }.`)
		return
	}
	label := block.LabelRanges[0]
	r := rule{id: block.Labels[0], span: p.file.Span(label.Start.Byte, label.End.Byte)}
	for _, first := range p.settings.rules {
		if first.id == r.id {
			p.diags.Add(diag.Diagnostic{
				Code: diag.DuplicateKey, Severity: diag.Error, Span: r.span, Message: fmt.Sprintf("the rule %q has two blocks", short(r.id)),
				Detail: "The second one is not read.", Related: []diag.Related{{Message: "first here", Span: first.span}},
			})
			return
		}
	}
	p.attributes(block.Body, "rules", []field{
		{"enabled", func(a *hclsyntax.Attribute) {
			on, ok := p.boolean(a)
			r.off = ok && !on
		}},
		{"severity", func(a *hclsyntax.Attribute) { r.severity = p.severity(a) }},
	})
	for _, b := range block.Body.Blocks {
		p.report(diag.UnknownKey, b.TypeRange, fmt.Sprintf("rules have no block %q", short(b.Type)), "There are enabled and severity.")
	}
	p.settings.rules = append(p.settings.rules, r)
}

func (p *parser) severity(a *hclsyntax.Attribute) diag.Severity {
	word, ok := p.text(a.Name, a.Expr)
	s, known := diag.ParseSeverity(word)
	if ok && !known {
		p.report(diag.BadValue, a.Expr.Range(), fmt.Sprintf("%q is no severity: error, warning or info", short(word)),
			"To silence a rule, write enabled = false.")
	}
	return s
}

func (p *parser) kernel(a *hclsyntax.Attribute) {
	word, ok := p.text(a.Name, a.Expr)
	if !ok {
		return
	}
	t, err := p.kernelOf.WithKernel(word)
	if err != nil {
		p.report(diag.BadValue, a.Expr.Range(), fmt.Sprintf("%q %v%s", short(word), err, didYouMean(word, releases())),
			"The releases are "+strings.Join(releases(), ", ")+".")
		return
	}
	p.kernelOf = t
}

func (p *parser) environment(a *hclsyntax.Attribute) {
	for _, e := range p.items(a) {
		word, ok := p.text(a.Name, e)
		release, found := target.FindRelease(word)
		switch t := &p.settings.target; {
		case !ok:
		case found:
			*t = t.On(release)
		case slices.Contains(target.Surroundings(), word):
			t.Env = append(t.Env, word)
		default:
			all := append(target.Surroundings(), releases()...)
			p.report(diag.BadValue, e.Range(), fmt.Sprintf("the environment %q is not known%s", short(word), didYouMean(word, all)),
				"It takes "+strings.Join(all, ", ")+".")
		}
	}
}

func releases() []string {
	var names []string
	for _, r := range target.Releases() {
		names = append(names, r.Name)
	}
	return names
}

func (p *parser) exclude(a *hclsyntax.Attribute) {
	for _, e := range p.items(a) {
		word, ok := p.text(a.Name, e)
		if !ok {
			continue
		}
		pattern, why := parsePattern(word)
		if why != "" {
			p.report(diag.BadValue, e.Range(), fmt.Sprintf("the pattern %q cannot match: %s", short(word), why),
				"Patterns are paths below the folder of the settings, with slashes: old/** or hosts/*/scratch.")
			continue
		}
		p.settings.exclude = append(p.settings.exclude, pattern)
	}
}

func (p *parser) shared(a *hclsyntax.Attribute) {
	for _, e := range p.items(a) {
		word, ok := p.text(a.Name, e)
		if !ok {
			continue
		}
		prefix, err := netip.ParsePrefix(word)
		if addr, bad := netip.ParseAddr(word); bad == nil {
			prefix, err = addr.WithZone("").Prefix(addr.BitLen())
		}
		if err != nil {
			p.report(diag.BadValue, e.Range(), fmt.Sprintf("%q is no address and no prefix", short(word)), "Write 192.0.2.1 or 198.51.100.0/24.")
			continue
		}
		p.settings.shared = append(p.settings.shared, prefix.Masked())
	}
}
