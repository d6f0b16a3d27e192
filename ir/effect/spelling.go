package effect

import (
	"slices"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
)

// Spellings returns the options of bonds that both hosts have which are written
// in other words on the two, or on one only, without a difference in what they
// lead to: those that the differences name are left out. A running host spells
// nothing, so where one of the two is one there are none.
func Spellings(a, b *ir.Host, differences []Difference) []Difference {
	if Running(a) || Running(b) {
		return nil
	}
	var out []Difference
	for _, l := range a.Links {
		other := b.Link(l.Name)
		if l.Bond == nil || other == nil || other.Bond == nil {
			continue
		}
		for id := option.Unknown + 1; id < option.NumOptions; id++ {
			d := spelling(l, other, id)
			named := slices.ContainsFunc(differences, func(x Difference) bool {
				return x.Link == l.Name && (x.What == "option" && x.Item == d.Item || x.What == "link")
			})
			if (d.InA || d.InB) && d.A != d.B && !named {
				out = append(out, d)
			}
		}
	}
	return out
}

// spelling is how an option is written on either side.
func spelling(a, b *ir.Link, id option.ID) Difference {
	d := Difference{Link: a.Name, What: "spelling", Item: option.Get(id).Kernel, Span: a.Span}
	if s := a.Bond.Setting(id); s != nil {
		d.InA, d.A, d.Span = true, s.Key+"="+s.Raw, s.Span
	}
	if s := b.Bond.Setting(id); s != nil {
		d.InB, d.B = true, s.Key+"="+s.Raw
	}
	return d
}
