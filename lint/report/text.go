package report

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir/diag"
)

// text writes findings in the manner of Terraform: a headline, the place with
// its line, what will happen on the machine, the fix.
type text struct {
	w     *bufio.Writer
	opt   Options
	lines []string
	// at counts the places of findings, see those of related places.
	at, see cursor
	tally   tally
}

func newText(w io.Writer, opt Options) Reporter {
	if opt.GroupBy != "" {
		return newGrouped(w, opt)
	}
	if opt.Width <= 0 {
		opt.Width = 80
	}
	if opt.Color {
		opt.Width -= len("| ")
	}
	return &text{w: bufio.NewWriter(w), opt: opt}
}

// Begin writes nothing.
func (t *text) Begin() error { return nil }

// Finding writes one finding and a blank line. The text is passed on at once.
func (t *text) Finding(f Finding) error {
	if t.opt.Table {
		t.tally.add(&f)
	}
	if f.Severity == diag.Info && !t.opt.Infos {
		return nil
	}
	t.lines = t.lines[:0]
	t.headline(&f)
	t.place(&f)
	t.paragraph("", f.Detail)
	if len(f.Related) > 0 {
		t.add("")
	}
	for _, r := range f.Related {
		t.labelled("See: ", t.related(r))
	}
	if f.Fix != nil {
		t.paragraph("Fix: ", f.Fix.Message+then(f.Fix.Effect))
	}
	t.print(f.Severity)
	return t.w.Flush()
}

func (t *text) add(line string) { t.lines = append(t.lines, strings.TrimRight(line, " ")) }

func (t *text) headline(f *Finding) {
	word := f.Severity.String()
	word = strings.ToUpper(word[:1]) + word[1:]
	t.add(t.paint(hue(f.Severity), word+" ["+escape(f.Code)+"]:") + " " + t.paint(bold, escape(f.Message)))
}

func (t *text) place(f *Finding) {
	if !f.Span.Known() {
		if in := whose(f); in != "" {
			t.add("")
			t.add("  " + escape(in))
		}
		return
	}
	t.add("")
	line, column := t.at.position(f.Span.File, f.Span.Start)
	where := fmt.Sprintf("%s:%d:%d", escape(f.Span.File.Name), line, column)
	if in := whose(f); in != "" {
		where += ", " + escape(in)
	}
	t.add("  on " + where + ":")
	if f.Span.File.Raw == "" {
		return
	}
	s := excerpt(f.Span)
	number := fmt.Sprintf("  %3d: ", line)
	t.add(number + s.before + t.paint(underline, s.marked) + s.after)
	more := ""
	if s.cut {
		more = " ..."
	}
	t.add(strings.Repeat(" ", len(number)) + t.paint(hue(f.Severity), s.marks()) + more)
}

// whose says which link of which host a finding is about, as far as its place
// does not say it.
func whose(f *Finding) string {
	var parts []string
	if f.Link != "" {
		parts = append(parts, "in "+f.Link)
	}
	if f.Named && f.Hosts[0] != "" {
		parts = append(parts, "of "+hostNames(f.Hosts))
	}
	return strings.Join(parts, " ")
}

func hostNames(hosts []string) string {
	const shown = 3
	switch {
	case len(hosts) == 1:
		return "host " + hosts[0]
	case len(hosts) <= shown:
		return fmt.Sprintf("%d hosts (%s)", len(hosts), strings.Join(hosts, ", "))
	}
	return fmt.Sprintf("%d hosts (%s and %d more)", len(hosts), strings.Join(hosts[:shown], ", "), len(hosts)-shown)
}

func (t *text) related(r diag.Related) string {
	if !r.Span.Known() {
		return r.Message
	}
	line, column := t.see.position(r.Span.File, r.Span.Start)
	return fmt.Sprintf("%s:%d:%d: %s", r.Span.File.Name, line, column, r.Message)
}

func (t *text) paragraph(label, body string) {
	if body == "" {
		return
	}
	t.add("")
	t.labelled(label, body)
}

func (t *text) labelled(label, body string) {
	for i, line := range wrap(body, t.opt.Width-2-len(label)) {
		if i == 0 {
			t.add("  " + t.paint(bold, label) + line)
		} else {
			t.add("  " + strings.Repeat(" ", len(label)) + line)
		}
	}
}

// print writes the lines, with a rule at the left where there are colours.
func (t *text) print(severity diag.Severity) {
	left := ""
	if t.opt.Color {
		left = t.paint(hue(severity), "│") + " "
		t.w.WriteString(t.paint(hue(severity), "╷") + "\n")
	}
	for _, line := range t.lines {
		t.w.WriteString(strings.TrimRight(left+line, " ") + "\n")
	}
	if t.opt.Color {
		t.w.WriteString(t.paint(hue(severity), "╵"))
	}
	t.w.WriteString("\n")
}

// End writes the line of the summary, and where it is about several hosts, the
// table by rule before it.
func (t *text) End(s Summary) error {
	if s.Hosts > 1 {
		t.tally.table(t.w, &t.opt)
	}
	if s.Errors+s.Warnings+s.Infos > 0 || !t.opt.Quiet {
		fmt.Fprintln(t.w, summaryLine(s, &t.opt))
	}
	return t.w.Flush()
}

// summaryLine counts, and says how to see what was counted but not shown.
func summaryLine(s Summary, opt *Options) string {
	where := count(s.Files, "file") + " of " + count(s.Hosts, "host")
	if s.Baselined > 0 {
		where += ", beside " + count(s.Baselined, "finding") + " of the baseline"
	}
	if s.Errors+s.Warnings+s.Infos == 0 {
		return "no findings in " + where
	}
	line := fmt.Sprintf("%s, %s, %s in %s", count(s.Errors, "error"), count(s.Warnings, "warning"), count(s.Infos, "info"), where)
	if s.Infos > 0 && !opt.Infos && opt.Flag != "" {
		line += " (" + opt.Flag + " shows the infos)"
	}
	return line
}

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return strconv.Itoa(n) + " " + what
}

// The colours of ECMA-48.
const (
	bold      = "1"
	underline = "4"
)

func hue(s diag.Severity) string {
	switch s {
	case diag.Error:
		return "1;31"
	case diag.Warning:
		return "1;33"
	}
	return "1;36"
}

func (t *text) paint(style, text string) string { return painted(&t.opt, style, text) }

func painted(opt *Options, style, text string) string {
	if !opt.Color || text == "" {
		return text
	}
	return "\x1b[" + style + "m" + text + "\x1b[0m"
}

// then returns what a fix changes on the machine, as part of its line.
func then(effect string) string {
	if effect == "" {
		return ""
	}
	return "; then " + effect
}
