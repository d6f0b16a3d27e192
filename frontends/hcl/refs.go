package hcl

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// place says what expressions at a place may refer to.
type place uint8

const (
	constant place = iota // nothing: defaults of variables
	shared                // var and local
	perHost               // var, local and each
)

// refer checks every name that an expression refers to, once for the file
// instead of once for each host, and notes what locals need.
func (r *reader) refer() {
	for _, b := range r.syntax.body.Blocks {
		switch {
		case b.Type == "variable":
			if attr := b.Body.Attributes["default"]; attr != nil {
				r.referAttr(attr, constant)
			}
		case b.Type == "locals":
			for _, it := range r.items(b.Body) {
				if it.attr != nil {
					r.referLocal(it.attr)
				}
			}
		case b.Type == "host" && b.Body.Attributes["for_each"] != nil:
			r.referBody(b.Body, perHost)
		default:
			r.referBody(b.Body, shared)
		}
	}
}

func (r *reader) referBody(body *hclsyntax.Body, at place) {
	for _, it := range r.items(body) {
		switch {
		case it.block != nil:
			r.referBody(it.block.Body, at)
		case it.attr.Name == "for_each":
			r.referAttr(it.attr, shared)
		default:
			r.referAttr(it.attr, at)
		}
	}
}

func (r *reader) referLocal(attr *hclsyntax.Attribute) {
	r.referAttr(attr, shared)
	l := r.locals[attr.Name]
	if l == nil || l.attr != attr {
		return
	}
	for _, t := range attr.Expr.Variables() {
		if name, ok := member(t); ok && t.RootName() == "local" && r.locals[name] != nil {
			l.needs = append(l.needs, name)
		}
	}
	slices.Sort(l.needs)
	l.needs = slices.Compact(l.needs)
}

func (r *reader) referAttr(attr *hclsyntax.Attribute, at place) {
	if len(r.diags) > maxFindings {
		return
	}
	for _, t := range attr.Expr.Variables() {
		span := rangeOf(r.file, t.SourceRange())
		name, ok := member(t)
		switch root := t.RootName(); {
		case root != "var" && root != "local" && root != "each":
			if near := option.Nearest(root, []string{"var", "local", "each"}); near != "" && len(t) > 1 {
				r.report(diag.BadValue, span, fmt.Sprintf("%q is not known here; did you mean %q?", shorten(root, maxWord), near), "")
				continue
			}
			r.unquoted(attr, span, root)
			return // the rest of an unquoted word
		case at == constant:
			r.report(diag.BadValue, span, fmt.Sprintf("%q stands in the default of a variable, which must be a constant", root), "Compute it in a locals block.")
		case root == "each" && at != perHost:
			r.report(diag.BadValue, span, `"each" has a value only in a host with for_each`, "")
		case !ok:
			r.report(diag.BadValue, span, fmt.Sprintf("%q is used without a name behind it", root), fmt.Sprintf("Write %s.NAME.", root))
		case root == "each":
			if name != "key" && name != "value" {
				r.missing(span, "each", name, []string{"key", "value"})
			}
		case root == "var" && r.variables[name] == nil:
			r.missing(span, "var", name, slices.Sorted(maps.Keys(r.variables)))
		case root == "local" && r.locals[name] == nil:
			r.missing(span, "local", name, slices.Sorted(maps.Keys(r.locals)))
		}
	}
}

func (r *reader) missing(span source.Span, root, name string, names []string) {
	name = shorten(name, maxWord)
	what, details := fmt.Sprintf("there is no %s.%s", root, name), ""
	switch root {
	case "var":
		details = fmt.Sprintf("Declare it: variable %q { default = VALUE }.", name)
	case "local":
		details = "Define it in a locals block at the top of the file."
	}
	r.report(diag.BadValue, span, what+didYouMean(name, names), details)
}

// unquoted reports a bare word. Most often the quotes were forgotten; then the
// fix adds them.
func (r *reader) unquoted(attr *hclsyntax.Attribute, span source.Span, root string) {
	d := diag.Diagnostic{
		Code: diag.BadValue, Severity: diag.Error, Span: span,
		Message: fmt.Sprintf("%q is no value: words stand in quotes", shorten(root, maxWord)),
		Detail:  "A word without quotes is the name of a value, and here only var.NAME, local.NAME and, in a host with for_each, each.key and each.value are known.",
	}
	whole := rangeOf(r.file, attr.Expr.Range())
	if !plain(whole.Text()) {
		whole = span
	}
	if text := whole.Text(); plain(text) {
		d.Span = whole
		d.Message = fmt.Sprintf("%q is no value: words stand in quotes", shorten(text, maxWord))
		d.Fix = &diag.Fix{Message: "put it in quotes", Safe: true, Edits: []diag.Edit{{
			File: r.file, Start: whole.Start, End: whole.End, Text: strconv.Quote(text),
		}}}
	}
	r.diags.Add(d)
}

// plain reports whether a text is one word as values of options are: letters,
// digits and signs that mean nothing in a string.
func plain(text string) bool {
	return text != "" && strings.IndexFunc(text, func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && !strings.ContainsRune("+-_.:/", c)
	}) < 0
}
