package shellkv

import (
	"strings"
	"unicode/utf8"

	"mvdan.cc/sh/v3/syntax"
)

// decode fills in the item's value from a parsed word, or says what it depends
// on. The parser only tells the parts of the word: their text is read from the
// file, so that every byte of the value keeps its place.
func (r *reader) decode(it *Item, w *syntax.Word, base int) {
	d := decoder{text: r.text}
	for i, part := range w.Parts {
		if why := r.unknown(part); why != "" {
			it.Unknown = why
			return
		}
		from, to := base+int(part.Pos().Offset()), base+int(part.End().Offset())
		if _, single := part.(*syntax.SglQuoted); !single && strings.Contains(r.text[from:to], "$\\\n") {
			it.Unknown = "a variable" // whose name a continuation line hides
			return
		}
		switch part := part.(type) {
		case *syntax.Lit:
			if tilde(r.text[from:to], i == 0) {
				it.Unknown = "a home directory (~)"
				return
			}
			d.bare(from, to)
		case *syntax.SglQuoted:
			if part.Dollar {
				d.ansi(from+2, to-1)
			} else {
				d.run(from+1, to-1)
			}
		case *syntax.DblQuoted:
			if len(r.vars) == 0 {
				d.double(from+1+dollar(part.Dollar), to-1)
				continue
			}
			for _, inner := range part.Parts {
				from, to := base+int(inner.Pos().Offset()), base+int(inner.End().Offset())
				if v, ok := inner.(*syntax.ParamExp); ok {
					r.fill(&d, it, v, from, to)
				} else {
					d.double(from, to)
				}
			}
		case *syntax.ParamExp:
			r.fill(&d, it, part, from, to)
		}
	}
	d.finish(it)
}

// maxFilled bounds what the variables of a script come to, in bytes.
const maxFilled = 1 << 20

// fill adds the value of a variable.
func (r *reader) fill(d *decoder, it *Item, v *syntax.ParamExp, from, to int) {
	value := r.vars[v.Param.Value]
	if r.filled += len(value); r.filled > maxFilled {
		it.Unknown = "more text than bondc puts together"
		return
	}
	d.made(value, from, to-from)
}

// unknown says what the part of a word depends on, or "" where it is text or a
// variable whose value is known.
func (r *reader) unknown(part syntax.WordPart) string {
	switch part := part.(type) {
	case *syntax.ParamExp:
		if name, ok := plainParam(part); ok {
			if _, known := r.vars[name]; known {
				return ""
			}
		}
	case *syntax.DblQuoted:
		for _, inner := range part.Parts {
			if why := r.unknown(inner); why != "" {
				return why
			}
		}
		return ""
	}
	return unknown(part)
}

// plainParam returns the variable of $NAME or ${NAME} without anything that
// changes its value.
func plainParam(p *syntax.ParamExp) (string, bool) {
	if p.Param == nil || p.Excl || p.Length || p.Width || p.Index != nil || p.Slice != nil || p.Repl != nil || p.Exp != nil || p.Names != 0 {
		return "", false
	}
	return p.Param.Value, true
}

func dollar(is bool) int {
	if is {
		return 1
	}
	return 0
}

// unknown says what the part of a word depends on, or "".
func unknown(part syntax.WordPart) string {
	switch part := part.(type) {
	case *syntax.Lit, *syntax.SglQuoted:
		return ""
	case *syntax.DblQuoted:
		for _, inner := range part.Parts {
			if why := unknown(inner); why != "" {
				return why
			}
		}
		return ""
	case *syntax.ParamExp:
		return "a variable"
	case *syntax.CmdSubst, *syntax.ProcSubst:
		return "a command"
	case *syntax.ArithmExp:
		return "a calculation"
	}
	return "a pattern"
}

// tilde reports whether a shell would put a home directory into the unquoted
// text of an assignment: at its start and behind a colon (bash(1), Tilde
// Expansion).
func tilde(text string, first bool) bool {
	text = strings.ReplaceAll(text, "\\\n", "")
	return (first && strings.HasPrefix(text, "~")) || strings.Contains(text, ":~")
}

// decoder puts a value together from runs of the text.
type decoder struct {
	text   string
	buf    []byte
	pieces []piece
}

