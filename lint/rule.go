package lint

import (
	"strings"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
)

// Rule is one check and everything that is said about it. Flags, pages and
// reports are made from this struct; a rule has no state.
type Rule struct {
	// ID is the slug: lower case, words joined by dashes, never reused.
	ID string
	// Title states the problem in one line, without a full stop.
	Title string
	// Severity is that of a finding which does not say its own: who applies
	// the files may decide how bad it is.
	Severity diag.Severity
	Category Category
	// Since is the version of bondc that brought the rule.
	Since string
	// Deprecated rules are not run, but their names stay known; ReplacedBy
	// names what took their place.
	Deprecated bool
	ReplacedBy []string
	// Dialects are the only dialects in which the rule can find anything;
	// empty for a rule about the network itself.
	Dialects []string
	// Sources are where the rule was read, at least one: a rule without a
	// source is an opinion.
	Sources []Source
	// Covers are the entries of lint/catalogue.txt that the rule answers for.
	Covers []string
	// Last means that the rule looks at what became of the ignore comments,
	// so that it runs after all others.
	Last bool
	// Check looks at one host and reports.
	Check func(*Pass)
}

// Source is a place in a document that states what a rule relies on.
type Source struct {
	Document *Document
	// File is the file within the document, "" where it is one text.
	File string
	// Options are bonding options whose sections are meant.
	Options []option.ID
	// Place is a function, a section or a key.
	Place string
}

// Document is one version of what was read. A source's file follows Title,
// after a comma unless Title ends in a slash, and stands between URL and Suffix.
type Document struct{ Title, URL, Suffix string }

// What names the document, its version and the place in it.
func (s Source) What() string {
	what := s.Document.Title
	var names []string
	for _, id := range s.Options {
		names = append(names, option.Get(id).Kernel)
	}
	for _, part := range []string{s.File, strings.Join(names, " and "), s.Place} {
		switch {
		case part == "":
		case strings.HasSuffix(what, "/"):
			what += part
		default:
			what += ", " + part
		}
	}
	return what
}

// URL leads to the version that was read.
func (s Source) URL() string { return s.Document.URL + s.File + s.Document.Suffix }

// Category groups rules in lists.
type Category string

// The categories, in the order of lists.
const (
	Settings   Category = "options"    // modes and options
	Monitoring Category = "monitoring" // how the bond notices a dead link
	LACP       Category = "lacp"
	Ports      Category = "ports"
	MAC        Category = "mac" // hardware addresses
	Bridges    Category = "bridges"
	Switches   Category = "switches" // what the other end must be set to
	VLANs      Category = "vlans"
	Addressing Category = "addressing" // addresses, routes, name servers
	Hosts      Category = "hosts"      // what surrounds the bond on its host
	Ifcfg      Category = "ifcfg"      // one dialect's own traps, here and below
	Netplan    Category = "netplan"
	Modprobe   Category = "modprobe"
	NM         Category = "networkmanager"
	Networkd   Category = "networkd"
	Versions   Category = "versions" // what a kernel or tool is too old for
	Ignores    Category = "ignores"  // the comments that silence findings
)

// Find returns the rule of an ID, or nil.
func Find(rules []*Rule, id string) *Rule {
	for _, rule := range rules {
		if rule.ID == id {
			return rule
		}
	}
	return nil
}
