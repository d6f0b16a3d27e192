package shellkv

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// Script is a shell script as its statements, none of which is ever run.
type Script struct {
	Statements []Statement
	// Comments are all comments, in the order of the text.
	Comments []Item

	reader *reader
	vars   map[string]string
}

// Statement is one statement and where the text that it was parsed from begins.
type Statement struct {
	*syntax.Stmt
	base   int
	script *Script
}

// ReadScript reads a script line by line, a statement of several lines at once,
// and reports what no shell could parse.
func ReadScript(f *source.File) (*Script, diag.List) {
	s := &Script{reader: &reader{file: f, text: Text(f)}}
	r := s.reader
	for r.off < len(r.text) {
		for r.off < len(r.text) && isSpace(r.text[r.off]) {
			r.off++
		}
		switch {
		case r.off == len(r.text):
		case r.text[r.off] == '#':
			r.comment(false)
		default:
			s.statement()
		}
	}
	for _, it := range r.items {
		if it.Kind == Comment {
			s.Comments = append(s.Comments, it)
		}
	}
	return s, r.diags
}

// statement reads the statements of the logical line at the offset, or the one
// that begins there and spans lines.
func (s *Script) statement() {
	r, start := s.reader, s.reader.off
	end, open := logicalEnd(r.text, start)
	if end-start > maxLine {
		r.parsed() // which reports it
		return
	}
	file, err := r.parse(r.text[start:end])
	if err == nil {
		r.off = end
		s.add(file.Stmts, start)
		r.comments(file, start)
		return
	}
	if !open && r.misses < maxMisses {
		if stmt, stop := r.first(start, window(r.text, start)); stmt != nil && stop > start {
			r.off = min(stop, len(r.text))
			s.add([]*syntax.Stmt{stmt}, start)
			return
		}
		r.misses++
	}
	at, why := explain(err)
	r.off = end
	r.broken(start, end, min(start+at, end), why)
}

func (s *Script) add(list []*syntax.Stmt, base int) {
	for _, stmt := range list {
		s.Statements = append(s.Statements, Statement{stmt, base, s})
	}
}

// Of returns another statement of the same text: a part of this one.
func (st *Statement) Of(part *syntax.Stmt) *Statement { return &Statement{part, st.base, st.script} }

// Span returns the place of the statement.
func (st *Statement) Span() source.Span {
	start, end := st.base+int(st.Pos().Offset()), st.base+int(st.End().Offset())
	return st.script.reader.span(start, min(end, len(st.script.reader.text)))
}

// Vars makes the values of variables known that are assigned once in the
// script, at its top level, to text. Assignments anywhere else make a variable
// unknown: nobody knows whether and when they happen.
func (s *Script) Vars() {
	count := map[string]int{}
	for _, st := range s.Statements {
		syntax.Walk(st.Stmt, func(n syntax.Node) bool {
			switch n := n.(type) {
			case *syntax.Assign:
				if n.Name != nil {
					count[n.Name.Value]++
				}
			case *syntax.WordIter:
				count[n.Name.Value] += 2
			case *syntax.CallExpr:
				reads(n, count)
			}
			return true
		})
	}
	s.vars = map[string]string{}
	s.reader.vars = s.vars
	for i := range s.Statements {
		for _, it := range s.Statements[i].Assigned() {
			if count[it.Key] == 1 && it.Unknown == "" {
				s.vars[it.Key] = it.Value
			}
		}
	}
}

// reads counts the variables that a command fills by itself.
func reads(call *syntax.CallExpr, count map[string]int) {
	if len(call.Args) == 0 {
		return
	}
	switch call.Args[0].Lit() {
	case "read", "mapfile", "readarray", "getopts", "unset", "printf", "local", "let":
		for _, arg := range call.Args[1:] {
			count[arg.Lit()] += 2
		}
	}
}

// Assigned returns the variables that the statement sets and does nothing else;
// nil for any other statement.
func (st *Statement) Assigned() []Item {
	r := st.script.reader
	items, diags := r.items, r.diags
	r.items, r.diags = nil, nil
	done := r.assignments(st.Stmt, st.base)
	found := r.items
	r.items, r.diags = items, diags
	if !done {
		return nil
	}
	return found
}

// Words returns the words of a simple command as its program would get them,
// variables of the script filled in. A word that only a shell could tell has
// Unknown set. It is nil for a statement that is no simple command.
func (st *Statement) Words() []Item {
	call, ok := st.Cmd.(*syntax.CallExpr)
	if !ok {
		return nil
	}
	var words []Item
	for _, w := range call.Args {
		words = append(words, st.word(w)...)
	}
	return words
}

func (st *Statement) word(w *syntax.Word) []Item {
	r := st.script.reader
	start, end := st.base+int(w.Pos().Offset()), st.base+int(w.End().Offset())
	it := Item{Kind: Assign, base: start}
	it.Span = r.span(start, min(end, len(r.text)))
	it.Word, it.KeySpan = it.Span, it.Span
	r.decode(&it, w, st.base)
	if it.Unknown != "" {
		return []Item{it}
	}
	return it.split(w)
}

// split returns the words that a word with an unquoted variable falls into.
func (it *Item) split(w *syntax.Word) []Item {
	bare := false
	for _, part := range w.Parts {
		_, is := part.(*syntax.ParamExp)
		bare = bare || is
	}
	if !bare || !strings.ContainsAny(it.Value, " \t\n") {
		return []Item{*it}
	}
	if len(w.Parts) > 1 {
		it.Unknown = "where a shell splits it"
		return []Item{*it}
	}
	var words []Item
	for _, f := range it.Fields() {
		one := *it
		one.Value = f.Text
		one.pieces = nil
		for i := range len(f.Text) {
			one.pieces = append(one.pieces, piece{at: i, src: it.Span.Start, width: it.Span.End - it.Span.Start})
		}
		words = append(words, one)
	}
	return words
}
