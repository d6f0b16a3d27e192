package report

import (
	"bufio"
	"fmt"
	"io"

	"github.com/bondc/bondc/ir/diag"
)

// Groupings returns the words of Options.GroupBy.
func Groupings() []string { return []string{"rule", "host", "file"} }

// lineText writes a line a finding, below the host or file that it is in. One
// group is held back at a time, so that its head can count.
type lineText struct {
	w     *bufio.Writer
	opt   Options
	group string
	lines []string
	at    cursor
	tally tally
}

func newGrouped(w io.Writer, opt Options) Reporter {
	if opt.GroupBy == "rule" {
		return &ruleText{w: bufio.NewWriter(w), opt: opt}
	}
	return &lineText{w: bufio.NewWriter(w), opt: opt}
}

// Begin writes nothing.
func (g *lineText) Begin() error { return g.w.Flush() }

// Finding adds a line to its group.
func (g *lineText) Finding(f Finding) error {
	g.tally.add(&f)
	if f.Severity == diag.Info && !g.opt.Infos {
		return nil
	}
	group := escape(hostNames(f.Hosts))
	where := placeOn(&g.at, &f)
	switch {
	case f.Hosts[0] == "":
		group = "no host"
	case g.opt.GroupBy == "file" && f.Span.Known():
		group = escape(f.Span.File.Name)
		line, column := g.at.position(f.Span.File, f.Span.Start)
		where = fmt.Sprintf("%d:%d: ", line, column)
	}
	var err error
	if group != g.group {
		err = g.flush()
		g.group = group
	}
	g.lines = append(g.lines, "  "+where+painted(&g.opt, hue(f.Severity), f.Severity.String())+": "+escape(f.Message)+" ["+escape(f.Code)+"]")
	return err
}

// placeOn returns the place of a finding as the start of a line.
func placeOn(c *cursor, f *Finding) string {
	if !f.Span.Known() {
		return ""
	}
	line, column := c.position(f.Span.File, f.Span.Start)
	return fmt.Sprintf("%s:%d:%d: ", escape(f.Span.File.Name), line, column)
}

func (g *lineText) flush() error {
	if len(g.lines) > 0 {
		fmt.Fprintf(g.w, "%s: %s\n", painted(&g.opt, bold, g.group), count(len(g.lines), "finding"))
		for _, line := range g.lines {
			fmt.Fprintln(g.w, line)
		}
		fmt.Fprintln(g.w)
		g.lines = g.lines[:0]
	}
	return g.w.Flush()
}

// End writes the last group, the table by rule and the line of the summary.
func (g *lineText) End(s Summary) error {
	if err := g.flush(); err != nil {
		return err
	}
	g.tally.table(g.w, &g.opt)
	fmt.Fprintln(g.w, summaryLine(s, &g.opt))
	return g.w.Flush()
}
