package shellkv

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"github.com/bondc/bondc/ir/diag"
)

// Limits of what goes to the parser at once. It recurses, so that the size of
// a line bounds the stack; the other two keep hostile files linear.
const (
	maxLine   = 64 << 10 // bytes of one logical line
	maxLines  = 64       // lines that one statement or value may span
	maxMisses = 32       // statements of several lines that turned out not to be
	maxBad    = 1000     // commands and broken lines in one file
	maxItems  = 1 << 16  // items in one file
)

// parsed reads the logical line at the offset with the parser.
func (r *reader) parsed() {
	start := r.off
	end, open := logicalEnd(r.text, start)
	if end-start > maxLine {
		r.off = end
		r.broken(start, endOfLine(r.text, start), start, fmt.Sprintf("it is longer than %d KiB", maxLine>>10))
		return
	}
	file, err := r.parse(r.text[start:end])
	if err == nil {
		r.off = end
		r.statements(file.Stmts, start)
		r.comments(file, start)
		return
	}
	at, why := explain(err)
	if !open && (syntax.IsIncomplete(err) || strings.Contains(why, "here-document")) && r.block(start) {
		return
	}
	r.off = end // a quote that is never closed spoils its own line
	if open {
		r.off = swallowed(r.text, end)
	}
	r.broken(start, end, min(start+at, end), why)
}

// swallowed returns the end of what an open quote swallows for certain: the
// lines up to the next that looks like an assignment of its own. Nothing more
// is to be said about them.
func swallowed(text string, end int) int {
	for end < len(text) && !looksAssigned(text[end+1:]) {
		end = endOfLine(text, end+1)
	}
	return end
}

// parse runs the parser over one logical line.
func (r *reader) parse(text string) (file *syntax.File, err error) {
	r.ready()
	defer guard(&err)
	return r.parser.Parse(strings.NewReader(text), "")
}

func (r *reader) ready() {
	if r.parser == nil {
		r.parser = syntax.NewParser(syntax.Variant(syntax.LangBash), syntax.KeepComments(true))
	}
}

var errParser = errors.New("the parser gave up")

// guard turns a panic of the parser, which is not ours, into an error.
func guard(err *error) {
	if recover() != nil {
		*err = errParser
	}
}

// block reads a statement of several lines (if, a function, a here-document)
// as one command: what stands in it depends on what a shell would find.
func (r *reader) block(start int) bool {
	if r.misses >= maxMisses {
		return false
	}
	stmt, end := r.first(start, window(r.text, start))
	if stmt == nil {
		r.misses++
		return false
	}
	end = min(end, len(r.text))
	r.off = end
	if here(stmt) && !documented(stmt) { // an empty one: its last line is left over
		r.off = endOfLine(r.text, min(endOfLine(r.text, end)+1, len(r.text)))
	}
	if !r.assignments(stmt, start) {
		r.command(start, end, firstWord(stmt))
	}
	return true
}

// first returns the first statement of text[start:end] and where it ends. The
// parser goes on to the second, since only then a here-document is complete.
func (r *reader) first(start, end int) (stmt *syntax.Stmt, stop int) {
	r.ready()
	var failed error
	defer func() {
		if recover() != nil || stmt == nil || (failed != nil && here(stmt) && !documented(stmt)) {
			stmt, stop = nil, 0
			return
		}
		stop = start + int(stmt.End().Offset())
	}()
	for s, err := range r.parser.StmtsSeq(strings.NewReader(r.text[start:end])) {
		if err != nil || stmt != nil {
			failed = err
			break
		}
		stmt = s
	}
	return stmt, stop
}

// here reports whether the statement has a here-document, documented whether
// its text was found.
func here(stmt *syntax.Stmt) bool {
	return slices.ContainsFunc(stmt.Redirs, func(r *syntax.Redirect) bool { return r.Op == syntax.Hdoc || r.Op == syntax.DashHdoc })
}

func documented(stmt *syntax.Stmt) bool {
	return slices.ContainsFunc(stmt.Redirs, func(r *syntax.Redirect) bool { return r.Hdoc != nil })
}

// window returns the end of the lines that a statement may span.
func window(text string, start int) int {
	end := start
	for range maxLines {
		end = endOfLine(text, end)
		if end == len(text) {
			break
		}
		end++
	}
	return min(end, start+maxLine)
}

