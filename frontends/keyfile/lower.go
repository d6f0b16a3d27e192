package keyfile

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/frontends/internal/nmprofile"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/source"
)

// profile turns the keys of a file into a profile in the names of nmcli:
// address1 and route1 are items of a list, [bond] holds options.
func (r *reader) profile(f *source.File, d *document) *nmprofile.Profile {
	b := &builder{profile: &nmprofile.Profile{Span: f.LineSpan(1)}, options: map[string]*ir.Entry{}}
	if header, ok := d.groups["connection"]; ok {
		b.profile.Span = header
	}
	for i := range d.keys {
		e := r.entry(f, &d.keys[i])
		b.profile.Entries = append(b.profile.Entries, e)
		b.key(&d.keys[i], e)
	}
	b.addRouteOptions()
	if id := b.profile.Items("connection.id"); len(id) > 0 {
		b.profile.ID = id[len(id)-1].Value
	}
	if b.profile.ID == "" {
		b.profile.ID = nameOf(f)
	}
	if header, ok := d.groups["bond"]; ok && !b.profile.OptionsSpan.Known() {
		b.profile.OptionsSpan = header
	}
	for _, e := range b.profile.Entries {
		e.Section = b.profile.ID
	}
	return b.profile
}

func (r *reader) entry(f *source.File, k *key) *ir.Entry {
	e := &ir.Entry{
		Dialect: dialect, File: f, Key: fullName(k.group, k.name), Value: unescape(k.raw), Raw: k.raw, KeySpan: k.nameSpan, Span: k.span,
	}
	r.host.Entries = append(r.host.Entries, e)
	return e
}

// fullName is the name of a key as a property of nmcli's.
func fullName(group, name string) string { return nmprofile.SettingName(group) + "." + name }

type builder struct {
	profile      *nmprofile.Profile
	options      map[string]*ir.Entry
	routes       []numbered
	routeOptions []numbered
	gateway      bool
}

// numbered is an item whose key ends in a number.
type numbered struct {
	stem  string
	name  string // of the property
	entry *ir.Entry
	item  nmprofile.Item
}

func (b *builder) key(k *key, e *ir.Entry) {
	item := nmprofile.Item{Value: e.Value, Span: k.at, Entries: []*ir.Entry{e}}
	name := e.Key
	switch setting := nmprofile.SettingName(k.group); {
	case setting == "bond" && k.name != "interface-name":
		b.option(k, e)
	case setting == "ipv4" || setting == "ipv6":
		b.address(k, setting, item)
	case strings.TrimSpace(e.Value) == "":
		b.profile.Set(name)
	case nmprofile.KindOf(name) == nmprofile.Words:
		b.profile.Set(name, list(k, e, ";")...)
	default:
		b.profile.Set(name, item)
	}
}

// option adds a bonding option; the last value of a key counts.
func (b *builder) option(k *key, e *ir.Entry) {
	o := nmprofile.Option{Key: k.name, Value: e.Value, Assigned: true, KeySpan: k.nameSpan, Span: k.at, Entry: e}
	if b.options[k.name] == nil {
		b.options[k.name] = e
		b.profile.Options = append(b.profile.Options, o)
		return
	}
	for i := range b.profile.Options {
		if old := &b.profile.Options[i]; old.Key == k.name {
			old.Entry.UsedBy = "overridden"
			*old = o
		}
	}
}

// address reads a key of [ipv4] or [ipv6]: the numbered ones are lists
// (nm-keyfile.c, ip_address_or_route_parser).
func (b *builder) address(k *key, setting string, item nmprofile.Item) {
	e := item.Entries[0]
	stem, options := strings.CutSuffix(k.name, "_options")
	word := strings.TrimRight(stem, "0123456789")
	switch {
	case strings.TrimSpace(e.Value) == "":
		b.profile.Set(setting + "." + k.name)
	case word == "address" || word == "addresses":
		b.addressItem(k, setting, item)
	case (word == "route" || word == "routes") && options:
		b.routeOptions = append(b.routeOptions, numbered{stem: stem, name: setting + ".routes", entry: e, item: item})
	case word == "route" || word == "routes":
		item.Value = routeText(k.raw)
		b.profile.Add(setting+".routes", item)
		b.routes = append(b.routes, numbered{stem: stem, name: setting + ".routes", entry: e})
	case word == "routing-rule":
		b.profile.Add(setting+".routing-rules", item)
	case nmprofile.KindOf(setting+"."+k.name) == nmprofile.Words:
		b.profile.Set(setting+"."+k.name, list(k, e, ";,")...)
	default:
		if k.name == "gateway" {
			b.gateway = true
		}
		b.profile.Set(setting+"."+k.name, item)
	}
}

