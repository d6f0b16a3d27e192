package hcl

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// meter puts a metered expression around every expression of a tree, so that
// each step of the evaluation is paid from a budget and each value is weighed
// before anything is made of it. HCL has no hook for that, but its tree can be
// changed between parsing and evaluating.
type meter struct {
	budget *budget
	diags  hcl.Diagnostics
}

// metered is an expression that pays. The embedded one answers for everything
// but the value.
type metered struct {
	hclsyntax.Expression
	meter *meter
}

// Value evaluates the expression and weighs the result. With a spent budget it
// returns an unknown value at once; who asked for the whole reports it.
func (e *metered) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	b := e.meter.budget
	if b.spent || !b.take(elementCost, e.Range()) {
		return cty.DynamicVal, nil
	}
	v, diags := e.Expression.Value(ctx)
	if diags.HasErrors() {
		if b.errors--; b.errors < 0 {
			b.spent, b.told = true, true
		}
		return v, diags
	}
	units, why := weigh(v)
	switch {
	case why != "":
		return cty.DynamicVal, append(diags, costly(e.Range(), why)...)
	case !b.take(units, e.Range()):
		return cty.DynamicVal, diags
	}
	return v, diags
}

// body meters all expressions of a body and of the blocks in it.
func (m *meter) body(body *hclsyntax.Body) {
	for _, attr := range body.Attributes {
		attr.Expr = m.wrap(attr.Expr, 0)
	}
	for _, block := range body.Blocks {
		m.body(block.Body)
	}
}

// wrap meters an expression and what is in it. loops is the number of for
// expressions around it.
func (m *meter) wrap(e hclsyntax.Expression, loops int) hclsyntax.Expression {
	m.children(e, loops)
	switch e := e.(type) {
	case *hclsyntax.LiteralValueExpr:
		m.literal(e)
		return e
	case *hclsyntax.AnonSymbolExpr, *hclsyntax.ObjectConsKeyExpr:
		return e
	}
	return &metered{e, m}
}

// source meters an expression of which only a part is taken, or whose elements
// are paid for one by one: naming a large value costs nothing there.
func (m *meter) source(e hclsyntax.Expression, loops int) hclsyntax.Expression {
	if _, name := e.(*hclsyntax.ScopeTraversalExpr); name {
		return e
	}
	return m.wrap(e, loops)
}

// always meters even a literal, for expressions that are evaluated once for
// each element of something.
func (m *meter) always(e hclsyntax.Expression, loops int) hclsyntax.Expression {
	w := m.wrap(e, loops)
	if w == e {
		return &metered{e, m}
	}
	return w
}

func (m *meter) literal(e *hclsyntax.LiteralValueExpr) {
	if _, why := weigh(e.Val); why != "" {
		m.diags = append(m.diags, costly(e.SrcRange, why)...)
	}
}

func (m *meter) children(e hclsyntax.Expression, loops int) {
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		e.Expression = m.wrap(e.Expression, loops)
	case *hclsyntax.RelativeTraversalExpr:
		e.Source = m.source(e.Source, loops)
	case *hclsyntax.IndexExpr:
		e.Collection, e.Key = m.source(e.Collection, loops), m.wrap(e.Key, loops)
	case *hclsyntax.FunctionCallExpr:
		m.all(e.Args, loops)
	case *hclsyntax.ConditionalExpr:
		e.Condition = m.wrap(e.Condition, loops)
		e.TrueResult, e.FalseResult = m.wrap(e.TrueResult, loops), m.wrap(e.FalseResult, loops)
	case *hclsyntax.TupleConsExpr:
		m.all(e.Exprs, loops)
	case *hclsyntax.ObjectConsExpr:
		for i := range e.Items {
			e.Items[i].KeyExpr = m.wrap(e.Items[i].KeyExpr, loops)
			e.Items[i].ValueExpr = m.wrap(e.Items[i].ValueExpr, loops)
		}
	case *hclsyntax.ObjectConsKeyExpr:
		// What kind of expression is wrapped decides whether it is a name.
		m.children(e.Wrapped, loops)
	case *hclsyntax.ForExpr:
		m.loop(e, loops)
	case *hclsyntax.SplatExpr:
		e.Source, e.Each = m.source(e.Source, loops), m.always(e.Each, loops)
	case *hclsyntax.BinaryOpExpr:
		e.LHS, e.RHS = m.wrap(e.LHS, loops), m.wrap(e.RHS, loops)
	case *hclsyntax.UnaryOpExpr:
		e.Val = m.wrap(e.Val, loops)
	case *hclsyntax.TemplateExpr:
		m.all(e.Parts, loops)
	case *hclsyntax.TemplateWrapExpr:
		e.Wrapped = m.wrap(e.Wrapped, loops)
	case *hclsyntax.TemplateJoinExpr:
		e.Tuple = m.wrap(e.Tuple, loops)
	}
}

func (m *meter) all(exprs []hclsyntax.Expression, loops int) {
	for i := range exprs {
		exprs[i] = m.wrap(exprs[i], loops)
	}
}

func (m *meter) loop(e *hclsyntax.ForExpr, loops int) {
	if loops >= maxFor {
		m.diags = append(m.diags, &hcl.Diagnostic{
			Severity: hcl.DiagError, Summary: "For expressions nested too deep",
			Detail:  fmt.Sprintf("At most %d for expressions may stand inside each other. Compute the inner part in a local.", maxFor),
			Subject: e.SrcRange.Ptr(),
		})
	}
	e.CollExpr = m.source(e.CollExpr, loops)
	if e.KeyExpr != nil {
		e.KeyExpr = m.wrap(e.KeyExpr, loops+1)
	}
	e.ValExpr = m.always(e.ValExpr, loops+1)
	if e.CondExpr != nil {
		e.CondExpr = m.always(e.CondExpr, loops+1)
	}
}
