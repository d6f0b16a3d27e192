package effect

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// skippedTargets leaves out the ARP targets that initscripts do not hand to the
// kernel, and reports whether there are any.
func (p *pinner) skippedTargets(l *ir.Link, out *Outcome) bool {
	s, written := Written(l.Bond, option.ARPIPTarget)
	now := out.value(option.ARPIPTarget)
	at := slices.IndexFunc(out.Events, func(e Event) bool { return e.Option == option.ARPIPTarget && e.Kind == kernel.NotSent })
	if s == nil || p.via != target.Initscripts || at < 0 {
		return false
	}
	if now == "" || len(now) >= len(written) || len(strings.Split(now, ",")) >= len(strings.Split(written, ",")) {
		return false
	}
	p.rewrite(l, s, now, diag.NeverApplied,
		fmt.Sprintf("not all of %q of %q is carried over: the bond has %s, and %s is written", s.Key, l.Name, now, written),
		fmt.Sprintf("As it is today, %s. The output is what the host runs with now.", out.Events[at].Says()))
	return true
}

// badTargets leaves out the targets that cannot be ones, where the bond probes
// the others of the list today: the target need not pass over them as well. It
// reports whether there are any.
func (p *pinner) badTargets(l *ir.Link, out *Outcome) bool {
	if out.number(option.ARPInterval) == 0 {
		return false // the module switches it off because of the bad one
	}
	found := false
	for _, id := range [...]option.ID{option.ARPIPTarget, option.NSIP6Target} {
		s, now := badList(l.Bond, id), out.value(id)
		if s == nil || now == "" {
			continue
		}
		found = true
		was, unread := *s, func(o ir.Setting) bool { return o.ID == id && !o.Usable() }
		l.Bond.Settings = slices.DeleteFunc(l.Bond.Settings, unread)
		l.Bond.Defaults = slices.DeleteFunc(l.Bond.Defaults, unread)
		p.rewrite(l, &was, now, diag.NeverApplied,
			fmt.Sprintf("not all of %q of %q is carried over: %s, and the bond has %s", was.Key, l.Name, was.Unreadable(), now),
			"The output is what the host runs with now. Correct the address if it is meant to be another one.")
	}
	return found
}

// badList returns the last setting of an option that has an address which cannot
// be one, nil where none has.
func badList(b *ir.Bond, id option.ID) *ir.Setting {
	for _, layer := range [...][]ir.Setting{b.Settings, b.Defaults} {
		for i := len(layer) - 1; i >= 0; i-- {
			if layer[i].ID == id && layer[i].Problem.Kind == option.BadAddress {
				return &layer[i]
			}
		}
	}
	return nil
}
