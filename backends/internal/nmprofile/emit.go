package nmprofile

import (
	"fmt"
	"slices"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// firstFree is the priority of the kernel's rule for the main table: rules
// without one come before it.
const firstFree = 32766

// Style is what the two ways of writing profiles differ in.
type Style struct {
	// Dialect is the name of the backend.
	Dialect string
	// Oldest is the first version of NetworkManager that takes it.
	Oldest string
	// PortMatch says that a port's profile may match its device by a pattern.
	PortMatch bool
}

// Words are the names of properties that changed with NetworkManager 1.46.
type Words struct{ Controller, PortType, AutoconnectPorts string }

// WordsFor returns the names that a version knows. Where the version is not known
// they are the old ones, which every version takes (facts/renames.md; 1.42.4 and
// 1.52.1): an older one leaves a port out of its bond for the sake of the new names,
// and says so in its log alone.
func WordsFor(nm target.Version) Words {
	if !nm.Known() || nm.Before("1.46") {
		return Words{"connection.master", "connection.slave-type", "connection.autoconnect-slaves"}
	}
	return Words{"connection.controller", "connection.port-type", "connection.autoconnect-ports"}
}

// Raise makes the profiles of the host's links, in the order in which they can
// be made, for a version of NetworkManager. What is lost stands in the ledger.
func Raise(g *loss.Ledger, h *ir.Host, nm target.Version, style Style) []*Profile {
	e := &emitter{
		host: h, nm: nm, style: style, words: WordsFor(nm), ledger: g,
		made: map[string]*Profile{}, names: map[string]bool{}, freePriority: firstFree, written: map[*ir.Entry]bool{},
	}
	e.index()
	for _, l := range g.Links() {
		e.link(l)
	}
	for name, p := range e.made {
		if p != nil {
			p.depth = e.depth(g.Link(name))
		}
	}
	g.HostDNS("")
	g.Module()
	g.Residue(style.Dialect, func(e2 *ir.Entry) bool { return e.written[e2] })
	return e.profiles
}

type emitter struct {
	host     *ir.Host
	nm       target.Version
	style    Style
	words    Words
	ledger   *loss.Ledger
	profiles []*Profile
	// made are the profiles by link; nil for one that is lost or needs none.
	made  map[string]*Profile
	names map[string]bool
	// freePriority is the lowest priority given to a rule so far.
	freePriority int
	// entries are the keys of the profile that a link was read from; written
	// are those that were put back.
	entries map[string][]*ir.Entry
	written map[*ir.Entry]bool
}

// column is how options are said.
func (e *emitter) column() loss.Column {
	return loss.Column{Dialect: option.NM, Version: e.nm, Via: target.NetworkManager}
}

// link makes the profile of a link, after those of its controller and of its
// parent: a bond has its mode before a port arrives, and a device that starts
// as soon as its profile is there finds what it needs. The ports follow their
// controller, in their order.
func (e *emitter) link(l *ir.Link) *Profile {
	if p, seen := e.made[l.Name]; seen {
		return p
	}
	e.made[l.Name] = nil
	owner := e.ledger.Owner(l.Name)
	if e.ledger.OnlyNamed(l) {
		// By its ports or as the parent of a VLAN: it has no profile today either,
		// and what it would say is not known here.
		e.ledger.Stray(l)
		return nil
	}
	p := &Profile{Name: profileName(l, owner), Kind: l.Kind.String(), Device: l.Name, Link: l}
	why := e.impossible(p)
	if owner != nil && e.link(owner) == nil && !owner.Implied {
		why = fmt.Sprintf("%q, whose port it is, is not written", owner.Name)
	}
	if made := e.made[l.Name]; made != nil { // its controller has made it
		return made
	}
	if l.Kind == ir.VLANKind {
		parent := e.ledger.Link(l.VLAN.Link.Value)
		if parent != nil && e.link(parent) == nil && !parent.Implied {
			why = fmt.Sprintf("it stands on %q, which is not written", parent.Name)
		}
	}
	if why != "" {
		e.ledger.Lose(l, diag.Connectivity, "link", "", l.Span, why,
			"Nothing of it is in the output: the host will come up without it. Configure it by hand on the new host.")
		return nil
	}
	e.made[l.Name], e.names[p.Name] = p, true
	r := &raiser{emitter: e, link: l, owner: owner, profile: p}
	r.raise()
	e.profiles = append(e.profiles, p)
	for _, port := range e.ledger.Ports(l) {
		if below := e.ledger.Link(port.Name); below != nil {
			delete(e.made, port.Name) // where it waits for its controller
			e.link(below)
		}
	}
	return p
}

// profileName is the name of a link's profile: ports of the Ethernet kind say
// whose they are, so that the profile that such a device had before stays.
func profileName(l, owner *ir.Link) string {
	if owner != nil && l.Kind == ir.Ethernet {
		return owner.Name + "-port-" + l.Name
	}
	return l.Name
}

// impossible says why there can be no such profile.
func (e *emitter) impossible(p *Profile) string {
	switch {
	case e.nm.Before(e.style.Oldest):
		return fmt.Sprintf("NetworkManager %s cannot add profiles by %s", e.nm, e.style.Dialect)
	case e.names[p.Name]:
		return fmt.Sprintf("another link's profile is called %q", p.Name)
	}
	return ""
}

// starts reports whether a link is started at boot: it says so, or nothing,
// and so does what it is a port of, which would be started with it.
func (e *emitter) starts(l *ir.Link) bool {
	for l.Activation.Or(ir.Boot) == ir.Boot {
		if l = e.ledger.Owner(l.Name); l == nil {
			return true
		}
	}
	return false
}

// Starts returns the profiles that are started: ports, bonds, VLANs, bridges,
// and always what others stand on first.
func Starts(profiles []*Profile) []*Profile {
	rank := []string{"ethernet", "bond", "vlan", "bridge"}
	var starts []*Profile
	for _, p := range profiles {
		if p.Up {
			starts = append(starts, p)
		}
	}
	slices.SortStableFunc(starts, func(a, b *Profile) int {
		if a.depth != b.depth {
			return a.depth - b.depth
		}
		return slices.Index(rank, a.Kind) - slices.Index(rank, b.Kind)
	})
	return starts
}

// depth is the length of the longest way down from a link: the ledger's links
// contain no circle.
func (e *emitter) depth(l *ir.Link) int {
	if l == nil {
		return 0
	}
	deepest := -1
	for _, p := range e.ledger.Ports(l) {
		deepest = max(deepest, e.depth(e.ledger.Link(p.Name)))
	}
	if l.Kind == ir.VLANKind {
		deepest = max(deepest, e.depth(e.ledger.Link(l.VLAN.Link.Value)))
	}
	return deepest + 1
}

// Loopback says why NetworkManager has no profile of an Ethernet device for lo:
// it takes one of the type loopback, from 1.42 on, and bondc writes none.
func Loopback(l *ir.Link) string {
	if l.Name != "lo" {
		return ""
	}
	return "NetworkManager takes no Ethernet profile for the loopback device"
}
