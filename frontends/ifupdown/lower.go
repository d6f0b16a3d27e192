package ifupdown

import (
	"path"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// lowering makes the model of the stanzas.
type lowering struct {
	host   *ir.Host
	diags  diag.List
	byName map[string]*ir.Link
	blocks []*block
	// stanzas are the blocks of each link, templates among them.
	stanzas        map[string][]*block
	autos, renames []named
	// shown means that --via, the host's root or a key says that ifupdown2 reads the
	// files.
	shown bool
	// bareLines are the "iface" lines with a name alone.
	bareLines []line
	// auto are the links that are brought up at boot.
	auto map[string]source.Span
	// order counts the links in the order in which they were declared, or else
	// named.
	order map[*ir.Link]int
	last  int
	// heirs are the stanzas that others inherit.
	heirs map[string]bool
	// ports are the links whose own stanza names their bond.
	ports map[string]bool
	// said are the options in the stanzas of ports.
	said []echo
}

const loopback = "lo"

func (l *lowering) lower() {
	l.reader()
	for _, b := range l.blocks {
		name := b.head.word(1).text
		l.stanzas[name] = append(l.stanzas[name], b)
	}
	l.heirs = map[string]bool{}
	for _, b := range l.blocks {
		if above := parent(b); above != b.head.word(1).text {
			l.heirs[above] = true
		}
	}
	l.wanted()
	for _, b := range l.blocks {
		l.refused(b)
		if l.template(b) {
			b.entry.UsedBy = "template"
			continue
		}
		l.block(b)
	}
	l.vlanPorts()
	l.echoes()
	for _, r := range l.renames {
		l.rename(r)
	}
	slices.SortStableFunc(l.host.Links, func(a, b *ir.Link) int { return l.order[a] - l.order[b] })
	for _, link := range l.host.Links {
		l.settle(link)
	}
	l.newer()
	l.finish()
}

// wanted notes what "auto" lines name: links, or patterns of names that begin
// with a slash (interfaces(5), PATTERN MATCHING INTERFACES).
func (l *lowering) wanted() {
	for _, a := range l.autos {
		for _, w := range a.words[1:] {
			pattern, is := strings.CutPrefix(w.text, "/")
			switch {
			case strings.Contains(w.text, "=") || (is && strings.Contains(pattern, "/")):
				a.entry.UsedBy, a.entry.Class, a.entry.Reason = "", diag.Connectivity, "bondc knows patterns of names alone"
			case !is:
				l.auto[w.text] = w.span
			default:
				for name := range l.stanzas {
					if ok, err := path.Match(pattern, name); ok && err == nil {
						l.auto[name] = w.span
					}
				}
			}
		}
		if len(a.words) == 2 {
			a.entry.Link, _, _ = strings.Cut(a.words[1].text, ":")
		}
	}
}

// template reports whether a stanza only serves others, which inherit it.
func (l *lowering) template(b *block) bool {
	name := b.head.word(1).text
	_, auto := l.auto[name]
	return !auto && l.heirs[name]
}

// parent returns the name of the stanza that a stanza inherits, or "".
func parent(b *block) string {
	for i, w := range b.head.words {
		if w.text == "inherits" && i > 1 {
			return b.head.word(i + 1).text
		}
	}
	return ""
}

// inherited returns the lines of a stanza with those of what it inherits before
// them; of lines that are said again the own one holds.
func (l *lowering) inherited(b *block, depth int) []*item {
	own := b.options
	above := l.stanzas[parent(b)]
	if parent(b) == "" || len(above) == 0 || above[0] == b || depth > 8 {
		return own
	}
	list := slices.DeleteFunc(slices.Clone(l.inherited(above[0], depth+1)), func(o *item) bool {
		return !command(o.key) && slices.ContainsFunc(own, func(x *item) bool { return x.key == o.key })
	})
	return append(list, own...)
}

// familyOf and methodOf return what a stanza says in its first line; one that
// inherits may leave it to the other.
func (l *lowering) kindOf(b *block) (family, method string) {
	for range 8 {
		family, method = b.head.word(2).text, b.head.word(3).text
		above := l.stanzas[parent(b)]
		if family != "inherits" || len(above) == 0 {
			return family, method
		}
		b = above[0]
	}
	return family, method
}

// link returns the link of a name, and makes one that is only named.
func (l *lowering) link(name string, span source.Span) *ir.Link {
	if link := l.byName[name]; link != nil {
		return link
	}
	link := &ir.Link{Name: name, Span: span, Implied: true}
	l.byName[name] = link
	l.host.Links = append(l.host.Links, link)
	l.last++
	l.order[link] = l.last
	return link
}

// declared returns the link of an iface line.
func (l *lowering) declared(w word, name string) *ir.Link {
	link := l.link(name, w.span)
	if link.Implied {
		link.Implied, link.Span = false, w.span
		l.last++
		l.order[link] = l.last
	}
	return link
}

func (l *lowering) report(code string, span source.Span, link, message, detail string) {
	entry, _ := diag.CodeOf(code)
	l.diags.Add(diag.Diagnostic{Code: code, Severity: entry.Severity, Message: message, Detail: detail, Span: span, Link: link})
}

// settle decides what only the whole of a link tells.
func (l *lowering) settle(link *ir.Link) {
	span, auto := l.auto[link.Name]
	attached := l.host.BondOf(link.Name) != nil || l.host.BridgeOf(link.Name) != nil
	switch {
	case link.Implied:
	case auto:
		link.Activation = ir.Some(ir.Boot, span)
	case !attached:
		link.Activation = ir.Some(ir.Manual, link.Span)
	}
	for i := range link.Addresses {
		a := &link.Addresses[i]
		m := &link.IPv6.Method
		if a.Prefix.Addr().Is4() {
			m = &link.IPv4.Method
		}
		if !m.Set || m.Value == ir.MethodNone {
			*m = ir.Some(ir.MethodStatic, a.Span)
		}
	}
}

// rename reads "rename mac/ADDRESS=NAME", which gives a device its name.
func (l *lowering) rename(r named) {
	for _, w := range r.words[1:] {
		old, name, ok := strings.Cut(w.text, "=")
		mac, byMAC := strings.CutPrefix(old, "mac/")
		link := l.byName[name]
		address, valid := ir.ParseMAC(mac)
		if !ok || !byMAC || !valid || link == nil || link.Kind != ir.Ethernet {
			r.entry.Class, r.entry.Reason = diag.Connectivity, "bondc knows \"rename mac/ADDRESS=NAME\" for links that have a stanza"
			return
		}
		r.entry.UsedBy, r.entry.Link = "match", name
		link.Match.PermanentMAC, link.Match.Rename = ir.Some(address, w.span), ir.Some(true, w.span)
	}
}

// finish gives every line that nobody used its class.
func (l *lowering) finish() {
	for _, e := range l.host.Entries {
		if e.UsedBy == "" && e.Class == 0 {
			e.Class = diag.Behaviour
			switch e.Key {
			case "description":
				e.Class = diag.Bookkeeping
			case "vrf", "ovs_bridge", "ovs-bridge": // what the link is a port of
				e.Class = diag.Connectivity
			}
		}
	}
}
