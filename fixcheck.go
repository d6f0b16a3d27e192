package bondc

import (
	"fmt"
	"slices"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// broken says which promise the fixes break, "" for none.
func (f *fixer) broken(was, now *state, chosen []choice) string {
	if slices.ContainsFunc(chosen, func(c choice) bool { return c.unread() }) {
		if was.unread() < now.unread() {
			return "more of the files then cannot be read"
		}
	} else if why := readsBack(was, now); why != "" {
		return why
	}
	before, after := was.count(), now.count()
	silent := map[int]bool{}
	fixes := map[string]int{}
	for i := range chosen {
		c := &chosen[i]
		fixes[c.key()]++
		silent[c.host] = c.silent()
	}
	for key, n := range fixes {
		if after[key] > before[key]-n {
			return "the finding is still there afterwards"
		}
	}
	for host := range silent {
		if !silent[host] {
			continue
		}
		if why := sameEffect(was.reads[host].Host, now.reads[host].Host, f.target); why != "" {
			return "it would change what the machine does: " + why
		}
	}
	return ""
}

// unread counts what cannot be read.
func (s *state) unread() int {
	n := 0
	for i := range s.reads {
		n += atLeast(s.reads[i].Diags, diag.Error)
	}
	return n
}

// count returns how often each finding is there.
func (s *state) count() map[string]int {
	n := map[string]int{}
	for _, r := range s.results {
		for i := range r.Findings {
			n[findingKey(r.Name, &r.Findings[i])]++
		}
	}
	return n
}

// readsBack says what of the text can no longer be read, or "".
func readsBack(was, now *state) string {
	if len(was.reads) != len(now.reads) {
		return fmt.Sprintf("the files then describe %d hosts, not %d", len(now.reads), len(was.reads))
	}
	for i := range was.reads {
		a, b := &was.reads[i], &now.reads[i]
		if (a.Host == nil) != (b.Host == nil) || (a.Host != nil && a.Host.Name != b.Host.Name) {
			return "the files then describe other hosts"
		}
		for _, severity := range []diag.Severity{diag.Error, diag.Info} {
			if atLeast(b.Diags, severity) > atLeast(a.Diags, severity) {
				return "the files then cannot be read as they can now"
			}
		}
	}
	return ""
}

func atLeast(list diag.List, worst diag.Severity) int {
	n := 0
	for _, d := range list {
		if d.Severity <= worst {
			n++
		}
	}
	return n
}

// sameEffect says how two hosts differ in effect, "" where they do not. What
// failed on the first may work on the second. Options count by what the driver
// makes of them; what no applier applies does not count.
func sameEffect(was, now *ir.Host, t target.Target) string {
	if was == nil || now == nil {
		return ""
	}
	mended := map[string]bool{}
	for _, l := range was.Links {
		if l.Bond == nil {
			continue
		}
		why, better := sameBond(effect.Effective(was, l, t), effect.Effective(now, now.Link(l.Name), t))
		if mended[l.Name] = better; why != "" && !better {
			return fmt.Sprintf("%s of %q", why, l.Name)
		}
	}
	for _, d := range effect.Compare(pinned(was, t), pinned(now, t), false) {
		if d.What == "option" || d.What == "port-option" && mended[d.Link] {
			continue
		}
		return d.String()
	}
	return ""
}

// pinned returns the facts of a host without what is written in vain.
func pinned(h *ir.Host, t target.Target) []effect.Fact {
	via := target.Unset
	if len(h.Links) > 0 {
		via = effect.Via(h, h.Links[0], t)
	}
	p, _ := effect.Pin(h, t, via, h.Dialect())
	return effect.Facts(p, t)
}

// sameBond says in what two outcomes differ, and whether less fails in the
// second.
func sameBond(was, now effect.Outcome) (why string, better bool) {
	better = failures(&now) < failures(&was) || now.Created && !was.Created
	if was.Created != now.Created {
		return "the creation", better
	}
	for i := range was.Values {
		if i >= len(now.Values) || was.Values[i].Option != now.Values[i].Option {
			return "the options", better
		}
		if e := was.Values[i].Event; e != nil && e.Kind == kernel.Inert {
			continue // nothing acts on it
		}
		if a, b := was.Values[i].Value, now.Values[i].Value; a != b {
			return fmt.Sprintf("%q was %q and would be %q, an option", option.Get(was.Values[i].Option).Kernel, a, b), better
		}
	}
	return "", better
}

// failures counts what the kernel or the applier refuses.
func failures(o *effect.Outcome) int {
	n := 0
	for i := range o.Events {
		switch o.Events[i].Kind {
		case kernel.Refused, kernel.LoadFailed, kernel.Reset, kernel.NotSent, kernel.Ignored:
			n++
		}
	}
	return n
}
