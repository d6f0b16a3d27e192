package ifupdown

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
)

// lists are the names of the line that lists a bond's ports: ifenslave's, its
// older one, those of ifupdown2 and ifupdown-ng (facts/dialects.md 9).
func lists() []string { return []string{"bond-slaves", "slaves", "bond-ports", "bond-members"} }

const controller = "bond-master"

// bondLines reads the lines of a bond, or those of a port that names its bond.
func (s *scope) bondLines() {
	var own []*item
	list := s.all(lists()...)
	for _, o := range s.items {
		if strings.HasPrefix(o.key, "bond-") && o.key != controller && !slices.Contains(lists(), o.key) {
			own = append(own, o)
		}
	}
	if o := s.find(controller); o != nil && o.value.text != "" && o.value.text != "none" {
		s.attach(o, own)
		return
	}
	if len(own) == 0 && len(list) == 0 {
		return
	}
	if !become(s.link, ir.BondKind) {
		for _, o := range append(own, list...) {
			o.spare(diag.Connectivity, fmt.Sprintf("%q is of kind %s", s.link.Name, s.link.Kind))
		}
		return
	}
	for _, o := range list {
		s.listed(o)
	}
	for _, o := range own {
		s.setting(s.link.Bond, o)
	}
}

// become makes a link one of a kind; false means that it is of another already.
func become(link *ir.Link, kind ir.Kind) bool {
	if link.Kind != kind && link.Kind != ir.Ethernet {
		return false
	}
	link.Kind = kind
	switch {
	case kind == ir.BondKind && link.Bond == nil:
		link.Bond = &ir.Bond{}
	case kind == ir.VLANKind && link.VLAN == nil:
		link.VLAN = &ir.VLAN{}
	case kind == ir.BridgeKind && link.Bridge == nil:
		link.Bridge = &ir.Bridge{}
	}
	return true
}

// listed reads a list of ports.
func (s *scope) listed(o *item) {
	o.use("ports")
	for _, w := range o.words[1:] {
		switch {
		case w.text == "none":
		case w.text == "glob" || w.text == "regex": // ifupdown2's: what follows is a pattern
			o.entry.UsedBy = ""
			o.spare(diag.Connectivity, "the devices are known only on the machine")
			return
		case w.text == "all" || strings.ContainsAny(w.text, "*?["):
			o.entry.UsedBy = ""
			o.spare(diag.Connectivity, "the devices are known only on the machine")
		default:
			s.port(s.link.Bond, w)
		}
	}
}

// port adds a port to a bond, once.
func (l *lowering) port(b *ir.Bond, w word) {
	if l.ports[w.text] && slices.ContainsFunc(b.Ports, func(p ir.Port) bool { return p.Name == w.text }) {
		return // its own stanza said so before
	}
	b.Ports = append(b.Ports, ir.Port{Name: w.text, Span: w.span})
	l.link(w.text, w.span)
}

// attach makes the link a port of the bond that it names. Of its other lines
// ifenslave reads the primary's (setup_slave_device).
func (s *scope) attach(o *item, own []*item) {
	w := o.word(1)
	bond := s.lowering.link(w.text, w.span)
	if !become(bond, ir.BondKind) {
		o.spare(diag.Connectivity, fmt.Sprintf("%q is no bond but of kind %s", bond.Name, bond.Kind))
		return
	}
	o.use("ports")
	if !slices.ContainsFunc(bond.Bond.Ports, func(p ir.Port) bool { return p.Name == s.link.Name }) {
		bond.Bond.Ports = append(bond.Bond.Ports, ir.Port{Name: s.link.Name, Span: o.value.span})
	}
	s.ports[s.link.Name] = true
	for _, x := range own {
		id, _ := option.Lookup(column(s.host), x.key)
		switch {
		case id != option.Primary && id != option.PrimaryReselect:
			x.spare(diag.Behaviour, "in the stanza of a port ifenslave does not read it; it belongs to the bond's")
			s.said = append(s.said, echo{bond.Bond, id, x})
		case bond.Bond.Setting(id) != nil:
			x.use("bond") // each port says it again
		default:
			s.setting(bond.Bond, x)
		}
	}
}

