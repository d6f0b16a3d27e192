// Package patch collects small edits of one file's text: words, items of lists
// and whole lines go and come, and everything else stays as it is, byte by
// byte. What cannot be done that way fails the whole patch.
package patch

import (
	"cmp"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// Patch is the edits of one file.
type Patch struct {
	File   *source.File
	edits  []diag.Edit
	failed bool
}

// New returns a patch without edits.
func New(f *source.File) *Patch { return &Patch{File: f} }

// Fail says that the change cannot be made.
func (p *Patch) Fail() { p.failed = true }

// Failed reports whether a change could not be made.
func (p *Patch) Failed() bool { return p.failed }

// Replace replaces the bytes [start, end) by text.
func (p *Patch) Replace(start, end int, text string) {
	if start < 0 || end < start || end > len(p.File.Raw) {
		p.Fail()
		return
	}
	p.edits = append(p.edits, diag.Edit{File: p.File, Start: start, End: end, Text: text})
}

// Span makes the change of kind ir.Replace.
func (p *Patch) Span(c *ir.Change) {
	if c.Span.File != p.File {
		p.Fail()
		return
	}
	p.Replace(c.Span.Start, c.Span.End, c.Value)
}

// Insert puts text at an offset. What is inserted at one place stands in the
// order in which it was inserted.
func (p *Patch) Insert(at int, text string) { p.Replace(at, at, text) }

// Edits returns the edits in the order of the text, or nil where a change
// failed or two of them are about the same text.
func (p *Patch) Edits() []diag.Edit {
	if p.failed {
		return nil
	}
	slices.SortStableFunc(p.edits, func(a, b diag.Edit) int {
		return cmp.Or(a.Start-b.Start, a.End-b.End)
	})
	var list []diag.Edit
	for _, e := range p.edits {
		n := len(list)
		switch {
		case n == 0 || e.Start > list[n-1].End, e.Start == list[n-1].End && e.Start < e.End && list[n-1].Start < list[n-1].End:
			list = append(list, e)
		case e == list[n-1] && e.Start < e.End: // said twice
		case e.Start == e.End && list[n-1].End == e.Start, e.Start == list[n-1].Start && list[n-1].Start == list[n-1].End:
			// An insertion beside another edit becomes one with it.
			list[n-1].Text += p.behind(&list[n-1], e.Text)
			list[n-1].End = e.End
		case e.Text == "" && list[n-1].Text == "":
			list[n-1].End = max(list[n-1].End, e.End)
		case p.lineInPlace(&list[n-1], &e):
		default:
			return nil
		}
	}
	return list
}

// behind returns what is inserted behind an edit: a new line behind last lines
// that go whole needs no line break before it.
func (p *Patch) behind(before *diag.Edit, text string) string {
	raw := p.File.Raw
	whole := before.Text == "" && before.Start < before.End && before.End == len(raw) &&
		before.Start == p.File.LineStart(p.File.LineOf(before.Start)) && !strings.HasPrefix(strings.TrimPrefix(raw[before.Start:], "\r"), "\n")
	if !whole {
		return text
	}
	return strings.TrimPrefix(strings.TrimPrefix(text, "\r"), "\n")
}

// lineInPlace puts a new line in the place of whole lines that go, where it was
// to stand behind one of them.
func (p *Patch) lineInPlace(gone, line *diag.Edit) bool {
	raw := p.File.Raw
	text, ok := strings.CutPrefix(line.Text, "\r\n")
	if !ok {
		text, ok = strings.CutPrefix(line.Text, "\n")
	}
	lines := gone.Start == p.File.LineStart(p.File.LineOf(gone.Start)) && raw[gone.End-1] == '\n'
	if !ok || line.Start != line.End || line.End >= gone.End || !lines || gone.Text != "" && !strings.HasSuffix(gone.Text, "\n") {
		return false
	}
	gone.Text += text + line.Text[:len(line.Text)-len(text)]
	return true
}

// NewLine puts a line behind the line of an offset. The text has no line break;
// the new one is as those of the file.
func (p *Patch) NewLine(at int, text string) {
	line := p.File.LineOf(at)
	p.Insert(p.File.LineEnd(line), strings.ReplaceAll("\n"+text, "\n", lineBreak(p.File, line)))
}

// lineBreak returns the line break at the end of a line, else that of the line
// before.
func lineBreak(f *source.File, line int) string {
	for ; line > 0; line-- {
		if end := f.LineEnd(line); line < f.Lines() {
			return f.Raw[end:f.LineStart(line+1)]
		}
	}
	return "\n"
}

// DropLines removes the lines of [start, end) whole, if nothing else stands on
// them than blanks and, behind the last, a comment that begins with mark.
func (p *Patch) DropLines(start, end int, marks ...string) {
	f := p.File
	first, last := f.LineOf(start), f.LineOf(max(end-1, start))
	rest := strings.TrimSpace(f.Raw[min(end, f.LineEnd(last)):f.LineEnd(last)])
	alone := strings.TrimSpace(f.Raw[f.LineStart(first):start]) == "" || start <= f.BOM()
	if !alone || (rest != "" && !slices.ContainsFunc(marks, func(m string) bool { return strings.HasPrefix(rest, m) })) {
		p.Fail()
		return
	}
	from, to := f.LineStart(first), len(f.Raw)
	if first == 1 {
		from = f.BOM()
	}
	if last < f.Lines() {
		to = f.LineStart(last + 1)
	} else if first > 1 && from < len(f.Raw) {
		from = f.LineEnd(first - 1) // the last line has no line break of its own
	}
	p.Replace(from, to, "")
}

// Comment removes a comment: with its line where it is alone on it, else with
// the blanks before it.
func (p *Patch) Comment(span source.Span) {
	f := p.File
	if span.File != f {
		p.Fail()
		return
	}
	start := span.Start
	for start > f.LineStart(f.LineOf(span.Start)) && (f.Raw[start-1] == ' ' || f.Raw[start-1] == '\t') {
		start--
	}
	if start == f.LineStart(f.LineOf(span.Start)) {
		p.DropLines(span.Start, span.End)
		return
	}
	p.Replace(start, span.End, "")
}

// Item is the place of one of the words or items of a list.
type Item struct {
	Start, End int
	Drop       bool
}

// DropItems removes the items that are marked, each with what stands between it
// and the one before, and the first ones with what stands behind them. It
// returns false, with nothing done, where none would be left.
func (p *Patch) DropItems(items []Item) bool {
	if !slices.ContainsFunc(items, func(i Item) bool { return !i.Drop }) {
		return false
	}
	for i := 0; i < len(items); i++ {
		if !items[i].Drop {
			continue
		}
		from := i
		for i+1 < len(items) && items[i+1].Drop {
			i++
		}
		if from > 0 {
			p.Replace(items[from-1].End, items[i].End, "")
		} else {
			p.Replace(items[0].Start, items[i+1].Start, "")
		}
	}
	return true
}
