package ir

import (
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// ChangeKind says what a Change does.
type ChangeKind uint8

// The kinds of changes that a rule can propose. A move is a drop and a set in
// one fix.
const (
	_ ChangeKind = iota
	// SetOption sets the bonding option Key, by its kernel name, of Link to the
	// canonical Value: the setting at Span, else the last one, else a new one.
	// With Port it is the option of that port of Link. Without Link it is a
	// parameter of the driver for all bonds.
	SetOption
	// DropOption removes the option that stands at Span, key and value.
	DropOption
	// RenameOption gives the option whose key stands at Span the dialect's name
	// of the option Key.
	RenameOption
	// SetKey sets the dialect's own key Key of Link to Value, without quotes. A
	// new one is written behind the key that stands at Span. In netplan a dot
	// in Key leads into a mapping: "match.macaddress".
	SetKey
	// AddItem adds the item Value, as the dialect writes it, to the list Key of
	// Link.
	AddItem
	// DropKey removes the key, list item or line that stands at Span.
	DropKey
	// DropComment removes the comment at Span, with its line if it is alone.
	DropComment
	// Replace replaces the text at Span by Value as it is.
	Replace
)

// Change is a change of the configuration in terms of the model. A frontend's
// edit.go turns it into edits of the text.
type Change struct {
	Kind       ChangeKind
	Link, Port string
	Key, Value string
	Span       source.Span
}

// Editor turns changes of a host into edits of one file's text: all of them or
// none. It returns nil where an edit would not be small and safe.
type Editor func(h *Host, changes []Change) []diag.Edit

// File returns the file that the change is made in, nil where that is not
// known: that of Span, else that in which the link's own settings or the link
// itself stand.
func (c *Change) File(h *Host) *source.File {
	if c.Span.Known() {
		return c.Span.File
	}
	if c.Link == "" {
		if h.Module == nil || len(h.Module.Options) == 0 {
			return nil
		}
		return h.Module.Options[len(h.Module.Options)-1].Span.File
	}
	l := h.Link(c.Link)
	switch {
	case l == nil:
		return nil
	case c.Kind != SetOption || l.Bond == nil:
		return l.Span.File
	}
	if s := c.Setting(h); s != nil {
		return s.Span.File
	}
	b := l.Bond
	switch {
	case b.SettingsSpan.Known():
		return b.SettingsSpan.File
	case len(b.Defaults) > 0 && !h.hooked(l): // all that the bond has are the driver's parameters
		return b.Defaults[len(b.Defaults)-1].Span.File
	}
	return l.Span.File
}

// Setting returns the setting that a change of kind SetOption is about: the one
// at Span, else the last of the option, nil where it is not written yet.
func (c *Change) Setting(h *Host) *Setting {
	id := option.LookupKernel(c.Key)
	settings := c.settings(h)
	for i := len(settings) - 1; i >= 0; i-- {
		s := &settings[i]
		switch {
		case c.Span.Known() && (s.Span == c.Span || s.KeySpan == c.Span || s.KeySpan.To(s.Span) == c.Span):
			return s
		case !c.Span.Known() && s.ID == id && id != option.Unknown:
			return s
		}
	}
	return nil
}

// settings returns the settings that a change of kind SetOption may be about.
func (c *Change) settings(h *Host) []Setting {
	l := h.Link(c.Link)
	switch {
	case c.Link == "" && h.Module != nil:
		var all []Setting
		for _, o := range h.Module.Options {
			if o.For == driver && o.Instance == "" {
				all = append(all, o.Settings...)
			}
		}
		return all
	case l == nil || l.Bond == nil:
		return nil
	case c.Port != "":
		for i := range l.Bond.Ports {
			if l.Bond.Ports[i].Name == c.Port {
				return l.Bond.Ports[i].Settings
			}
		}
		return nil
	case len(l.Bond.Settings) == 0 && !l.Bond.SettingsSpan.Known():
		return l.Bond.Defaults
	}
	return l.Bond.Settings
}
