package nmcli

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bondc/bondc/frontends/internal/nmprofile"
	"github.com/bondc/bondc/frontends/internal/shellkv"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// entry keeps a pair as a key that was read.
func (r *reader) entry(w pair, name string) *ir.Entry {
	e := &ir.Entry{
		Dialect: dialect, File: w.key.Span.File, Key: name, Value: w.value.Value, Raw: w.value.Span.Text(), KeySpan: w.key.Span, Span: w.span,
	}
	r.host.Entries = append(r.host.Entries, e)
	return e
}

// set gives a profile the properties that words name.
func (r *reader) set(m *made, words []shellkv.Item) {
	m.hazy = m.hazy || hazy(words)
	if n := len(words); n%2 == 1 && words[n-1].Unknown != "" {
		r.unknown(words[n-1], "this property") // the pairs leave it out
	}
	kind := m.kind
	if kind == "" {
		kind = last(&m.Profile, "connection.type")
	}
	if kind == "" && m.Elsewhere && slices.ContainsFunc(pairs(words), func(w pair) bool { return strings.HasPrefix(place{}.resolve(w.name).name, "bond.") }) {
		kind = "bond"
	}
	for _, w := range pairs(words) {
		if w.key.Unknown != "" {
			r.unknown(w.key, "this property")
			continue
		}
		if w.name == "save" || (w.name == "remove" && w.sign == 0) {
			continue
		}
		is := r.resolve(m, kind, w)
		if is.name == "" {
			continue
		}
		if family, ok := aliasOfAddresses(w.name); ok {
			if m.ID == "" && w.value.Value != "" && !m.speaksOf(family) {
				m.Set(family+".method", nmprofile.Item{Value: "manual", Span: w.key.Span})
			}
			w.sign = cmp.Or(w.sign, '+')
		}
		e := r.entry(w, is.name)
		m.Entries = append(m.Entries, e)
		if w.value.Unknown != "" {
			e.Class, e.Reason = diag.Connectivity, "its value depends on "+w.value.Unknown
			r.unknown(w.value, fmt.Sprintf("the value of %q", w.name))
			continue
		}
		switch {
		case is.name == "bond.options":
			m.options(w, is.id, e)
		default:
			m.assign(w, is.name, e)
		}
	}
}

// aliasOfAddresses returns the family of the words ip4 and ip6. They add addresses,
// and a profile that is made with such a word as the first of its family gets the
// method "manual", which one with the property that they stand for does not (seen
// with 1.42.4 and 1.52.1).
func aliasOfAddresses(word string) (family string, ok bool) {
	switch word {
	case "ip4":
		return "ipv4", true
	case "ip6":
		return "ipv6", true
	}
	return "", false
}

// speaksOf reports whether a property of a setting was given.
func (m *made) speaksOf(setting string) bool {
	return slices.ContainsFunc(m.Entries, func(e *ir.Entry) bool { return strings.HasPrefix(e.Key, setting+".") })
}

// refusedCommand is what a word that nmcli does not take leads to.
const refusedCommand = "nmcli refuses the whole command, so nothing of it happens."

// resolve tells what a word stands for and reports one that nmcli refuses.
func (r *reader) resolve(m *made, kind string, w pair) resolved {
	port := r.portOf(m, kind)
	is := place{kind, port}.resolve(w.name)
	switch {
	case m.hazy:
		is.refused = ""
	case !m.Elsewhere && len(m.Items("connection.type")) == 0:
		is.refused = place{kind: untyped}.resolve(w.name).refused
	}
	if is.refused != "" {
		r.report(diag.UnknownKey, w.key.Span, "", is.refused, refusedCommand+
			" The properties are named SETTING.PROPERTY (man nm-settings-nmcli).")
	}
	return is
}

// portOf returns the type of the controller that a profile has so far.
func (r *reader) portOf(m *made, kind string) string {
	if of, ok := strings.CutSuffix(kind, "-slave"); ok {
		return of
	}
	for _, name := range []string{"connection.port-type", "connection.slave-type"} {
		if of := last(&m.Profile, name); of != "" {
			return of
		}
	}
	for _, name := range []string{"connection.controller", "connection.master"} {
		if of := last(&m.Profile, name); of != "" {
			return cmp.Or(r.kinds[of], elsewhere)
		}
	}
	return ""
}

// assign sets, extends or shortens a property.
func (m *made) assign(w pair, name string, e *ir.Entry) {
	items := split(w.value, nmprofile.KindOf(name), e)
	if name == "connection.type" && len(items) == 1 {
		items[0].Value, _ = typeName(items[0].Value)
	}
	if other := displaces(name, w.value.Value); len(m.Items(other)) > 0 {
		m.Set(other)
	}
	list := nmprofile.KindOf(name) != nmprofile.Scalar
	switch {
	case w.sign == '+' && list:
		m.Add(name, items...)
	case w.sign == '-' && list:
		e.UsedBy = "removed"
		m.Set(name, without(m.Items(name), items)...)
		for _, it := range m.Items(name) {
			for _, old := range it.Entries {
				old.UsedBy = "" // it is still there
			}
		}
	case w.sign == '-':
		e.UsedBy = "removed"
		m.Set(name)
	default:
		m.Set(name, items...)
	}
}

