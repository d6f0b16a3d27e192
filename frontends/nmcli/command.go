package nmcli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bondc/bondc/frontends/internal/nmprofile"
	"github.com/bondc/bondc/frontends/internal/shellkv"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// command reads one call of nmcli.
func (r *reader) command(c command) {
	if c.saves {
		r.add(c, c.words)
		return
	}
	words := options(c.words)
	if len(words) == 0 {
		return
	}
	switch chosen(words[0].Value, "general", "networking", "radio", "connection", "device", "agent", "monitor") {
	case "connection":
		r.connection(c, words[1:])
	case "device":
		r.device(c, words[1:])
	case "":
		if words[0].Unknown != "" {
			r.unknown(words[0], "this command")
		}
	}
}

// options skips nmcli's own options (man nmcli, OPTIONS).
func options(words []shellkv.Item) []shellkv.Item {
	for len(words) > 0 && strings.HasPrefix(words[0].Value, "-") && words[0].Unknown == "" {
		option := strings.TrimLeft(words[0].Value, "-")
		words = words[1:]
		if chosen(option, "fields", "get-values", "colors", "mode", "escape", "wait") != "" && !strings.Contains(option, "=") && len(words) > 0 {
			words = words[1:]
		}
	}
	return words
}

// connection reads what is done to profiles.
func (r *reader) connection(c command, words []shellkv.Item) {
	if len(words) == 0 {
		return
	}
	rest := words[1:]
	switch chosen(words[0].Value, "show", "up", "down", "add", "edit", "clone", "delete", "reload", "load", "modify", "import", "export", "monitor", "migrate") {
	case "add":
		r.add(c, rest)
	case "modify":
		r.modify(c, rest)
	case "delete":
		r.remove(rest)
	case "edit", "clone", "import":
		r.report(diag.NotEvaluated, c.span, "", fmt.Sprintf("%q is not read: only NetworkManager knows what comes of it", "nmcli connection "+words[0].Value),
			"What this makes or changes is not part of the host. Write it as \"nmcli connection add\" or \"modify\".")
	}
}

// unknown reports a word that only a shell could tell.
func (r *reader) unknown(w shellkv.Item, what string) {
	r.report(diag.NotEvaluated, w.Span, "", fmt.Sprintf("%s is not read: it depends on %s", what, w.Unknown),
		"bondc treats the script as data and evaluates nothing. Write the value itself, or set the variable once, to text, at the top of the script.")
}

// made is a profile that commands of the script make or change.
type made struct {
	nmprofile.Profile
	kind    string
	deleted bool
	// hazy means that only a shell knows some of the words that make it.
	hazy bool
	// section is that of the entries, up to the one at sectioned, for the name
	// sectionOf.
	section, sectionOf string
	sectioned          int
}

func (m *made) profile() *nmprofile.Profile { return &m.Profile }

// add reads the words behind "connection add".
func (r *reader) add(c command, words []shellkv.Item) {
	m := &made{}
	m.Span = c.span
	m.hazy = hazy(words)
	m.kind = r.typeOf(words)
	if m.kind == "" && !m.hazy {
		r.report(diag.UnknownKey, c.span, "", "a profile is made without a type",
			refusedCommand+" Write \"type\" and what it is behind \"add\": ethernet, bond, vlan, bridge.")
	}
	for _, w := range pairs(words) {
		if (w.name == "con-name" || w.name == "ifname" || w.name == "type") && w.value.Unknown != "" {
			r.unknown(w.value, "the profile that this command makes")
			return
		}
	}
	r.set(m, words)
	m.ID = last(&m.Profile, "connection.id")
	if m.ID == "" {
		m.ID = r.defaultName(m)
	}
	r.named(m)
	r.made = append(r.made, m)
	for _, name := range []string{m.ID, last(&m.Profile, "connection.uuid"), last(&m.Profile, "connection.interface-name")} {
		r.kinds[name] = m.kind
	}
}

// hazy reports whether a word stands for others, of which nobody knows how many.
func hazy(words []shellkv.Item) bool {
	for i, w := range words {
		if w.Unknown != "" && (i%2 == 0 || strings.HasSuffix(strings.TrimRight(w.Span.Text(), `}"`), "@")) {
			return true
		}
	}
	return false
}

// named gives the entries of a profile their section: its name, with a number
// where there were profiles of that name before.
func (r *reader) named(m *made) {
	if m.section == "" || m.sectionOf != m.ID {
		r.count[m.ID]++
		m.section, m.sectionOf = m.ID, m.ID
		if n := r.count[m.ID]; n > 1 {
			m.section = fmt.Sprintf("%s (%d)", m.ID, n)
		}
		m.sectioned = 0
	}
	for _, e := range m.Entries[m.sectioned:] {
		e.Section = m.section
	}
	m.sectioned = len(m.Entries)
}

