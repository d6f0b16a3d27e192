package nmprofile

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bondc/bondc/ir"
)

// Profile is one profile: what "nmcli connection add" takes.
type Profile struct {
	Name, Kind string
	// Device is the interface it is for, "*" for whichever matches.
	Device string
	Props  []Prop
	// Known is the name that the device has had so far, where Device is "*":
	// older profiles may be bound to it.
	Known string
	// Up says that the profile is started at boot; depth is how much stands
	// below it.
	Up    bool
	depth int
	// Link is the link that it is for.
	Link *ir.Link
}

// Prop is a property with its value. A list has Items, which the value joins.
type Prop struct {
	Key, Value string
	Items      []string
	// Flag marks a value that is yes or no.
	Flag bool
	// Verbatim marks a value that is put back as it stood in the same dialect.
	Verbatim bool
	// Of is the profile whose UUID stands for the value, or nil.
	Of *Profile
}

// Set gives a property a value and reports whether it could: a property has
// one value, and line breaks and other control characters have none.
func (p *Profile) Set(key, value string) bool {
	if !Plain(value) || p.Get(key) != nil {
		return false
	}
	p.Props = append(p.Props, Prop{Key: key, Value: value})
	return true
}

// list gives a property several values.
func (p *Profile) list(key, separator string, items []string) {
	if p.Set(key, strings.Join(items, separator)) {
		p.Props[len(p.Props)-1].Items = items
	}
}

// Get returns a property, nil where it is silent.
func (p *Profile) Get(key string) *Prop {
	for i := range p.Props {
		if p.Props[i].Key == key {
			return &p.Props[i]
		}
	}
	return nil
}

// Plain reports whether a value is text that can stand on one line.
func Plain(value string) bool {
	return utf8.ValidString(value) && !strings.ContainsFunc(value, unicode.IsControl)
}
