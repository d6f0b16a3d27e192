package dracut

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

const refuses = "dracut stops at it or passes the word over: the link is not set up when the initramfs needs it, and the host may not boot from the network."

// reader lowers a command line.
type reader struct {
	host *ir.Host
	// named are the host's links by name.
	named map[string]*ir.Link
	diags diag.List
	// servers are name servers of every link that is set up; routes have to find
	// their links.
	servers []ir.DNSServer
	routes  []routeOf
	// addressed are the links that ip= is about, in its order.
	addressed []string
}

// lower reads the words: first those that make links, then what they are given.
func (r *reader) lower(all []*word) {
	last := map[string]*word{}
	for _, w := range all {
		if w.key == "bond" || w.key == "vlan" || w.key == "bridge" {
			last[w.key+":"+w.subject()] = w
		}
	}
	for _, w := range all {
		name := w.subject()
		if count := last[w.key+":"+name]; count != nil && count != w {
			r.entry(w, name, "", diag.Bookkeeping, "a later word says it anew")
			continue
		}
		r.making(w)
	}
	for _, w := range all {
		r.giving(w)
	}
	r.imply()
	r.settle()
	slices.SortStableFunc(r.host.Entries, func(a, b *ir.Entry) int { return a.Span.Compare(b.Span) })
}

// subject is the name of the link that a word makes.
func (w *word) subject() string {
	name, _, _ := strings.Cut(w.value, ":")
	switch {
	case w.bare && w.key == "bond":
		return "bond0"
	case w.bare:
		return "br0"
	}
	return name
}

// making reads a word that makes a link.
func (r *reader) making(w *word) {
	parts := w.whole().split(':')
	switch w.key {
	case "bond":
		r.bond(w, parts)
	case "vlan":
		r.vlan(w, parts)
	case "bridge":
		r.bridge(w, parts)
	case "team":
		if l := r.link(parts[0]); l != nil {
			l.Kind, l.OtherKind = ir.Other, "team"
		}
		r.entry(w, parts[0].text, "", diag.Connectivity, "bondc does not model links of kind team")
	}
}

// giving reads a word that gives something to a link.
func (r *reader) giving(w *word) {
	switch w.key {
	case "ifname":
		r.ifname(w)
	case "ip":
		r.ip(w)
	case "nameserver":
		r.nameserver(w)
	case "rd.route":
		r.route(w)
	case "rd.neednet", "bootdev", "BOOTIF":
		r.entry(w, "", "", diag.Bookkeeping, "it is for the initramfs alone")
	case "rd.net.timeout.dhcp", "rd.net.dhcp.retry", "rd.net.timeout.iflink", "rd.net.timeout.ifup", "rd.net.timeout.route", "rd.net.timeout.carrier":
		r.entry(w, "", "", diag.Bookkeeping, "it is for the initramfs alone")
	case "rd.peerdns":
		class := diag.Behaviour
		if w.value != "0" {
			class = diag.Bookkeeping // what silence means
		}
		r.entry(w, "", "", class, "it keeps the name servers that DHCP offers out of resolv.conf")
	case "rd.ethtool":
		r.entry(w, "", "", diag.Behaviour, "")
	case "rd.znet", "ib", "rd.bridge":
		r.entry(w, "", "", diag.Connectivity, "")
	}
}

// link begins a link; nil where its name is missing.
func (r *reader) link(name field) *ir.Link {
	if name.text == "" {
		r.bad(name.span(), "", "the word does not name a link")
		return nil
	}
	if l := r.known(name.text); l != nil {
		return l
	}
	l := &ir.Link{Name: name.text, Span: name.span()}
	r.add(l)
	return l
}

// vlan reads "NAME:LINK"; the name tells the id (ifup.sh, get_vid).
func (r *reader) vlan(w *word, parts []field) {
	if len(parts) != 2 || parts[1].text == "" {
		r.bad(w.span(), "", "\"vlan=\" needs a name and a link: vlan=bond0.100:bond0")
		r.entry(w, "", "", diag.Connectivity, "its value cannot be read")
		return
	}
	l := r.link(parts[0])
	if l == nil {
		return
	}
	l.Kind, l.VLAN = ir.VLANKind, &ir.VLAN{Link: ir.Some(parts[1].text, parts[1].span())}
	r.entry(w, l.Name, "vlan", 0, "")
	digits, ok := strings.CutPrefix(l.Name, "vlan")
	if !ok {
		digits = l.Name[strings.LastIndexByte(l.Name, '.')+1:]
	}
	id, err := strconv.Atoi(digits)
	if err != nil || id < 0 || digits == l.Name {
		r.bad(parts[0].span(), l.Name, "the name does not tell the id of the VLAN: it must be vlan100 or end in .100")
		return
	}
	l.VLAN.ID = ir.Some(id, parts[0].span())
}

