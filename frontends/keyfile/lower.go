package keyfile

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/bondc/bondc/frontends/internal/nmprofile"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/source"
)

// profile turns the keys of a file into a profile in the names of nmcli:
// address1 and route1 are items of a list, [bond] holds options.
func (r *reader) profile(f *source.File, d *document) *nmprofile.Profile {
	b := &builder{profile: &nmprofile.Profile{Span: f.LineSpan(1), Exact: true}}
	if header, ok := d.groups["connection"]; ok {
		b.profile.Span = header
	}
	_, full := d.groups[ethernet]
	last := d.last()
	for i := range d.keys {
		k := &d.keys[i]
		e := r.entry(f, k)
		b.profile.Entries = append(b.profile.Entries, e)
		switch {
		case last[k.id()] != i:
			e.UsedBy = "overridden"
		case full && k.group == "ethernet":
			e.Reason = "NetworkManager reads [" + ethernet + "] and not [ethernet] beside it"
		default:
			b.key(k, e)
		}
	}
	b.addItems()
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

const ethernet = "802-3-ethernet"

type builder struct {
	profile      *nmprofile.Profile
	items        []numbered
	routeOptions []numbered
}

// numbered is an item of a list, each of which has a key of its own: a word and a
// number.
type numbered struct {
	stem   string // the key
	number int    // -1 for none
	name   string // of the property
	entry  *ir.Entry
	item   nmprofile.Item
	// gateway is what an address has beside it, the zero item for nothing.
	gateway nmprofile.Item
}

// numberOf returns the number at the end of a key, -1 where there is none. ok is
// false for one that NetworkManager takes for no key of a list (nm-keyfile.c,
// _build_list_match_key_w_name): it begins with a 0, or is too long.
func numberOf(stem, word string) (number int, ok bool) {
	digits := stem[len(word):]
	const longest = 9 // digits
	switch {
	case digits == "":
		return -1, true
	case len(digits) > 1 && digits[0] == '0', len(digits) > longest:
		return 0, false
	}
	number, err := strconv.Atoi(digits)
	return number, err == nil
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

// option adds a bonding option.
func (b *builder) option(k *key, e *ir.Entry) {
	b.profile.Options = append(b.profile.Options,
		nmprofile.Option{Key: k.name, Value: e.Value, Assigned: true, KeySpan: k.nameSpan, Span: k.at, Entry: e})
}

// address reads a key of [ipv4] or [ipv6]: the numbered ones are lists
// (nm-keyfile.c, ip_address_or_route_parser).
func (b *builder) address(k *key, setting string, item nmprofile.Item) {
	e := item.Entries[0]
	stem, options := strings.CutSuffix(k.name, "_options")
	word := strings.TrimRight(stem, "0123456789")
	number, ok := numberOf(stem, word)
	n := numbered{stem: stem, number: number, entry: e, item: item}
	switch {
	case strings.TrimSpace(e.Value) == "":
		b.profile.Set(setting + "." + k.name)
	case word == "address" || word == "addresses":
		n.name = setting + ".addresses"
		n.readAddress(k, setting)
	case (word == "route" || word == "routes") && options:
		n.name = setting + ".routes"
		b.routeOptions = append(b.routeOptions, n)
		return
	case word == "route" || word == "routes":
		n.name, n.item.Value = setting+".routes", routeText(k.raw, setting)
	case word == "routing-rule":
		n.name = setting + ".routing-rules"
	case nmprofile.KindOf(setting+"."+k.name) == nmprofile.Words:
		b.profile.Set(setting+"."+k.name, list(k, e, ";")...)
	default:
		b.profile.Set(setting+"."+k.name, item)
	}
	if n.name != "" && ok {
		b.items = append(b.items, n)
	}
}

// readAddress reads "ADDRESS/PREFIX[,GATEWAY]", and the old form with ";" between
// the three. Without a prefix it is 24 or 64 (nm-keyfile.c,
// ip_address_or_route_parser; seen with nmcli 1.42.4 and 1.52.1).
func (n *numbered) readAddress(k *key, setting string) {
	fields := parts(k.raw, ",;")
	if len(fields) == 0 {
		n.name = ""
		return
	}
	text := func(p part) string { return k.raw[p.from:p.to] }
	n.item.Value = text(fields[0])
	n.item.Span = k.at.Sub(fields[0].from, fields[0].to)
	rest := fields[1:]
	switch {
	case strings.Contains(n.item.Value, "/"):
	case len(rest) > 0 && isNumber(text(rest[0])):
		n.item.Value += "/" + text(rest[0])
		n.item.Span = n.item.Span.To(k.at.Sub(rest[0].from, rest[0].to))
		rest = rest[1:]
	case setting == "ipv6":
		n.item.Value += "/64"
	default:
		n.item.Value += "/24"
	}
	if len(rest) > 0 {
		n.gateway = nmprofile.Item{Value: text(rest[0]), Span: k.at.Sub(rest[0].from, rest[0].to), Entries: n.item.Entries}
	}
}

func isNumber(text string) bool {
	_, err := strconv.ParseUint(text, 10, 32)
	return err == nil
}

// routeText turns "DEST/PREFIX,GATEWAY,METRIC" into the words of nmcli. A
// gateway of :: or 0.0.0.0 is none. Without a prefix it is 24, or 128 of IPv6.
func routeText(raw, setting string) string {
	var words []string
	for _, p := range parts(raw, ",;") {
		words = append(words, raw[p.from:p.to])
	}
	switch {
	case len(words) == 0 || strings.Contains(words[0], "/"):
	case len(words) > 1 && isNumber(words[1]):
		words = append([]string{words[0] + "/" + words[1]}, words[2:]...)
	case setting == "ipv6":
		words[0] += "/128"
	default:
		words[0] += "/24"
	}
	return strings.Join(words, " ")
}

// addItems gives the lists their items in the order of their numbers, those
// without one first. The gateway is that of the first address that has one,
// unless it has a key of its own.
func (b *builder) addItems() {
	slices.SortStableFunc(b.items, func(x, y numbered) int {
		return cmp.Or(cmp.Compare(x.number, y.number), cmp.Compare(len(x.stem), len(y.stem)))
	})
	for i := range b.items {
		n := &b.items[i]
		b.profile.Add(n.name, n.item)
		gateway := n.name[:len("ipv4.")] + "gateway"
		if n.gateway.Value != "" && len(b.profile.Items(gateway)) == 0 {
			b.profile.Set(gateway, n.gateway)
		}
	}
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
	keys := make(map[*ir.Entry]string, len(b.items))
	for _, r := range b.items {
		keys[r.entry] = r.name + " " + r.stem
	}
	at := make(map[string]*nmprofile.Item, len(b.items))
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
