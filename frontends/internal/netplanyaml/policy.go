package netplanyaml

import (
	"math"
	"net/netip"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/source"
)

// draftRule is a policy rule while its keys are read.
type draftRule struct {
	ir.Rule
	bad bool
}

// rules reads the list; a rule that is there already is dropped (seen with
// netplan 1.1.2; 0.106 keeps it).
func (r *Reader) rules(it *item) string {
	for i := range it.value.Children {
		row := r.row(it, i)
		if !r.wantMapping(&row) {
			continue
		}
		r.rule = &draftRule{Rule: ir.Rule{Span: row.span}}
		entries := len(r.host.Entries)
		r.mapping(row.inside(), row.value, r.grammar.rule.table())
		r.finishRule(&row, entries)
	}
	return "rule"
}

func (r *Reader) finishRule(row *item, entries int) {
	draft, link := r.rule, row.at.def.link
	r.rule = nil
	switch {
	case draft.bad:
	case !draft.From.IsValid() && !draft.To.IsValid():
		r.bad(row, row.span, "a rule of policy routing must have \"from\" or \"to\"")
	default:
		if row.at.def.hasRule.add(ruleKey(draft.Rule)) {
			link.Rules = append(link.Rules, draft.Rule)
		}
		return
	}
	r.unused(entries)
}

// ruleKey returns the rule without the places of its values.
func ruleKey(r ir.Rule) ir.Rule {
	r.Span = source.Span{}
	for _, o := range []*ir.Opt[int]{&r.Table, &r.Priority, &r.Mark, &r.TOS} {
		o.Span = source.Span{}
	}
	return r
}

func ruleFields() table {
	number := func(most uint64, dest func(*ir.Rule) *ir.Opt[int]) func(*Reader, *item) string {
		return func(r *Reader, it *item) string {
			return r.ruleOrBad(r.number(it, most, dest(&r.rule.Rule)))
		}
	}
	network := func(dest func(*ir.Rule) *netip.Prefix) func(*Reader, *item) string {
		return func(r *Reader, it *item) string {
			prefix, ok := prefixOf(it.text())
			if !ok {
				return r.ruleOrBad(r.badValue(it, "a network (ADDRESS/LENGTH) or an address"))
			}
			if !r.ofFamily(it, prefix.Addr(), &r.rule.Family) {
				return r.ruleOrBad("")
			}
			*dest(&r.rule.Rule) = prefix.Masked()
			return "rule"
		}
	}
	return needed(
		field{key: "from", read: network(func(r *ir.Rule) *netip.Prefix { return &r.From })},
		field{key: "to", read: network(func(r *ir.Rule) *netip.Prefix { return &r.To })},
		field{key: "table", read: number(math.MaxUint32, func(r *ir.Rule) *ir.Opt[int] { return &r.Table })},
		field{key: "priority", read: number(math.MaxUint32, func(r *ir.Rule) *ir.Opt[int] { return &r.Priority })},
		field{key: "mark", read: number(math.MaxUint32, func(r *ir.Rule) *ir.Opt[int] { return &r.Mark })},
		field{key: "type-of-service", read: number(255, func(r *ir.Rule) *ir.Opt[int] { return &r.TOS })},
	)
}

// ruleOrBad notes that a key of the rule was refused.
func (r *Reader) ruleOrBad(used string) string {
	if used == "" {
		r.rule.bad = true
		return ""
	}
	return "rule"
}
