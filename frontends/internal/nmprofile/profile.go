package nmprofile

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/source"
)

// Item is one value of a property; a list has several.
type Item struct {
	Value string
	Span  source.Span
	// Entries are the keys that it was read from, the first one the property's.
	Entries []*ir.Entry
}

// Option is one bonding option of a profile.
type Option struct {
	Key, Value string
	// Assigned is false where there was no "=" and so no value.
	Assigned      bool
	KeySpan, Span source.Span
	Entry         *ir.Entry
}

// Profile is one connection profile.
type Profile struct {
	// ID is connection.id.
	ID string
	// Span is the place that declares the profile.
	Span source.Span
	// Elsewhere means that the files only change the profile: somebody else has
	// made it, and what it says besides is not known.
	Elsewhere bool
	// Exact means that the words true, false, 1 and 0 alone are taken for yes and
	// no, and words only in small letters: keyfiles do (GLib's
	// g_key_file_parse_value_as_boolean; seen with nmcli 1.42.4 and 1.52.1).
	Exact bool
	// Options are the bonding options in the order in which they were set.
	Options     []Option
	OptionsSpan source.Span
	// Entries are all keys of the profile.
	Entries []*ir.Entry

	names  []string
	values map[string][]Item
}

// Set gives a property its values, in place of those that it had. Without any
// it is silent again.
func (p *Profile) Set(name string, items ...Item) {
	if p.values == nil {
		p.values = map[string][]Item{}
	}
	if _, known := p.values[name]; !known {
		p.names = append(p.names, name)
	}
	use(p.values[name], "overridden")
	p.values[name] = slices.Clip(items) // Add must not write behind what the caller has
}

// Add gives a list a further value.
func (p *Profile) Add(name string, items ...Item) {
	old := p.values[name]
	if len(old) == 0 {
		p.Set(name, items...)
		return
	}
	p.values[name] = append(old, items...)
}

// Items returns the values of a property.
func (p *Profile) Items(name string) []Item { return p.values[name] }

// item returns the value of a property that has one, nil where it is silent.
func (p *Profile) item(name string) *Item {
	list := p.values[name]
	if len(list) == 0 {
		return nil
	}
	return &list[len(list)-1]
}

// first returns the value of the first of the properties that has one.
func (p *Profile) first(names ...string) *Item {
	for _, name := range names {
		if it := p.item(name); it != nil {
			return it
		}
	}
	return nil
}

// text returns the value of a property, "" where it is silent.
func (p *Profile) text(names ...string) string {
	if it := p.first(names...); it != nil {
		return it.Value
	}
	return ""
}

func use(items []Item, by string) {
	for i := range items {
		items[i].use(by)
	}
}

// use notes what the value was used for.
func (it *Item) use(by string) {
	if it == nil {
		return
	}
	for _, e := range it.Entries {
		if e.UsedBy == "" && e.Reason == "" { // what one value of a list kept as residue stays so
			e.UsedBy = by
		}
	}
}

// spare keeps the value as residue.
func (it *Item) spare(class ir.EntryClass, reason string) {
	if it == nil {
		return
	}
	for _, e := range it.Entries {
		e.UsedBy, e.Class, e.Reason = "", class, reason
	}
}

// UUIDLike reports whether a text has the form of a UUID.
func UUIDLike(text string) bool {
	if len(text) != 36 {
		return false
	}
	for i := range len(text) {
		c := text[i] | 0x20
		dash := i == 8 || i == 13 || i == 18 || i == 23
		if dash != (text[i] == '-') || (!dash && (text[i] < '0' || text[i] > '9') && (c < 'a' || c > 'f')) {
			return false
		}
	}
	return true
}

// truth reads a boolean of the profile.
func (p *Profile) truth(text string) (is, ok bool) {
	if p.Exact {
		text = strings.TrimSpace(text)
		return text == "true" || text == "1", text == "true" || text == "1" || text == "false" || text == "0"
	}
	return Truth(text)
}

// word is a word of the profile in small letters.
func (p *Profile) word(text string) string {
	if p.Exact {
		return text
	}
	return lowerCase(text)
}

// Truth reads a boolean: nmcli takes all of these.
func Truth(text string) (is, ok bool) {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "yes", "true", "on", "1", "y", "t":
		return true, true
	case "no", "false", "off", "0", "n", "f":
		return false, true
	}
	return false, false
}
