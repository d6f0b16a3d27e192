package kernel

import (
	"fmt"

	"github.com/bondc/bondc/ir/option"
)

// Reason says why something became of a setting: in words, and so that a
// program can go by it. The zero Reason stands for none.
type Reason struct {
	// Why is part of a sentence, in lower case and without a full stop: what
	// the driver did and for what reason.
	Why string
	// Cause is what made it so. Of several causes that hold at the same time
	// each is enough.
	Cause Cause
	// Other is the other option that NeedsOther, OtherWins and SetAgain are
	// about, option.Unknown where there is none.
	Other option.ID
}

// Cause is a set of causes.
type Cause uint16

// The causes of events.
const (
	WrongMode   Cause = 1 << iota // the bond's mode does not take the option, or has no use for it
	WrongValue                    // the value by itself: no word, no number, out of range
	NoMultiple                    // the value is no multiple of Other's
	TooOld                        // the kernel or the tool does not know the option or the word yet
	TooNew                        // the kernel does not know the word any more
	NeedsOther                    // Other is off, and the option does nothing or is refused without
	OtherWins                     // Other is on, or its value does not go with the setting's
	SetAgain                      // Other, which may be the option itself, is set later
	NoSuchPort                    // the bond has no port of that name
	NoWayIn                       // the way in, or the applier, has no word for the option or the value
	TooLate                       // the bond is up, or has ports
	AppliesZero                   // the applier takes a zero for silence
)

// Has reports whether any cause of the set is among those of c.
func (c Cause) Has(any Cause) bool { return c&any != 0 }

// Because returns a reason whose words are those of fmt.Sprintf.
func Because(c Cause, other option.ID, format string, args ...any) Reason {
	return Reason{Why: fmt.Sprintf(format, args...), Cause: c, Other: other}
}

// None reports whether there is no reason at all.
func (r Reason) None() bool { return r.Why == "" }

// but returns the reason in other words.
func (r Reason) but(format string, args ...any) Reason {
	r.Why = fmt.Sprintf(format, args...)
	return r
}
