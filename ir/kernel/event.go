package kernel

import (
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
)

// Kind says what became of a setting.
type Kind uint8

// The kinds of events.
const (
	_          Kind = iota
	Refused         // the write or the whole request fails with an error
	Ignored         // taken for nothing: the state does not hold it
	Overridden      // taken, and replaced by what another setting did
	Rounded         // taken with another value
	Reset           // out of range, and put to a default
	Defaulted       // nobody wrote it: another setting brought it
	Inert           // the state holds it and nothing acts on it
	LoadFailed      // the module does not load
	NotSent         // the applier leaves it out; the driver never sees it
)

// String returns the kind as one word for people and JSON.
func (k Kind) String() string {
	if k > NotSent {
		k = 0
	}
	return [...]string{"unknown", "refused", "ignored", "overridden", "rounded", "reset", "defaulted", "inert", "load-failed", "not-sent"}[k]
}

// Errno is the name of the error that a write or request gets, "" for none.
type Errno string

// The errors of the driver and of the files around it.
const (
	EACCES    Errno = "EACCES"    // not in this mode
	EBUSY     Errno = "EBUSY"     // the bond is up
	EINVAL    Errno = "EINVAL"    // not a value, or not beside another option
	ENODEV    Errno = "ENODEV"    // no such link
	ENOENT    Errno = "ENOENT"    // no such file
	ENOTEMPTY Errno = "ENOTEMPTY" // the bond has ports
	EPERM     Errno = "EPERM"     // not now, or not readable
	ERANGE    Errno = "ERANGE"    // a number that does not fit
)

// Event is what became of one setting, or of an option that nobody set.
type Event struct {
	Kind Kind
	// Option is the option that it is about, option.Unknown for a key that no
	// row has.
	Option option.ID
	// Value is what was asked for, in canonical form, or as written where that
	// could not be read; "" where nobody asked.
	Value string
	// Result is the value that the option has instead, "" where that is none.
	Result string
	// Errno is the error of a Refused or LoadFailed event.
	Errno Errno
	// Path is the way in on which it happened.
	Path Path
	// Port is the port whose setting it is, "" for the bond's own.
	Port string
	// Setting is the setting that it is about, in the layer it came from; nil
	// where nobody wrote one. Its spans are the place.
	Setting *ir.Setting
	Reason
}

// NewEvent returns an event about a setting, with the value that was asked for
// as far as it could be read.
func NewEvent(kind Kind, s *ir.Setting, why Reason) Event {
	e := Event{Kind: kind, Setting: s, Reason: why}
	if s != nil {
		e.Option, e.Value = s.ID, s.Value
		if e.Value == "" {
			e.Value = s.Raw
		}
	}
	return e
}