// defaultName is TYPE-IFNAME, with a number behind it where there is one
// already (nmcli, nmc_unique_connection_name; seen with 1.42.4).
func (r *reader) defaultName(m *made) string {
	device := last(&m.Profile, "connection.interface-name")
	name := last(&m.Profile, "connection.type")
	if device != "" && device != "*" {
		name += "-" + device
	}
	unique := name
	for r.count[unique] > 0 {
		r.suffix[name]++
		unique = fmt.Sprintf("%s-%d", name, r.suffix[name])
	}
	return unique
}

func last(p *nmprofile.Profile, name string) string {
	items := p.Items(name)
	if len(items) == 0 {
		return ""
	}
	return items[len(items)-1].Value
}

// typeOf finds the type, which decides what other words mean.
func (r *reader) typeOf(words []shellkv.Item) string {
	for _, w := range pairs(words) {
		if (place{}).resolve(w.name).name == "connection.type" {
			kind, refused := typeName(w.value.Value)
			if refused != "" {
				r.report(diag.UnknownKey, w.value.Span, "", refused, refusedCommand)
			}
			return kind
		}
	}
	return ""
}

// modify reads the words behind "connection modify".
func (r *reader) modify(c command, words []shellkv.Item) {
	for len(words) > 0 && strings.HasPrefix(words[0].Value, "--") {
		words = words[1:]
	}
	name, rest := reference(words)
	if name == nil || len(rest) == 0 {
		return
	}
	if name.Unknown != "" {
		r.unknown(*name, "the profile that this command changes")
		return
	}
	m := r.find(name.Value)
	if m == nil {
		m = &made{}
		m.ID, m.Span, m.Elsewhere = name.Value, name.Span, true
		r.made = append(r.made, m)
	}
	r.set(m, rest)
	if id := last(&m.Profile, "connection.id"); id != "" {
		m.ID = id
	}
	r.named(m)
}

// reference reads "[id | uuid | path] NAME".
func reference(words []shellkv.Item) (*shellkv.Item, []shellkv.Item) {
	if len(words) > 1 && slices.Contains([]string{"id", "uuid", "path"}, words[0].Value) {
		words = words[1:]
	}
	if len(words) == 0 {
		return nil, nil
	}
	return &words[0], words[1:]
}

// find returns the profile of a name or UUID, the newest first.
func (r *reader) find(name string) *made {
	for _, m := range slices.Backward(r.made) { // most often it is the last one
		if !m.deleted && (m.ID == name || strings.EqualFold(last(&m.Profile, "connection.uuid"), name) && name != "") {
			return m
		}
	}
	return nil
}

// remove reads the names behind "connection delete".
func (r *reader) remove(words []shellkv.Item) {
	for len(words) > 0 {
		name, rest := reference(words)
		if name == nil {
			return
		}
		words = rest
		if m := r.find(name.Value); m != nil && name.Unknown == "" {
			m.deleted = true
			for _, e := range m.Entries {
				e.UsedBy = "deleted"
			}
		}
	}
}

// device reads "device set IFNAME managed no". What else is done to devices
// lasts until the next boot.
func (r *reader) device(c command, words []shellkv.Item) {
	if len(words) < 3 || chosen(words[0].Value, "status", "show", "set") != "set" {
		return
	}
	words = words[1:]
	if words[0].Value == "ifname" {
		words = words[1:]
	}
	if len(words) == 0 || words[0].Unknown != "" {
		return
	}
	name := words[0].Value
	for _, w := range pairs(words[1:]) {
		if w.name != "managed" {
			continue
		}
		e := r.entry(w, "device.managed")
		e.Section, e.Link = name, name
		switch strings.ToLower(w.value.Value) {
		case "no", "false", "off", "0":
			r.unmanaged = append(r.unmanaged, unmanaged{name, nmprofile.Item{Value: w.value.Value, Span: w.span, Entries: []*ir.Entry{e}}})
		default:
			e.UsedBy = "silence"
		}
	}
}

// pair is a property with its value.
type pair struct {
	sign  byte // '+', '-' or 0
	name  string
	key   shellkv.Item
	value shellkv.Item
	span  source.Span
}

// pairs splits words into properties and values; "--" separates nothing.
func pairs(words []shellkv.Item) []pair {
	var list []pair
	words = slices.DeleteFunc(slices.Clone(words), func(w shellkv.Item) bool { return w.Value == "--" && w.Unknown == "" })
	for len(words) > 1 {
		p := pair{name: words[0].Value, key: words[0], value: words[1]}
		if n := p.name; len(n) > 1 && (n[0] == '+' || n[0] == '-') {
			p.sign, p.name = n[0], n[1:]
		}
		p.span = p.key.Span.To(p.value.Span)
		list = append(list, p)
		words = words[2:]
	}
	return list
}