// addressItem reads "ADDRESS/PREFIX[,GATEWAY]", and the old form with ";"
// between the three.
func (b *builder) addressItem(k *key, setting string, item nmprofile.Item) {
	fields := parts(k.raw, ",;")
	if len(fields) == 0 {
		return
	}
	text := func(p part) string { return k.raw[p.from:p.to] }
	item.Value = text(fields[0])
	item.Span = k.at.Sub(fields[0].from, fields[0].to)
	rest := fields[1:]
	if !strings.Contains(item.Value, "/") && len(rest) > 0 {
		item.Value += "/" + text(rest[0])
		item.Span = item.Span.To(k.at.Sub(rest[0].from, rest[0].to))
		rest = rest[1:]
	}
	b.profile.Add(setting+".addresses", item)
	if len(rest) > 0 && !b.gateway && len(b.profile.Items(setting+".gateway")) == 0 {
		b.profile.Set(setting+".gateway", nmprofile.Item{Value: text(rest[0]), Span: k.at.Sub(rest[0].from, rest[0].to), Entries: item.Entries})
	}
}

// routeText turns "DEST/PREFIX,GATEWAY,METRIC" into the words of nmcli. A
// gateway of :: or 0.0.0.0 is none.
func routeText(raw string) string {
	var words []string
	for _, p := range parts(raw, ",;") {
		words = append(words, raw[p.from:p.to])
	}
	if len(words) > 1 && !strings.Contains(words[0], "/") {
		words = append([]string{words[0] + "/" + words[1]}, words[2:]...)
	}
	return strings.Join(words, " ")
}

// addRouteOptions adds "KEY=VALUE,..." to the route of the same number. Of a word
// without "=" NetworkManager takes nothing of the line (nm-core-utils.c,
// nm_utils_parse_variant_attributes).
func (b *builder) addRouteOptions() {
	if len(b.routeOptions) == 0 {
		return
	}
	at := b.routeItems()
	for i := range b.routeOptions {
		o := &b.routeOptions[i]
		words := strings.FieldsFunc(o.item.Value, func(c rune) bool { return c == ',' || c == ' ' })
		it := at[o.name+" "+o.stem]
		if it == nil || slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(w, "=") }) {
			continue
		}
		it.Value += " " + strings.Join(words, " ")
		it.Entries = append(it.Entries, o.entry)
	}
}

// routeItems returns the first route of each property and stem.
func (b *builder) routeItems() map[string]*nmprofile.Item {
	keys := make(map[*ir.Entry]string, len(b.routes))
	for _, r := range b.routes {
		keys[r.entry] = r.name + " " + r.stem
	}
	at := make(map[string]*nmprofile.Item, len(b.routes))
	for _, name := range []string{"ipv4.routes", "ipv6.routes"} {
		items := b.profile.Items(name)
		for i := range items {
			if key := keys[items[i].Entries[0]]; at[key] == nil {
				at[key] = &items[i]
			}
		}
	}
	return at
}

// list splits a value into its items.
func list(k *key, e *ir.Entry, separators string) []nmprofile.Item {
	var items []nmprofile.Item
	for _, p := range parts(k.raw, separators) {
		items = append(items, nmprofile.Item{
			Value: unescape(k.raw[p.from:p.to]), Span: k.at.Sub(p.from, p.to), Entries: []*ir.Entry{e},
		})
	}
	return items
}
