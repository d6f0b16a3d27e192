package keyfile

import (
	"slices"
	"strings"

	"gopkg.in/ini.v1"

	"github.com/bondc/bondc/frontends/internal/ignores"
	"github.com/bondc/bondc/ir/source"
)

// key is one key of a file.
type key struct {
	group, name string
	// raw is the value as written; value without GLib's escapes.
	raw                string
	nameSpan, span, at source.Span
}

// document is the text of one file.
type document struct {
	keys     []key
	comments []ignores.Comment
	// bad are the lines that GLib cannot read, and why.
	bad []badLine
	// groups are the places of the group headers.
	groups map[string]source.Span
}

// id tells a key from others.
func (k *key) id() [2]string { return [2]string{k.group, k.name} }

// last returns the place of the last key of each name, the one that counts to GLib.
func (d *document) last() map[[2]string]int {
	last := make(map[[2]string]int, len(d.keys))
	for i := range d.keys {
		last[d.keys[i].id()] = i
	}
	return last
}

type badLine struct {
	span source.Span
	why  string
}

// maxKeys bounds the keys of one file: one that has so many is refused.
const maxKeys = 20000

// read reads a file: ini.v1 splits it into keys and values, the scan finds
// their places. ini.v1 knows more quotes and brackets than GLib does; where the
// two are out of step the scan, which goes by lines as GLib does, is right.
func read(f *source.File) *document {
	d := scan(f)
	if len(d.keys) == maxKeys {
		return d // ini.v1 would look at each beside all others
	}
	keys := split(f.Text)
	if !inStep(keys, d.keys) {
		return d
	}
	for i := range keys {
		at := &d.keys[i]
		keys[i].nameSpan, keys[i].span, keys[i].at = at.nameSpan, at.span, at.at
	}
	d.keys = keys
	return d
}

// inStep reports whether two readings of a file have come to the same.
func inStep(a, b []key) bool {
	return slices.EqualFunc(a, b, func(x, y key) bool { return x.group == y.group && x.name == y.name && x.raw == y.raw })
}

// split reads the keys of a text with ini.v1: all of them, in the order of the
// groups and of the text, values as they are written.
func split(text string) []key {
	file, err := ini.LoadSources(ini.LoadOptions{
		AllowNonUniqueSections: true, AllowShadows: true, AllowDuplicateShadowValues: true,
		IgnoreInlineComment: true, IgnoreContinuation: true, PreserveSurroundedQuote: true,
		KeyValueDelimiters: "=", SkipUnrecognizableLines: true, SpaceBeforeInlineComment: true,
	}, []byte(text))
	if err != nil {
		return nil
	}
	var keys []key
	for _, section := range file.Sections() {
		for _, k := range section.Keys() {
			for _, value := range k.ValueWithShadows() {
				keys = append(keys, key{group: section.Name(), name: k.Name(), raw: value})
			}
		}
	}
	return keys
}

// scan finds groups, keys and comments line by line (g_key_file_parse_line).
func scan(f *source.File) *document {
	d := &document{groups: map[string]source.Span{}}
	group, start := "", 0
	for start < len(f.Text) && len(d.keys) < maxKeys {
		end := start + len(f.Text[start:])
		if i := strings.IndexByte(f.Text[start:], '\n'); i >= 0 {
			end = start + i
		}
		from, to := trimmed(f.Text, start, end)
		line := f.Text[from:to]
		switch {
		case line == "":
		case line[0] == '#':
			d.comments = append(d.comments, ignores.Comment{Span: f.Span(from, to)})
		case line[0] == '[' && line[len(line)-1] == ']' && len(line) > 2:
			group = line[1 : len(line)-1]
			if _, seen := d.groups[group]; !seen {
				d.groups[group] = f.Span(from, to)
			}
		case strings.IndexByte(line, '=') > 0 && group != "":
			d.keys = append(d.keys, keyAt(f, group, from, to))
		case strings.IndexByte(line, '=') > 0:
			d.bad = append(d.bad, badLine{f.Span(from, to), "the key stands in no [group]"})
		default:
			d.bad = append(d.bad, badLine{f.Span(from, to), "it is neither [group], KEY=VALUE nor a comment"})
		}
		start = end + 1
	}
	return d
}

// trimmed returns the part of a line without the blanks around it.
func trimmed(text string, from, to int) (int, int) {
	for from < to && blank(text[from]) {
		from++
	}
	for to > from && blank(text[to-1]) {
		to--
	}
	return from, to
}

func blank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f' }

func keyAt(f *source.File, group string, from, to int) key {
	sign := from + strings.IndexByte(f.Text[from:to], '=')
	_, nameEnd := trimmed(f.Text, from, sign)
	value, _ := trimmed(f.Text, sign+1, to)
	return key{
		group: group, name: f.Text[from:nameEnd], raw: f.Text[value:to],
		nameSpan: f.Span(from, nameEnd), span: f.Span(from, to), at: f.Span(value, to),
	}
}

// unescape takes GLib's escapes out of a value (g_key_file_parse_value_as_string);
// what is no escape stays.
func unescape(raw string) string {
	if !strings.Contains(raw, `\`) {
		return raw
	}
	var b strings.Builder
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' || i+1 == len(raw) {
			b.WriteByte(raw[i])
			continue
		}
		i++
		switch raw[i] {
		case 's':
			b.WriteByte(' ')
		case 'n':
			b.WriteByte('\n')
		case 't':
			b.WriteByte('\t')
		case 'r':
			b.WriteByte('\r')
		case '\\', ';':
			b.WriteByte(raw[i])
		default:
			b.WriteString(raw[i-1 : i+1])
		}
	}
	return b.String()
}

// part is one item of a list, in bytes of the raw value.
type part struct{ from, to int }

// parts splits a list at the bytes of separators that no backslash precedes.
func parts(raw, separators string) []part {
	var list []part
	start := 0
	for i := 0; i <= len(raw); i++ {
		switch {
		case i < len(raw) && raw[i] == '\\':
			i++
		case i == len(raw) || strings.IndexByte(separators, raw[i]) >= 0:
			from, to := trimmed(raw, start, min(i, len(raw)))
			if from < to {
				list = append(list, part{from, to})
			}
			start = i + 1
		}
	}
	if start < len(raw) && start > 0 && len(raw) > 0 && raw[len(raw)-1] == '\\' {
		if from, to := trimmed(raw, start, len(raw)); from < to {
			list = append(list, part{from, to})
		}
	}
	return list
}
