package hcl

import (
	"fmt"
	"iter"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// reader reads one file.
type reader struct {
	file   *source.File
	opt    ir.ReadOptions
	syntax *syntax
	// diags are the findings about the file as a whole.
	diags diag.List

	variables map[string]*hclsyntax.Block
	locals    map[string]*local
	blocks    []*hclsyntax.Block // host blocks
	bare      bool               // the file describes one host without a block
	broken    bool               // the text could not be parsed

	functions map[string]function.Function
	meter     meter
	left      int64 // of fileBudget
	root      *hcl.EvalContext
	ignores   map[*hclsyntax.Block][]ir.Ignore
	order     map[*hclsyntax.Body][]item
}

// newReader parses a file and finds out what it declares. Nothing is evaluated
// yet.
func newReader(f *source.File, opt ir.ReadOptions) *reader {
	r := &reader{
		file: f, opt: opt, left: fileBudget,
		variables: map[string]*hclsyntax.Block{}, locals: map[string]*local{},
		order: map[*hclsyntax.Body][]item{},
	}
	r.syntax, r.diags = parse(f)
	if r.diags.Has(diag.Error) {
		r.broken = true
		return r
	}
	r.declare()
	r.refer()
	r.meter.body(r.syntax.body)
	r.diags = append(r.diags, findings(f, r.meter.diags, diag.BadValue)...)
	return r
}

// declare sorts what stands at the top of the file.
func (r *reader) declare() {
	var links *hclsyntax.Block
	for _, it := range r.items(r.syntax.body) {
		if it.attr != nil {
			r.report(diag.UnknownKey, rangeOf(r.file, it.attr.NameRange),
				fmt.Sprintf("%q stands outside of any block", shorten(it.attr.Name, maxWord)),
				"Only blocks stand at the top of a file: variable, locals, and host or the links of one host. Put values of your own into a locals block.")
			continue
		}
		switch b := it.block; {
		case b.Type == "variable":
			r.declareVariable(b)
		case b.Type == "locals":
			r.declareLocals(b)
		case b.Type == "host":
			r.blocks = append(r.blocks, b)
		case isTop(b.Type):
			links = b
		default:
			r.report(diag.UnknownKey, rangeOf(r.file, b.TypeRange),
				fmt.Sprintf("there is no block %q here%s", shorten(b.Type, maxWord), didYouMean(b.Type, topBlocks())),
				"At the top of a file stand variable, locals and host; or instead of host the links of one host: ethernet, bond, vlan, bridge, and dns.")
		}
	}
	r.bare = len(r.blocks) == 0
	if links != nil && !r.bare {
		r.report(diag.UnknownKey, rangeOf(r.file, links.TypeRange),
			fmt.Sprintf("%q stands outside of the host blocks", links.Type),
			"A file with host blocks describes only them. Move the block into the host that it belongs to.")
	}
}

func topBlocks() []string {
	return []string{"variable", "locals", "host", "ethernet", "bond", "vlan", "bridge", "dns"}
}

func (r *reader) report(code string, span source.Span, message, details string) {
	r.diags.Add(diag.Diagnostic{Code: code, Severity: diag.Error, Span: span, Message: message, Detail: details})
}

// items returns the items of a body in order; the order of a body that is
// read once for each host is kept.
func (r *reader) items(body *hclsyntax.Body) []item {
	list, ok := r.order[body]
	if !ok {
		list = items(body)
		r.order[body] = list
	}
	return list
}

// hosts yields the hosts of the file.
func (r *reader) hosts() iter.Seq2[*ir.Host, diag.List] {
	return func(yield func(*ir.Host, diag.List) bool) {
		var first diag.List
		if !r.diags.Has(diag.Error) {
			r.scope()
			r.ignores = r.syntax.ignores(r.blocks)
		}
		first, r.diags = r.diags, nil
		if first.Has(diag.Error) {
			yield(r.newHost(r.opt.Host), first)
			return
		}
		seen := map[string]bool{}
		done := r.instances(func(in instance) bool {
			host, diags := r.lower(in, seen)
			diags = append(first, diags...)
			first = nil
			return yield(host, diags)
		})
		// What is said about a for_each may have no host to come with.
		if first = append(first, r.diags...); done && len(first) > 0 {
			yield(r.newHost(r.opt.Host), first)
		}
	}
}

func (r *reader) newHost(name string) *ir.Host {
	return &ir.Host{Name: name, Dialects: []string{dialect}, Partial: r.opt.Partial, Files: []*source.File{r.file}}
}

// evaluate is the one place that evaluates. Without findings the value is
// known; a spent budget and a panic of the library are findings.
func (r *reader) evaluate(e hcl.Expression, ctx *hcl.EvalContext) (v cty.Value, diags diag.List) {
	defer func() {
		if p := recover(); p != nil {
			v, diags = cty.NilVal, findings(r.file, panicked(p, e.Range()), diag.Syntax)
		}
	}()
	v, found := e.Value(ctx)
	b := r.meter.budget
	switch {
	case b.spent && !b.told:
		// Whatever else was found comes from values that are missing.
		return cty.NilVal, findings(r.file, b.exhausted(), diag.BadValue)
	case found.HasErrors(), !v.IsWhollyKnown():
		// Nothing is unknown in this dialect but what was reported before.
		return cty.NilVal, findings(r.file, found, diag.BadValue)
	}
	return v, findings(r.file, found, diag.BadValue)
}

// spend starts a new budget for what is evaluated next.
func (r *reader) spend() { r.meter.budget = newBudget(&r.left) }
