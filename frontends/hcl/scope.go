package hcl

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// local is one value of a locals block, with the locals that it needs.
type local struct {
	attr  *hclsyntax.Attribute
	needs []string
}

func (r *reader) declareVariable(b *hclsyntax.Block) {
	if len(b.Labels) != 1 || !hclsyntax.ValidIdentifier(b.Labels[0]) {
		r.report(diag.Syntax, rangeOf(r.file, b.DefRange()), "a variable needs one name",
			`Write variable "NAME" { default = VALUE }; the name is letters, digits and underscores.`)
		return
	}
	name := b.Labels[0]
	if first := r.variables[name]; first != nil {
		r.duplicate(fmt.Sprintf("the variable %q is declared twice", name), rangeOf(r.file, b.DefRange()), rangeOf(r.file, first.DefRange()))
		return
	}
	r.variables[name] = b
	known := []string{"default", "description"}
	for _, it := range r.items(b.Body) {
		if it.block != nil {
			r.report(diag.UnknownKey, rangeOf(r.file, it.block.TypeRange),
				fmt.Sprintf("a variable has no block %q", shorten(it.block.Type, maxWord)), "")
		} else if !slices.Contains(known, it.attr.Name) {
			r.report(diag.UnknownKey, rangeOf(r.file, it.attr.NameRange),
				fmt.Sprintf("a variable has no %q%s", shorten(it.attr.Name, maxWord), didYouMean(it.attr.Name, known)),
				"A variable has a default and a description. Its type is that of the default.")
		}
	}
}

func (r *reader) declareLocals(b *hclsyntax.Block) {
	if len(b.Labels) > 0 {
		r.report(diag.Syntax, rangeOf(r.file, b.DefRange()), "a locals block has no name", "")
	}
	for _, it := range r.items(b.Body) {
		switch {
		case it.block != nil:
			r.report(diag.UnknownKey, rangeOf(r.file, it.block.TypeRange),
				fmt.Sprintf("locals are attributes, %q is a block", shorten(it.block.Type, maxWord)), "Write NAME = { ... } for an object.")
		case r.locals[it.attr.Name] != nil:
			r.duplicate(fmt.Sprintf("the local %q is defined twice", shorten(it.attr.Name, maxWord)),
				rangeOf(r.file, it.attr.NameRange), rangeOf(r.file, r.locals[it.attr.Name].attr.NameRange))
		default:
			r.locals[it.attr.Name] = &local{attr: it.attr}
		}
	}
}

func (r *reader) duplicate(message string, second, first source.Span) {
	r.diags.Add(diag.Diagnostic{
		Code: diag.DuplicateKey, Severity: diag.Error, Span: second, Message: message,
		Related: []diag.Related{{Message: "first here", Span: first}},
	})
}

// reportUndeclared reports each value that --var gives to a variable which no
// file declares, with the first file.
func reportUndeclared(readers []*reader, vars map[string]string) {
	if len(readers) == 0 {
		return
	}
	var known []string
	for _, r := range readers {
		if r.broken {
			return // the file may declare anything
		}
		known = slices.AppendSeq(known, maps.Keys(r.variables))
	}
	slices.Sort(known)
	for _, name := range slices.Sorted(maps.Keys(vars)) {
		if !slices.Contains(known, name) {
			r := readers[0]
			r.report(diag.UnknownKey, r.file.Span(0, 0),
				fmt.Sprintf("--var gives a value to %q, which is no variable of the file%s", shorten(name, maxWord), didYouMean(name, known)),
				"Declare it with a variable block, or leave it out of the command.")
		}
	}
}

// scope evaluates the variables and locals into the root context.
func (r *reader) scope() {
	r.spend()
	r.functions = functions()
	vars := map[string]cty.Value{}
	for _, name := range slices.Sorted(maps.Keys(r.variables)) {
		if v, ok := r.variable(name); ok {
			vars[name] = v
		}
	}
	r.root = &hcl.EvalContext{Functions: r.functions, Variables: map[string]cty.Value{"var": cty.ObjectVal(vars)}}
	if r.diags.Has(diag.Error) {
		return
	}
	r.root.Variables["local"] = cty.ObjectVal(r.evaluateLocals())
}

// variable returns the value of a variable: that of the command, else the
// default.
func (r *reader) variable(name string) (cty.Value, bool) {
	b := r.variables[name]
	constants := &hcl.EvalContext{Functions: r.functions}
	standard, span := cty.NilVal, rangeOf(r.file, b.DefRange())
	if attr := b.Body.Attributes["default"]; attr != nil {
		v, diags := r.evaluate(attr.Expr, constants)
		r.diags = append(r.diags, diags...)
		if v == cty.NilVal {
			return v, false
		}
		standard = v
	}
	text, given := r.opt.Vars[name]
	switch {
	case given:
		return r.given(name, text, standard, span)
	case standard == cty.NilVal:
		r.report(diag.BadValue, span, fmt.Sprintf("the variable %q has no value", name),
			fmt.Sprintf("Give it a default, or a value with --var %s=VALUE.", name))
		return standard, false
	}
	return standard, true
}

// given turns the text of --var into a value of the kind of the default. A
// list or an object is written as an expression.
func (r *reader) given(name, text string, standard cty.Value, span source.Span) (cty.Value, bool) {
	want := cty.String
	if standard != cty.NilVal && !standard.IsNull() {
		want = standard.Type()
	}
	if !want.IsPrimitiveType() {
		v, diags := r.expression(name, text)
		r.diags = append(r.diags, diags...)
		return v, v != cty.NilVal
	}
	v := cty.StringVal(strings.ToValidUTF8(text, "?"))
	_, why := weigh(v)
	if why == "" {
		var err error
		if v, err = convert.Convert(v, want); err == nil {
			return v, true
		}
		why = "Its default is a " + want.FriendlyName() + "."
	}
	r.report(diag.BadValue, span, fmt.Sprintf("--var gives %q the value %q, which does not fit", name, shorten(text, maxWord)), why)
	return cty.NilVal, false
}

// expression evaluates the text of --var as an expression of constants.
func (r *reader) expression(name, text string) (cty.Value, diag.List) {
	f := source.New("--var "+name, "--var", []byte(text))
	if f.Fatal() || tooMany(f.Text) {
		return cty.NilVal, refuse(f, &refusal{f.Span(0, 0), fmt.Sprintf("the value of --var %s cannot be read", name)})
	}
	if bad := check(f, lex(f)); bad != nil {
		return cty.NilVal, refuse(f, bad)
	}
	e, diags := parseExpression(f)
	if diags.HasErrors() {
		return cty.NilVal, findings(f, diags, diag.Syntax)
	}
	sub := &reader{file: f, left: hostBudget}
	sub.spend()
	e = sub.meter.wrap(e, 0)
	if len(sub.meter.diags) > 0 {
		return cty.NilVal, findings(f, sub.meter.diags, diag.BadValue)
	}
	return sub.evaluate(e, &hcl.EvalContext{Functions: r.functions})
}
