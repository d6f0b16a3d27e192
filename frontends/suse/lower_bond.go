package suse

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
)

// portKey reports whether a key names a port of a bond: BONDING_SLAVE_0, and
// BONDING_SLAVE0 of SLES 9. The number is any text, and gaps mean nothing
// (facts/dialects.md 8).
func portKey(key string) bool {
	rest, ok := strings.CutPrefix(key, "BONDING_SLAVE")
	return ok && rest != ""
}

// bond reads a bond: its ports, in the order of the file, and its options.
func (r *reader) bond(p *profile) {
	l := p.link
	l.Kind, l.Bond = ir.BondKind, &ir.Bond{}
	for _, v := range p.list {
		if portKey(v.item.Key) && p.get(v.item.Key) == v {
			v.use("port")
			name := strings.TrimSpace(v.value())
			l.Bond.Ports = append(l.Bond.Ports, ir.Port{Name: name, Span: v.span()})
			r.implied(name, v.span())
		}
	}
	v := p.get(optionsKey)
	if v == nil {
		return
	}
	v.use("bond")
	l.Bond.SettingsSpan = v.span()
	fields := v.fields()
	if len(fields) > mostWords {
		r.bad(v.entry, v.span(), "BONDING_MODULE_OPTS holds %d words; the first %d are read", len(fields), mostWords)
		fields = fields[:mostWords]
	}
	for _, f := range fields {
		l.Bond.Settings = append(l.Bond.Settings, setting(f))
	}
}

// mostWords bounds the options of one bond.
const mostWords = 500

// setting reads one word.
func setting(f field) ir.Setting {
	key, value, assigned := strings.Cut(f.text, "=")
	s := ir.Setting{Key: key, Raw: value, KeySpan: f.span, Span: f.span}
	if len(f.text) == f.span.End-f.span.Start && assigned {
		s.KeySpan, s.Span = f.span.Sub(0, len(key)), f.span.Sub(len(key)+1, len(f.text))
	}
	s.ID, _ = option.Lookup(option.SUSE, key)
	switch {
	case !assigned || key == "":
		s.Problem = option.Problem{Kind: option.NoValue, Text: fmt.Sprintf("%q is no option with a value; a word takes the form OPTION=VALUE, without blanks", f.text)}
	case s.ID == option.Unknown:
		s.ID = option.LookupKernel(key)
		s.Problem = unknown(s.ID, key)
	default:
		s.Value, s.Problem = option.Decode(option.SUSE, s.ID, value)
	}
	return s
}

// unknown says why wicked has no such word.
func unknown(id option.ID, key string) option.Problem {
	if id != option.Unknown {
		return option.Problem{Kind: option.NotHere, Text: fmt.Sprintf("%q is a bonding option, but %s", key, option.Spell(id, option.SUSE).Unsupported)}
	}
	text := fmt.Sprintf("%q is no bonding option", key)
	if near := option.Suggest(option.SUSE, key); near != "" {
		text += fmt.Sprintf("; did you mean %q?", near)
	}
	return option.Problem{Kind: option.UnknownOption, Text: text}
}
