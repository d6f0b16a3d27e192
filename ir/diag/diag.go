package diag

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/ir/source"
)

// Severity says how bad a finding is. The zero value is invalid on purpose.
type Severity uint8

// The severities, from the worst down.
const (
	_       Severity = iota
	Error            // rejected, or connectivity or failover is broken
	Warning          // loads, but a documented hazard or a silent no-op follows
	Info             // worth saying, nothing wrong
)

// String returns the word that reports and flags use.
func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	case Info:
		return "info"
	}
	return "invalid"
}

// ParseSeverity returns the severity of a word, and false for any other word.
func ParseSeverity(word string) (Severity, bool) {
	for _, s := range []Severity{Error, Warning, Info} {
		if s.String() == word {
			return s, true
		}
	}
	return 0, false
}

// Diagnostic is one finding.
type Diagnostic struct {
	// Code is the slug of the rule or of the code table in codes.go.
	Code     string
	Severity Severity
	// Message is one sentence without a full stop, starting in lower case,
	// which names the thing in quotes.
	Message string
	// Detail says what will happen on the machine and what to do. Optional.
	Detail string
	// Span is the place. A finding about something absent stands at the line
	// that declares the link.
	Span    source.Span
	Related []Related
	Fix     *Fix
	// Link is the name of the link the finding is about, if any.
	Link string
	// Loss says what a writer could not keep; nil for every other finding.
	Loss *Loss
}

// Related is another place that belongs to a finding.
type Related struct {
	Message string
	Span    source.Span
}

// Fix is a proposed change of the text.
type Fix struct {
	Message string
	// Safe means the change keeps what the machine does today, or turns a
	// certain failure into the evident intent.
	Safe bool
	// Effect says what the edits change on the machine, "" for nothing but
	// what fails today.
	Effect string
	Edits  []Edit
}

// Edit replaces the bytes [Start, End) of File.Raw by Text.
type Edit struct {
	File       *source.File
	Start, End int
	Text       string
}

// List is a list of findings. It is not an error.
type List []Diagnostic

// Add appends a finding.
func (l *List) Add(d Diagnostic) { *l = append(*l, d) }

// Has reports whether a finding of at least this severity is in the list.
func (l List) Has(worst Severity) bool {
	for _, d := range l {
		if d.Severity <= worst {
			return true
		}
	}
	return false
}

// Sort orders the list by file, start, end, code and message and removes exact
// duplicates. The order is part of the command's contract.
func (l List) Sort() List {
	slices.SortStableFunc(l, Diagnostic.Compare)
	return slices.CompactFunc(l, func(a, b Diagnostic) bool {
		return a.Compare(b) == 0 && a.Severity == b.Severity && a.Link == b.Link && a.Detail == b.Detail
	})
}

// Compare orders diagnostics as Sort does.
func (d Diagnostic) Compare(other Diagnostic) int {
	if c := d.Span.Compare(other.Span); c != 0 {
		return c
	}
	if c := strings.Compare(d.Code, other.Code); c != 0 {
		return c
	}
	return strings.Compare(d.Message, other.Message)
}