// echo is an option in the stanza of a port.
type echo struct {
	bond *ir.Bond
	id   option.ID
	item *item
}

// echoes finds the options in the stanzas of ports that only repeat what the
// bond's own says, as cloud-init writes them.
func (l *lowering) echoes() {
	for _, e := range l.said {
		if own := e.bond.Setting(e.id); e.id != option.Unknown && own != nil && own.Raw == e.item.value.text {
			e.item.use("bond")
		}
	}
}

// setting adds an option of a bond.
func (l *lowering) setting(b *ir.Bond, o *item) {
	if len(b.Settings) > ir.MostSettings {
		o.use("bond")
		return // the host is refused, whatever else it says
	}
	d := column(l.host)
	if d == option.Ifupdown2 && strings.HasPrefix(o.key, bypass) {
		o.spare(diag.Behaviour, "only the kernel of Cumulus Linux has the option")
		return
	}
	o.use("bond")
	set := ir.Setting{Key: o.first(), Raw: o.value.text, KeySpan: o.words[0].span, Span: o.value.span}
	set.ID, _ = option.Lookup(d, o.key)
	row := option.Get(set.ID)
	again := slices.ContainsFunc(b.Settings, func(old ir.Setting) bool { return old.ID == set.ID })
	if d == option.Ifupdown2 && row != nil && again {
		l.report(diag.NeverApplied, o.span, "", fmt.Sprintf("%q stands here again, and ifupdown2 takes the first line", o.first()),
			"The line does nothing. Remove the one that is not meant.")
		return
	}
	switch {
	case row == nil:
		set.Problem = unknown(d, o.key)
	case len(o.words) == 1:
		set.Problem = option.Problem{Kind: option.NoValue, Text: fmt.Sprintf("%q has no value", o.first())}
	case row.Kind == option.IfName:
		set.Value, set.Problem = option.Decode(d, set.ID, chosen(b, o))
	default:
		// ifupdown2 takes commas in lists as well as blanks.
		isList := row.Kind == option.IPv4List
		text := o.value.text
		if isList {
			text = strings.ReplaceAll(text, ",", " ")
			set.Adds = again
		}
		set.Value, set.Problem = option.Decode(d, set.ID, text)
	}
	b.Settings = append(b.Settings, set)
}

// chosen is the port that a list of candidates leads to: the first that is
// attached (ifenslave, setup_primary).
func chosen(b *ir.Bond, o *item) string {
	for _, w := range o.words[1:] {
		if slices.ContainsFunc(b.Ports, func(p ir.Port) bool { return p.Name == w.text }) {
			return w.text
		}
	}
	return o.words[1].text
}

// unknown says why who reads the files has no such line.
func unknown(d option.Dialect, key string) option.Problem {
	name := strings.ReplaceAll(strings.TrimPrefix(key, "bond-"), "-", "_")
	id := option.LookupKernel(name)
	if id == option.Unknown {
		id, _, _ = option.Elsewhere(strings.TrimPrefix(key, "bond-"))
	}
	cell := option.Spell(id, d)
	switch {
	case id == option.Unknown:
		text := fmt.Sprintf("%q is no bonding option", clip(key))
		if near := option.Suggest(d, key); near != "" {
			text += fmt.Sprintf("; did you mean %q?", near)
		}
		return option.Problem{Kind: option.UnknownOption, Text: text}
	case !cell.Supported():
		return option.Problem{Kind: option.NotHere, Text: cell.Unsupported}
	}
	return option.Problem{Kind: option.NotHere, Text: fmt.Sprintf("it is called %q here", cell.Key)}
}
