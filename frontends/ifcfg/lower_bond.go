package ifcfg

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
)

// bond reads a bond's options and those that its ports' files give them.
func (r *reader) bond(p *profile) {
	if p.link.Bond == nil {
		return
	}
	for i := range p.link.Bond.Ports {
		port := &p.link.Bond.Ports[i]
		if file := r.byName[port.Name]; file != nil {
			r.bondPortKeys(file, port)
		}
	}
	v := p.text("BONDING_OPTS")
	if v == nil {
		if p.has("BONDING_OPTS") { // known to be there, not what it says
			p.link.Bond.SettingsSpan = p.last["BONDING_OPTS"].item.Word
		}
		return
	}
	v.use("bond")
	p.link.Bond.SettingsSpan = v.span()
	words := optionWords(v.item, p.nm)
	if len(words) > maxWords {
		r.report(diag.BadValue, v.span(), p.link.Name, fmt.Sprintf("BONDING_OPTS holds %d words; the first %d are read", len(words), maxWords),
			"There are fewer than fifty options.")
		words = words[:maxWords]
	}
	for _, w := range words {
		r.setting(p.link.Bond, column(p), w)
	}
}

// maxWords bounds the words of one BONDING_OPTS, far above what anybody needs.
const maxWords = 500

// column returns the column of the table for whoever reads the link's file.
func column(p *profile) option.Dialect {
	if p.nm {
		return option.IfcfgNM
	}
	return option.Ifcfg
}

// setting adds one word of BONDING_OPTS to the bond, or to the port that it
// names.
func (r *reader) setting(b *ir.Bond, d option.Dialect, w optionWord) {
	s := ir.Setting{Key: w.key, Raw: w.value, KeySpan: w.keySpan, Span: w.span}
	s.ID, _ = option.Lookup(d, w.key)
	row := option.Get(s.ID)
	switch {
	case !w.assigned || w.key == "":
		s.Problem = option.Problem{Kind: option.NoValue, Text: fmt.Sprintf("%q is no option with a value; a word takes the form OPTION=VALUE, without blanks", strings.TrimSpace(w.keySpan.To(w.span).Text()))}
	case row == nil:
		s.Problem = unknown(d, w.key)
	case row.Scope == option.Port && d == option.Ifcfg && ofPort(b, d, s):
		return
	case row.Scope == option.Port:
		s.Problem = option.Problem{Kind: option.NotHere, Text: fmt.Sprintf("%q names no port of the bond; it takes the form PORT:VALUE", w.value)}
	default:
		s.Value, s.Problem = option.Decode(d, s.ID, w.value)
		s.Adds = adds(b, d, &s)
	}
	b.Settings = append(b.Settings, s)
}

// unknown says why the column has no such key: because the option cannot be
// said here, has another name here, or does not exist.
func unknown(d option.Dialect, key string) option.Problem {
	id := option.LookupKernel(key)
	if id == option.Unknown {
		id, _, _ = option.Elsewhere(key)
	}
	cell := option.Spell(id, d)
	switch {
	case id == option.Unknown:
		text := fmt.Sprintf("%q is no bonding option", key)
		if near := option.Suggest(d, key); near != "" {
			text += fmt.Sprintf("; did you mean %q?", near)
		}
		return option.Problem{Kind: option.UnknownOption, Text: text}
	case !cell.Supported():
		return option.Problem{Kind: option.NotHere, Text: cell.Unsupported}
	case cell.Place == option.InPort:
		return option.Problem{Kind: option.NotHere, Text: fmt.Sprintf("it is called %s here and stands in the file of the port", cell.Key)}
	}
	return option.Problem{Kind: option.NotHere, Text: fmt.Sprintf("it is called %q here", cell.Key)}
}

// adds reports whether the value adds to earlier ones of the option. To
// initscripts every target of a list that may be written with a plus sign
// does, with or without it (network-functions, install_bonding_driver); to
// NetworkManager the last one wins (facts/dialects.md 3.1).
func adds(b *ir.Bond, d option.Dialect, s *ir.Setting) bool {
	if option.Spell(s.ID, d).Codec != option.PlusList {
		return false
	}
	again := slices.ContainsFunc(b.Settings, func(old ir.Setting) bool { return old.ID == s.ID })
	return d == option.Ifcfg && (again || strings.HasPrefix(s.Raw, "+"))
}

// ofPort gives a port the option whose value is PORT:VALUE (bonding.rst 3.6),
// or returns false where the bond has no such port.
func ofPort(b *ir.Bond, d option.Dialect, s ir.Setting) bool {
	colon := strings.LastIndexByte(s.Raw, ':')
	if colon < 0 {
		return false
	}
	name := s.Raw[:colon]
	for i := range b.Ports {
		if b.Ports[i].Name == name {
			if s.Span.End-s.Span.Start == len(s.Raw) {
				s.Span = s.Span.Sub(colon+1, len(s.Raw))
			}
			s.Raw = s.Raw[colon+1:]
			s.Value, s.Problem = option.Decode(d, s.ID, s.Raw)
			b.Ports[i].Settings = append(b.Ports[i].Settings, s)
			return true
		}
	}
	return false
}

// bondPortKeys reads the options that stand in a port's own file, which only
// NetworkManager knows.
func (r *reader) bondPortKeys(p *profile, port *ir.Port) {
	for _, key := range p.keys {
		v := p.get(key)
		if v == nil || v.entry.UsedBy != "" {
			continue
		}
		id, _ := option.Lookup(option.IfcfgNM, key)
		if id == option.Unknown || option.Spell(id, option.IfcfgNM).Place != option.InPort {
			continue
		}
		s := ir.Setting{ID: id, Key: key, Raw: v.value(), KeySpan: v.item.KeySpan, Span: v.span()}
		s.Value, s.Problem = option.Decode(option.IfcfgNM, id, s.Raw)
		port.Settings = append(port.Settings, s)
		v.use("bond")
	}
}

// notBond says of a bond's keys that they stand in the file of something else.
func (r *reader) notBond(p *profile) {
	if p.link.Bond == nil {
		p.text("BONDING_OPTS").spare(diag.Behaviour, fmt.Sprintf("the link is no bond but of kind %s", p.link.Kind))
	}
}
