package lint

import "github.com/bondc/bondc/ir/diag"

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

// Source is a document in one version that states what a rule relies on.
type Source struct {
	// What names the document, its version and the place in it.
	What string
	// URL leads to that version.
	URL string
}

// Category groups rules in lists.
type Category string

// The categories.
const (
	Settings   Category = "options"    // modes and options
	Monitoring Category = "monitoring" // how the bond notices a dead link
	Ports      Category = "ports"
	MAC        Category = "mac" // hardware addresses
	Bridges    Category = "bridges"
	Switches   Category = "switches"   // what the other end must be set to
	Addressing Category = "addressing" // addresses, routes, name servers
	Ifcfg      Category = "ifcfg"      // the traps of ifcfg files
	Files      Category = "files"      // one dialect's own traps
	Ignores    Category = "ignores"    // the comments that silence findings
)

// Find returns the rule of an ID, or nil.
func Find(rules []Rule, id string) *Rule {
	for i := range rules {
		if rules[i].ID == id {
			return &rules[i]
		}
	}
	return nil
}
