package hcl

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// instance is one host that a block, or the whole file, describes.
type instance struct {
	name string
	// block is nil for a file that describes one host without a block.
	block *hclsyntax.Block
	body  *hclsyntax.Body
	ctx   *hcl.EvalContext
	// nameSpan is what the name comes from.
	nameSpan source.Span
}

// instances calls visit for each host of the file, until it returns false.
// What is wrong with a for_each goes to the reader's findings.
func (r *reader) instances(visit func(instance) bool) bool {
	if r.bare {
		return visit(instance{name: r.opt.Host, body: r.syntax.body, ctx: r.root, nameSpan: r.file.Span(0, 0)})
	}
	total := 0
	for _, b := range r.blocks {
		in := instance{name: r.opt.Host, block: b, body: b.Body, ctx: r.root, nameSpan: rangeOf(r.file, b.DefRange())}
		switch len(b.Labels) {
		case 0:
		case 1:
			in.name, in.nameSpan = b.Labels[0], rangeOf(r.file, b.LabelRanges[0])
		default:
			r.report(diag.Syntax, in.nameSpan, "a host has one name", `Write host "NAME" { ... }.`)
			continue
		}
		r.left += perHostExtra
		each := b.Body.Attributes["for_each"]
		if each == nil {
			if !visit(in) {
				return false
			}
			continue
		}
		values, ok := r.forEach(each, &total)
		if !ok {
			continue
		}
		for it := values.ElementIterator(); it.Next(); {
			k, v := it.Element()
			if !visit(in.of(k, v, len(b.Labels) == 0 && r.opt.Host == "", rangeOf(r.file, each.Expr.Range()))) {
				return false
			}
		}
	}
	return true
}

// of returns the instance of one key of for_each.
func (in instance) of(k, v cty.Value, unnamed bool, span source.Span) instance {
	in.ctx = in.ctx.NewChild()
	in.ctx.Variables = map[string]cty.Value{"each": cty.ObjectVal(map[string]cty.Value{"key": k, "value": v})}
	in.nameSpan = span
	if unnamed {
		in.name = k.AsString()
	} else {
		in.name += "-" + k.AsString()
	}
	return in
}

// forEach evaluates a for_each to a map, an object or a set of strings.
func (r *reader) forEach(attr *hclsyntax.Attribute, total *int) (cty.Value, bool) {
	r.spend()
	v, diags := r.evaluate(attr.Expr, r.root)
	r.diags = append(r.diags, diags...)
	if v == cty.NilVal {
		return v, false
	}
	span, t := rangeOf(r.file, attr.Expr.Range()), v.Type()
	switch {
	case v.IsNull(), !t.IsMapType() && !t.IsObjectType() && !t.IsSetType(), t.IsSetType() && t.ElementType() != cty.String:
		r.report(diag.BadValue, span, fmt.Sprintf(`"for_each" takes a map or a set of strings, not %s`, kindOf(v)),
			"The keys become part of the names of the hosts. A list becomes a set with toset([...]).")
		return v, false
	}
	if *total += v.LengthInt(); *total > maxHosts {
		r.report(diag.BadValue, span, fmt.Sprintf("the file describes more than %d hosts", maxHosts), "Split the fleet into several files.")
		return v, false
	}
	r.left += int64(v.LengthInt()) * perHostExtra
	return v, true
}

// kindOf names the type of a value for messages.
func kindOf(v cty.Value) string {
	switch {
	case v.IsNull():
		return "null"
	case v.Type().IsTupleType():
		return "a list"
	}
	name := v.Type().FriendlyName()
	if strings.IndexByte("aeiou", name[0]) >= 0 {
		return "an " + name
	}
	return "a " + name
}

// badName says why a host cannot have a name, "" if it can: names of hosts
// become names of folders.
func badName(name string) string {
	switch {
	case name == "":
		return "it is empty"
	case name[0] == '.':
		return "it starts with a dot"
	case len(name) > 255:
		return "it is longer than 255 bytes"
	case strings.ContainsAny(name, `/\`):
		return "it has a slash"
	}
	if strings.IndexFunc(name, func(c rune) bool { return !unicode.IsPrint(c) }) >= 0 {
		return "it has characters that do not print"
	}
	return ""
}