// run adds the bytes [from, to) of the text as they are.
func (d *decoder) run(from, to int) {
	if from >= to {
		return
	}
	if n := len(d.pieces); n == 0 || !d.follows(d.pieces[n-1], from) {
		d.pieces = append(d.pieces, piece{at: len(d.buf), src: from})
	}
	d.buf = append(d.buf, d.text[from:to]...)
}

// follows reports whether the text at from goes on where the last piece ends.
func (d *decoder) follows(p piece, from int) bool {
	return p.width == 0 && p.src+len(d.buf)-p.at == from
}

// made adds bytes that come from an escape of the given place.
func (d *decoder) made(text string, from, width int) {
	for i := range len(text) {
		d.pieces = append(d.pieces, piece{at: len(d.buf), src: from, width: width})
		d.buf = append(d.buf, text[i])
	}
}

// finish stores the value. One run that stands in the text as it is needs no
// map.
func (d *decoder) finish(it *Item) {
	switch {
	case len(d.pieces) == 0:
		it.base = it.Word.Start
		if it.Word.End-it.Word.Start >= 2 {
			it.base = it.Word.End - 1 // between the quotes
		}
	case len(d.pieces) == 1 && d.pieces[0].width == 0:
		it.base = d.pieces[0].src
		it.Value = d.text[it.base : it.base+len(d.buf)]
	default:
		it.Value, it.pieces = string(d.buf), d.pieces
	}
}

// bare adds unquoted text: a backslash takes the next character as it is, and
// with a line feed it vanishes.
func (d *decoder) bare(from, to int) {
	start := from
	for i := from; i < to; i++ {
		if d.text[i] != '\\' {
			continue
		}
		d.run(start, i)
		start = i + 1
		if start < to && d.text[start] == '\n' {
			start++
		}
		i++
	}
	d.run(min(start, to), to)
}

// double adds text in double quotes, where a backslash only counts before the
// characters that are special there.
func (d *decoder) double(from, to int) {
	start := from
	for i := from; i+1 < to; i++ {
		if d.text[i] != '\\' {
			continue
		}
		switch d.text[i+1] {
		case '$', '`', '"', '\\':
			d.run(start, i)
			start = i + 1
		case '\n':
			d.run(start, i)
			start = i + 2
		}
		i++
	}
	d.run(min(start, to), to)
}

// ansi adds the text of $'..' with its escapes (bash(1), QUOTING).
func (d *decoder) ansi(from, to int) {
	start := from
	for i := from; i < to; {
		if d.text[i] != '\\' || i+1 >= to {
			i++
			continue
		}
		d.run(start, i)
		made, n := escape(d.text[i+1 : to])
		if made == "\x00" {
			return // as in bash, the rest of the quote is gone
		}
		d.made(made, i, 1+n)
		i += 1 + n
		start = i
	}
	d.run(start, to)
}

// escape decodes the escape that text begins with, behind its backslash, and
// returns how many bytes of text it takes.
func escape(text string) (made string, n int) {
	const from, to = `abeEfnrtv\'"?`, "\a\b\x1b\x1b\f\n\r\t\v\\'\"?"
	if i := strings.IndexByte(from, text[0]); i >= 0 {
		return to[i : i+1], 1
	}
	switch c := text[0]; {
	case c >= '0' && c <= '7':
		v, n := digits(text, 8, 3)
		return string([]byte{byte(v)}), n
	case c == 'x':
		if v, n := digits(text[1:], 16, 2); n > 0 {
			return string([]byte{byte(v)}), 1 + n
		}
	case c == 'u', c == 'U':
		most := 4
		if c == 'U' {
			most = 8
		}
		if v, n := digits(text[1:], 16, most); n > 0 {
			return string(utf8.AppendRune(nil, rune(v))), 1 + n
		}
	case c == 'c' && len(text) > 1 && text[1] < utf8.RuneSelf:
		return string([]byte{text[1] & 0x1f}), 2
	}
	return "\\" + text[:1], 1
}

// digits reads up to most digits of the base.
func digits(text string, base, most int) (value int64, n int) {
	for n < most && n < len(text) {
		d, ok := digit(text[n])
		if !ok || d >= base {
			break
		}
		value = value*int64(base) + int64(d)
		n++
	}
	return value, n
}

func digit(c byte) (value int, ok bool) {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0'), true
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10, true
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10, true
	}
	return 0, false
}
