package cli

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/effect"
	driver "github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint/report"
)

// outcomes adds to shown bonds what comes of them, where --effective asks.
type outcomes struct {
	on     bool
	target target.Target
}

// addTo adds the outcome of every bond to the host's JSON.
func (o *outcomes) addTo(h *ir.Host, j *ir.HostJSON) {
	for i, l := range h.Links {
		if o.on && l.Bond != nil {
			out := effect.Effective(h, l, o.target)
			out.AddTo(j.Links[i].Bond)
		}
	}
}

// text returns the lines about a bond's outcome, "" for any other link.
func (o *outcomes) text(h *ir.Host, l *ir.Link) string {
	if !o.on || l.Bond == nil {
		return ""
	}
	out := effect.Effective(h, l, o.target)
	var b strings.Builder
	if out.Created {
		fmt.Fprintf(&b, "\n    in the kernel, by way of %s:\n", out.Via)
		table(&b, out.Values)
	} else {
		fmt.Fprintf(&b, "\n    no bond comes into being by way of %s\n", out.Via)
	}
	if len(out.Events) > 0 {
		b.WriteString("\n    what happens on the way:\n")
	}
	for i := range out.Events {
		fmt.Fprintf(&b, "      %s\n", report.Escape(sentence(&out.Events[i])))
	}
	return b.String()
}

func table(b *strings.Builder, values []effect.Value) {
	w := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	for _, v := range values {
		value := v.Value
		if value == "" {
			value = "-"
		}
		fmt.Fprintf(w, "      %s\t%s\t%s\n", option.Get(v.Option).Kernel, report.Escape(value), report.Escape(origin(&v)))
	}
	w.Flush()
}

// origin says in a few words where a value comes from.
func origin(v *effect.Value) string {
	written := "default"
	if v.Written != nil {
		file, line := ir.Origin(v.Written.KeySpan)
		written = fmt.Sprintf("written, %s:%d", file, line)
	}
	switch {
	case v.Event == nil:
		return written
	case v.Event.Kind == driver.Inert:
		return written + ", nothing acts on it"
	case v.Event.Kind == driver.Defaulted:
		return "set by " + v.Event.By
	}
	return verb(v.Event)
}

// verb says what happened, behind the name of an option.
func verb(e *effect.Event) string {
	result := ""
	if e.Result != "" {
		result = " to " + e.Result
	}
	switch e.Kind {
	case driver.Refused:
		return "refused by " + e.By
	case driver.Ignored:
		return "ignored by " + e.By
	case driver.Overridden:
		return "overridden by another setting"
	case driver.Rounded:
		return "rounded" + result
	case driver.Reset:
		return "reset" + result
	case driver.Defaulted:
		return "set" + result + " by " + e.By
	case driver.Inert:
		return "taken, and nothing acts on it"
	case driver.LoadFailed:
		return "keeps the module from loading"
	}
	return "not sent by " + e.By
}

// sentence is one event on one line: what was asked, what happened, why,
// where.
func sentence(e *effect.Event) string {
	what := e.Name()
	if e.Value != "" {
		what += "=" + e.Value
	}
	if e.Port != "" {
		what = e.Port + " " + what
	}
	text := what + " is " + verb(e)
	if e.Kind == driver.LoadFailed {
		text = what + " " + verb(e)
	}
	if e.Errno != "" && e.By == effect.ByKernel {
		text += " (" + string(e.Errno) + ")"
	}
	text += ": " + e.Why
	if e.Setting != nil && e.Setting.KeySpan.Known() {
		file, line := ir.Origin(e.Setting.KeySpan)
		text += fmt.Sprintf(" [%s:%d]", file, line)
	}
	return text
}
