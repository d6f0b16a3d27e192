package settings

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
)

// text returns a literal string, or a literal number as it is written: 6.10 is
// not 6.1. Anything else is reported.
func (p *parser) text(name string, e hclsyntax.Expression) (string, bool) {
	switch e := e.(type) {
	case *hclsyntax.TemplateExpr:
		if e.IsStringLiteral() {
			if v, _ := e.Value(nil); v.Type() == cty.String && v.AsString() != "" {
				return v.AsString(), true
			}
		}
	case *hclsyntax.LiteralValueExpr:
		if e.Val.Type() == cty.Number {
			r := e.SrcRange
			return p.file.Span(r.Start.Byte, r.End.Byte).Text(), true
		}
	}
	p.report(diag.BadValue, e.Range(), fmt.Sprintf("%q takes a word in quotes", name), "Settings have no expressions: write the value out.")
	return "", false
}

func (p *parser) boolean(a *hclsyntax.Attribute) (bool, bool) {
	if e, ok := a.Expr.(*hclsyntax.LiteralValueExpr); ok && e.Val.Type() == cty.Bool {
		return e.Val.True(), true
	}
	p.report(diag.BadValue, a.Expr.Range(), fmt.Sprintf("%q takes true or false", a.Name), "Settings have no expressions: write the value out.")
	return false, false
}

// items returns the items of a list that is written out. A single word stands
// for a list of one.
func (p *parser) items(a *hclsyntax.Attribute) []hclsyntax.Expression {
	if list, ok := a.Expr.(*hclsyntax.TupleConsExpr); ok {
		return list.Exprs
	}
	return []hclsyntax.Expression{a.Expr}
}

// short cuts what a message quotes.
func short(text string) string {
	const most = 300
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "..."
}

// didYouMean returns the candidate nearest to a word as the end of a sentence.
func didYouMean(word string, candidates []string) string {
	if near := option.Nearest(word, candidates); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}
