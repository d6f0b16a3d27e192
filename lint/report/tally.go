package report

import (
	"bufio"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir/diag"
)

// tally counts findings by rule.
type tally struct{ rules map[string]*ruleTally }

type ruleTally struct {
	code     string
	severity diag.Severity // the worst
	findings int
	hosts    distinct
}

func (t *tally) add(f *Finding) *ruleTally {
	if t.rules == nil {
		t.rules = map[string]*ruleTally{}
	}
	r := t.rules[f.Code]
	if r == nil {
		r = &ruleTally{code: f.Code, severity: f.Severity, hosts: newDistinct()}
		t.rules[f.Code] = r
	}
	r.severity = min(r.severity, f.Severity)
	r.findings++
	for _, host := range f.Hosts {
		r.hosts.add(host)
	}
	return r
}

// shown returns the rules whose findings are shown, the worst first, then those
// of most hosts.
func (t *tally) shown(opt *Options) []*ruleTally {
	var list []*ruleTally
	for _, r := range t.rules {
		if r.severity != diag.Info || opt.Infos {
			list = append(list, r)
		}
	}
	slices.SortFunc(list, func(a, b *ruleTally) int {
		return cmp.Or(cmp.Compare(a.severity, b.severity), cmp.Compare(b.hosts.count(), a.hosts.count()),
			cmp.Compare(b.findings, a.findings), strings.Compare(a.code, b.code))
	})
	return list
}

// table writes a line a rule: how many hosts have it, how often, what it says.
func (t *tally) table(w *bufio.Writer, opt *Options) {
	list := t.shown(opt)
	if len(list) == 0 {
		return
	}
	fmt.Fprintln(w, "  hosts  findings  severity  rule")
	for _, r := range list {
		line := fmt.Sprintf("%7d  %8d  %-8s  %s", r.hosts.count(), r.findings, r.severity, escape(r.code))
		if title := titleOf(r.code, opt); title != "" {
			line += ": " + title
		}
		fmt.Fprintln(w, line)
	}
	fmt.Fprintln(w)
}

func titleOf(code string, opt *Options) string {
	if opt.About == nil {
		return ""
	}
	about, _ := opt.About(code)
	return about.Title
}