// displaces returns the property that loses its value when this one gets one: the
// other word for it, or what contradicts it (seen with 1.42.4 and 1.52.1).
func displaces(name, value string) string {
	switch name {
	case "ipv4.gateway", "ipv6.gateway":
		if value != "" {
			return name[:len("ipv4.")] + "never-default"
		}
	case "ipv4.never-default", "ipv6.never-default":
		if yes, _ := nmprofile.Truth(value); yes {
			return name[:len("ipv4.")] + "gateway"
		}
	case "connection.master":
		return "connection.controller"
	case "connection.controller":
		return "connection.master"
	case "connection.slave-type":
		return "connection.port-type"
	case "connection.port-type":
		return "connection.slave-type"
	}
	return ""
}

// without takes items out of a list, by value or by number.
func without(list, gone []nmprofile.Item) []nmprofile.Item {
	list = slices.Clone(list)
	for _, g := range gone {
		i := slices.IndexFunc(list, func(it nmprofile.Item) bool { return it.Value == g.Value })
		if n, err := strconv.Atoi(g.Value); i < 0 && err == nil && n >= 0 && n < len(list) {
			i = n
		}
		if i >= 0 {
			list = slices.Delete(list, i, i+1)
		}
	}
	return list
}

// split cuts a value into the items of its kind (nm-meta-setting-desc.c,
// _set_fcn_multilist, _set_fcn_objlist). A backslash takes the next byte as it
// is.
func split(v shellkv.Item, kind nmprofile.Kind, e *ir.Entry) []nmprofile.Item {
	if strings.TrimSpace(v.Value) == "" {
		return nil
	}
	separators := ""
	switch kind {
	case nmprofile.Scalar:
		return []nmprofile.Item{{Value: v.Value, Span: v.ValueSpan(), Entries: []*ir.Entry{e}}}
	case nmprofile.Words:
		separators = ", \t\n"
	default:
		separators = ","
	}
	var items []nmprofile.Item
	for _, p := range cut(v.Value, separators) {
		items = append(items, nmprofile.Item{Value: plain(v.Value[p[0]:p[1]]), Span: v.At(p[0], p[1]), Entries: []*ir.Entry{e}})
	}
	return items
}

// cut returns the parts of a text between separators, without the blanks around
// them and without the empty ones.
func cut(text, separators string) [][2]int {
	var list [][2]int
	start := 0
	for i := 0; i <= len(text); i++ {
		if i < len(text) && text[i] == '\\' {
			i++
			if i < len(text) {
				continue
			}
		}
		if i < len(text) && strings.IndexByte(separators, text[i]) < 0 {
			continue
		}
		end := min(i, len(text))
		from := start + len(text[start:end]) - len(strings.TrimLeft(text[start:end], " \t\n"))
		to := from + len(strings.TrimRight(text[from:end], " \t\n"))
		if from < to {
			list = append(list, [2]int{from, to})
		}
		start = i + 1
	}
	return list
}

// plain takes the backslashes out of an item.
func plain(text string) string {
	if !strings.Contains(text, `\`) {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' && i+1 < len(text) {
			i++
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

// options sets, extends or shortens the bonding options: "bond.options" takes
// all of them, an alias is one.
func (m *made) options(w pair, id option.ID, e *ir.Entry) {
	if id != option.Unknown {
		m.option(nmprofile.Option{
			Key: option.Spell(id, option.NM).Key, Value: w.value.Value, Assigned: true, KeySpan: w.key.Span, Span: w.value.ValueSpan(), Entry: e,
		})
		return
	}
	if w.sign == 0 {
		for _, o := range m.Options {
			o.Entry.UsedBy = "overridden"
		}
		m.Options = nil
	}
	m.OptionsSpan = w.value.ValueSpan()
	for _, p := range cut(w.value.Value, ",") {
		word := w.value.Value[p[0]:p[1]]
		key, value, assigned := strings.Cut(word, "=")
		o := nmprofile.Option{Key: strings.TrimSpace(key), Value: strings.TrimSpace(plain(value)), Assigned: assigned, Entry: e}
		o.KeySpan = w.value.At(p[0], p[0]+len(strings.TrimRight(key, " ")))
		o.Span = o.KeySpan
		if assigned {
			from := p[0] + len(key) + 1
			o.Span = w.value.At(from+len(value)-len(strings.TrimLeft(value, " ")), p[1])
		}
		if w.sign == '-' {
			e.UsedBy = "removed"
			m.drop(o.Key)
			continue
		}
		m.option(o)
	}
}

// option adds an option; one that is there is set again, at its new place.
func (m *made) option(o nmprofile.Option) {
	m.drop(o.Key)
	if m.OptionsSpan == (source.Span{}) {
		m.OptionsSpan = o.Span
	}
	m.Options = append(m.Options, o)
}

func (m *made) drop(key string) {
	shared := map[*ir.Entry]int{}
	for _, o := range m.Options {
		shared[o.Entry]++
	}
	var kept []nmprofile.Option
	for _, o := range m.Options {
		switch {
		case o.Key != key:
			kept = append(kept, o)
		case shared[o.Entry] == 1 && o.Entry.UsedBy == "":
			o.Entry.UsedBy = "overridden"
		}
	}
	m.Options = kept
}