// bridge reads "NAME:PORTS".
func (r *reader) bridge(w *word, parts []field) {
	if w.bare { // bridge=br0:eth0 (dracut.cmdline(7))
		l := r.standard(w, "br0")
		l.Kind, l.Bridge = ir.BridgeKind, &ir.Bridge{Ports: []ir.Port{{Name: "eth0", Span: w.span()}}, ForwardDelay: ir.Some(0, w.keySpan())}
		r.entry(w, l.Name, "bridge", 0, "")
		return
	}
	if len(parts) != 2 {
		r.bad(w.span(), "", "\"bridge=\" needs a name and ports: bridge=br0:eth0,eth1")
		r.entry(w, "", "", diag.Connectivity, "its value cannot be read")
		return
	}
	l := r.link(parts[0])
	if l == nil {
		return
	}
	// The bridge is made with a forward delay of 0 (ifup.sh).
	l.Kind, l.Bridge = ir.BridgeKind, &ir.Bridge{Ports: ports(parts[1]), ForwardDelay: ir.Some(0, w.keySpan())}
	r.entry(w, l.Name, "bridge", 0, "")
}

func ports(list field) []ir.Port {
	var all []ir.Port
	for _, p := range list.split(',') {
		if p.text != "" {
			all = append(all, ir.Port{Name: p.text, Span: p.span()})
		}
	}
	return all
}

// ifname reads "NAME:MAC".
func (r *reader) ifname(w *word) {
	name, rest, _ := strings.Cut(w.value, ":")
	mac, ok := ir.ParseMAC(rest)
	if !ok || name == "" {
		r.bad(w.span(), name, "\"ifname=\" needs a name and an address: ifname=eth0:52:54:00:00:00:01")
		r.entry(w, name, "", diag.Connectivity, "its value cannot be read")
		return
	}
	l := r.link(field{name, w.at, w.file})
	span := w.file.Span(w.at+len(name)+1, w.at+len(w.value))
	l.Match.PermanentMAC, l.Match.Rename = ir.Some(mac, span), ir.Some(true, span)
	r.entry(w, name, "match", 0, "")
}

// imply makes links of the ports and parents that no word names itself.
func (r *reader) imply() {
	for _, l := range r.host.Links {
		switch {
		case l.Bond != nil:
			r.implyPorts(l.Bond.Ports)
		case l.Bridge != nil:
			r.implyPorts(l.Bridge.Ports)
		case l.VLAN != nil:
			r.implyPorts([]ir.Port{{Name: l.VLAN.Link.Value, Span: l.VLAN.Link.Span}})
		}
	}
}

func (r *reader) implyPorts(ports []ir.Port) {
	for _, p := range ports {
		if r.known(p.Name) == nil {
			r.add(&ir.Link{Name: p.Name, Span: p.Span, Implied: true})
		}
	}
}

// entry notes a word.
func (r *reader) entry(w *word, link, used string, class diag.Class, reason string) {
	r.host.Entries = append(r.host.Entries, &ir.Entry{
		Dialect: dialect, File: w.file, Key: w.key, Value: w.value, Raw: w.value,
		KeySpan: w.keySpan(), Span: w.span(), Link: link, UsedBy: used, Class: class, Reason: reason,
	})
}

// left notes a piece of a word that nothing was made of.
func (r *reader) left(w *word, f field, link, what string, class diag.Class) {
	r.host.Entries = append(r.host.Entries, &ir.Entry{
		Dialect: dialect, File: w.file, Section: w.key, Key: what, Value: f.text, Raw: f.text,
		KeySpan: f.span(), Span: f.span(), Link: link, Class: class,
	})
}

func (r *reader) bad(span source.Span, link, message string) {
	r.diags.Add(diag.Diagnostic{Code: diag.BadValue, Severity: diag.Error, Span: span, Link: link, Message: message, Detail: refuses})
}

// not reports that a field is not what is wanted.
func (r *reader) not(f field, link, want string) {
	text := f.text
	if len(text) > 60 {
		text = strings.ToValidUTF8(text[:60], "") + "..."
	}
	r.bad(f.span(), link, fmt.Sprintf("%q is not %s", text, want))
}

// known returns the link of a name, or nil.
func (r *reader) known(name string) *ir.Link { return r.named[name] }

func (r *reader) add(l *ir.Link) {
	if r.named == nil {
		r.named = map[string]*ir.Link{}
	}
	r.named[l.Name] = l
	r.host.Links = append(r.host.Links, l)
}
