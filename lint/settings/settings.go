package settings

import (
	"fmt"
	"net/netip"
	"slices"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// Settings are what one file says. The zero Settings change nothing.
type Settings struct {
	target  target.Target
	exclude [][]string // patterns, split at slashes
	rules   []rule
	shared  []netip.Prefix
}

// rule is one rule block.
type rule struct {
	id       string
	span     source.Span
	off      bool
	severity diag.Severity // 0 where not written
}

// Target returns the target that the file describes. Flags of the command
// change it further.
func (s *Settings) Target() target.Target {
	t := s.target
	t.Env = slices.Clone(t.Env)
	return t
}

// Off returns the rules that are switched off, in the order of the file.
func (s *Settings) Off() []string {
	var off []string
	for _, r := range s.rules {
		if r.off {
			off = append(off, r.id)
		}
	}
	return off
}

// Shared returns the addresses that several hosts may have.
func (s *Settings) Shared() []netip.Prefix { return slices.Clone(s.shared) }

// Severity returns the rules whose findings get another severity; nil if there
// are none.
func (s *Settings) Severity() map[string]diag.Severity {
	var m map[string]diag.Severity
	for _, r := range s.rules {
		if r.severity != 0 {
			if m == nil {
				m = map[string]diag.Severity{}
			}
			m[r.id] = r.severity
		}
	}
	return m
}

// Check reports rule blocks whose rule is not among the known ones.
func (s *Settings) Check(known []string) diag.List {
	var list diag.List
	for _, r := range s.rules {
		if !slices.Contains(known, r.id) {
			list.Add(diag.Diagnostic{
				Code: diag.UnknownKey, Severity: diag.Error, Span: r.span,
				Message: fmt.Sprintf("there is no rule %q%s", r.id, didYouMean(r.id, known)),
				Detail:  "The block has no effect. \"bondc rules\" lists the rules.",
			})
		}
	}
	return list
}
