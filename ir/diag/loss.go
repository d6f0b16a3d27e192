package diag

// Class says what a host loses when something cannot be written.
type Class uint8

// The classes of design.md, section 4.
const (
	_            Class = iota
	Bookkeeping        // names, UUIDs, comments: nothing on the wire changes
	Behaviour          // the link works, but differently
	Connectivity       // a link, address, route, rule, DNS server, MAC or activation is gone
)

// String returns the word that JSON uses.
func (c Class) String() string {
	switch c {
	case Bookkeeping:
		return "bookkeeping"
	case Behaviour:
		return "behaviour"
	case Connectivity:
		return "connectivity"
	}
	return "invalid"
}

// Severity returns the severity that a loss of this class is reported with.
func (c Class) Severity() Severity {
	switch c {
	case Connectivity:
		return Error
	case Behaviour:
		return Warning
	}
	return Info
}

// Loss is what a writer could not keep. Compare uses What and Item to tell
// announced differences from unannounced ones.
type Loss struct {
	Class Class
	// What is the facet of the link, in the words of effect.Difference:
	// "option", "route", "mtu", ...
	What string
	// Item is the thing lost within the facet: the option's kernel name, the
	// route's text. Empty means the whole facet.
	Item string
}
