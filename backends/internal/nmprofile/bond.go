package nmprofile

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/backends/internal/nmbond"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
)

// bond writes bond.options, which holds all options in one value, and what a
// port of a bond or bridge has of its own.
func (r *raiser) bond() {
	if r.link.Kind == ir.BondKind {
		var words []string
		nmbond.Options(r.ledger, r.link, r.column(), func(o loss.Option) string {
			word, why := optionWord(o)
			if why == "" {
				words = append(words, word)
			}
			return why
		})
		slices.SortStableFunc(words, modeFirst)
		r.profile.list("bond.options", ",", words)
	}
	if r.owner == nil {
		return
	}
	for _, p := range r.ledger.Ports(r.owner) {
		if p.Name == r.link.Name {
			r.portOptions(&p)
		}
	}
}

// modeFirst puts the mode before the options that depend on it.
func modeFirst(a, b string) int {
	mode := option.Get(option.ModeOpt).Kernel + "="
	isMode := func(word string) int {
		if strings.HasPrefix(word, mode) {
			return 0
		}
		return 1
	}
	return isMode(a) - isMode(b)
}

// optionWord returns key=value. A comma ends an option, so the entries of a
// list are separated by blanks (facts/dialects.md 6.2).
func optionWord(o loss.Option) (word, why string) {
	if p := option.Check(o.Row.ID, o.Value); p.Kind != option.NoProblem {
		return "", p.Text
	}
	text := o.Text
	if o.Row.Kind == option.IPv4List || o.Row.Kind == option.IPv6List {
		text = strings.ReplaceAll(o.Value, ",", " ")
	}
	if text == "" {
		return "", "an empty value cannot be written"
	}
	if !Plain(text) || strings.ContainsAny(text, `,\=`) {
		return "", "the value is not one plain word"
	}
	return o.Key + "=" + text, ""
}

// portOptions writes the options of a port: bond-port's or bridge-port's.
func (r *raiser) portOptions(p *ir.Port) {
	r.ledger.PortOptions(r.owner, p, r.column(), func(o loss.Option) string {
		if p := option.Check(o.Row.ID, o.Value); p.Kind != option.NoProblem {
			return p.Text
		}
		if r.owner.Kind != ir.BondKind || o.Spelling.Place != option.InPort || !r.set(o.Key, o.Text) {
			return "it is no property of a port's profile"
		}
		return ""
	})
	if r.owner.Kind != ir.BridgeKind {
		return
	}
	for _, x := range []struct {
		key, item string
		o         ir.Opt[int]
		most      int
	}{
		{"bridge-port.path-cost", "pathCost", p.PathCost, 1<<16 - 1},
		{"bridge-port.priority", "priority", p.Priority, 63},
	} {
		if x.o.Set && (x.o.Value < 0 || x.o.Value > x.most) {
			r.ledger.Lose(r.owner, diag.Behaviour, "port-option", p.Name+"/"+x.item, x.o.Span, "the value is not in NetworkManager's range",
				"The port has the default instead. Correct the value in the input.")
			continue
		}
		r.number(x.key, "port-option", x.item, x.o, 0, int64(x.most))
	}
}