// explain returns the offset and text of an error of the parser.
func explain(err error) (offset int, why string) {
	var parse syntax.ParseError
	var lang syntax.LangError
	switch {
	case errors.As(err, &parse) && strings.Contains(parse.Text, "closing quote"):
		return int(parse.Pos.Offset()), "the quote is not closed"
	case errors.As(err, &parse):
		return int(parse.Pos.Offset()), strings.ReplaceAll(parse.Text, "`", `"`)
	case errors.As(err, &lang):
		return int(lang.Pos.Offset()), "bash does not have " + lang.Feature
	}
	return 0, err.Error()
}

// statements adds the statements of a logical line that starts at base.
func (r *reader) statements(list []*syntax.Stmt, base int) {
	for _, stmt := range list {
		if !r.assignments(stmt, base) {
			start, end := base+int(stmt.Pos().Offset()), base+int(stmt.End().Offset())
			if call, ok := stmt.Cmd.(*syntax.CallExpr); ok && len(call.Args) > 0 && len(call.Assigns) > 0 {
				r.environment(call, base)
				start = base + int(call.Args[0].Pos().Offset())
			}
			r.command(start, min(end, len(r.text)), firstWord(stmt))
		}
	}
}

// assignments adds the variables that a statement sets, or returns false where
// it does anything else.
func (r *reader) assignments(stmt *syntax.Stmt, base int) bool {
	if stmt.Negated || stmt.Background || stmt.Coprocess || len(stmt.Redirs) > 0 {
		return false
	}
	var list []*syntax.Assign
	switch cmd := stmt.Cmd.(type) {
	case *syntax.CallExpr:
		if len(cmd.Args) > 0 {
			return false
		}
		list = cmd.Assigns
	case *syntax.DeclClause:
		if cmd.Variant == nil || cmd.Variant.Value != "export" {
			return false
		}
		list = cmd.Args
	}
	if len(list) == 0 {
		return false
	}
	for _, a := range list {
		if a.Name == nil || a.Naked {
			return false
		}
	}
	for _, a := range list {
		r.assign(a, base)
	}
	return true
}

// environment is what an assignment in front of a command depends on.
const environment = "the command behind it on the line"

// environment adds the assignments in front of a command: they reach nobody
// but that command.
func (r *reader) environment(call *syntax.CallExpr, base int) {
	for _, a := range call.Assigns {
		it := r.item(a, base)
		it.Unknown, it.Local = environment, true
		r.add(it)
	}
}

func (r *reader) item(a *syntax.Assign, base int) Item {
	start, end := base+int(a.Pos().Offset()), base+int(a.End().Offset())
	key := base + int(a.Name.End().Offset())
	it := Item{Kind: Assign, Key: a.Name.Value, KeySpan: r.span(start, key), Span: r.span(start, end)}
	word := min(key+1, end)
	if a.Value != nil {
		word = base + int(a.Value.Pos().Offset())
	}
	it.Word, it.base = r.span(word, end), word
	return it
}

// assign adds one assignment, with its value where that can be told.
func (r *reader) assign(a *syntax.Assign, base int) {
	it := r.item(a, base)
	switch {
	case a.Append:
		it.Unknown = "what the variable held before"
	case a.Array != nil || a.Index != nil:
		it.Unknown = "an array"
	case a.Value != nil:
		r.decode(&it, a.Value, base)
	}
	if it.Unknown != "" {
		r.report(diag.NotEvaluated, it.Span, fmt.Sprintf("the value of %q depends on %s", it.Key, it.Unknown),
			"bondc treats the file as data and evaluates nothing, so the value counts as unknown. Write the value itself.")
	}
	r.add(it)
}

// comments adds the comments of a logical line.
func (r *reader) comments(file *syntax.File, base int) {
	for _, stmt := range file.Stmts {
		for _, c := range stmt.Comments {
			r.parsedComment(base + int(c.Hash.Offset()))
		}
	}
	for _, c := range file.Last {
		r.parsedComment(base + int(c.Hash.Offset()))
	}
}

func (r *reader) parsedComment(start int) {
	r.addComment(start, endOfLine(r.text, start), true)
}

// firstWord returns the first word of a command where it is plain text.
func firstWord(stmt *syntax.Stmt) string {
	if call, ok := stmt.Cmd.(*syntax.CallExpr); ok && len(call.Args) > 0 {
		return call.Args[0].Lit()
	}
	return ""
}
