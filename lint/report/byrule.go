package report

import (
	"bufio"
	"fmt"
)

// What is shown of a rule that found very much.
const (
	maxPlaces   = 3  // of one message
	maxMessages = 10 // of one rule
)

// ruleText writes a paragraph a rule when the run is over: each message once,
// with the first of its places. It keeps what it will show, and counts the
// rest.
type ruleText struct {
	w     *bufio.Writer
	opt   Options
	at    cursor
	tally tally
	found map[string]*ruleFound
}

type ruleFound struct {
	order []*messageFound
	index map[string]*messageFound
	// more counts the findings whose message is one too many.
	more int
}

type messageFound struct {
	text   string
	count  int
	places []string
}

// Begin writes nothing.
func (r *ruleText) Begin() error { return r.w.Flush() }

// Finding keeps what will be shown of a finding.
func (r *ruleText) Finding(f Finding) error {
	r.tally.add(&f)
	if r.found == nil {
		r.found = map[string]*ruleFound{}
	}
	rule := r.found[f.Code]
	if rule == nil {
		rule = &ruleFound{index: map[string]*messageFound{}}
		r.found[f.Code] = rule
	}
	m := rule.index[f.Message]
	if m == nil {
		if len(rule.order) == maxMessages {
			rule.more++
			return nil
		}
		m = &messageFound{text: f.Message}
		rule.index[f.Message] = m
		rule.order = append(rule.order, m)
	}
	m.count++
	if len(m.places) < maxPlaces {
		m.places = append(m.places, r.place(&f))
	}
	return nil
}

func (r *ruleText) place(f *Finding) string {
	where := ""
	if f.Span.Known() {
		line, column := r.at.position(f.Span.File, f.Span.Start)
		where = fmt.Sprintf("%s:%d:%d", escape(f.Span.File.Name), line, column)
	}
	if in := escape(whose(f)); in != "" && where != "" {
		return where + ", " + in
	} else if in != "" {
		return in
	}
	return where
}

// End writes the paragraphs, the table by rule and the line of the summary.
func (r *ruleText) End(s Summary) error {
	for _, t := range r.tally.shown(&r.opt) {
		r.paragraph(t)
	}
	r.tally.table(r.w, &r.opt)
	fmt.Fprintln(r.w, summaryLine(s, &r.opt))
	return r.w.Flush()
}

func (r *ruleText) paragraph(t *ruleTally) {
	rule := r.found[t.code]
	fmt.Fprintf(r.w, "%s %s on %s", painted(&r.opt, hue(t.severity), upper(t.severity.String())+" ["+escape(t.code)+"]:"),
		count(t.findings, "finding"), count(t.hosts.count(), "host"))
	if title := titleOf(t.code, &r.opt); title != "" {
		fmt.Fprintf(r.w, ": %s", painted(&r.opt, bold, title))
	}
	fmt.Fprintln(r.w)
	for _, m := range rule.order {
		fmt.Fprintf(r.w, "\n  %s\n", escape(m.text))
		for _, place := range m.places {
			if place != "" {
				fmt.Fprintf(r.w, "    %s\n", place)
			}
		}
		if more := m.count - len(m.places); more > 0 {
			fmt.Fprintf(r.w, "    and at %s more\n", count(more, "place"))
		}
	}
	if rule.more > 0 {
		fmt.Fprintf(r.w, "\n  and %s with other messages; --group-by host or file lists all\n", count(rule.more, "finding"))
	}
	fmt.Fprintln(r.w)
}
