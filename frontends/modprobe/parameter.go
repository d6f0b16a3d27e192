package modprobe

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
)

// parameters cuts the text from the i-th word on into parameters as the kernel
// does: at blanks that do not stand between double quotes (lib/cmdline.c,
// next_arg).
func (l *line) parameters(i int) []word {
	if i >= len(l.words) {
		return nil
	}
	var list []word
	for pos := l.words[i].from; pos < len(l.text); {
		for pos < len(l.text) && blank(l.text[pos]) {
			pos++
		}
		from, quoted := pos, false
		for ; pos < len(l.text) && (quoted || !blank(l.text[pos])); pos++ {
			if l.text[pos] == '"' {
				quoted = !quoted
			}
		}
		if from < pos {
			list = append(list, word{l.text[from:pos], from, pos, l.at(from, pos)})
		}
	}
	return list
}

// setting reads one parameter.
func (l *line) setting(w word) ir.Setting {
	whole := unquote(w)
	key, value := whole, word{}
	if i := strings.IndexByte(whole.text, '='); i >= 0 {
		key = word{text: whole.text[:i], from: whole.from, to: whole.from + i}
		value = word{text: whole.text[i+1:], from: key.to + 1, to: whole.to}
	}
	s := ir.Setting{Key: key.text, Raw: value.text, KeySpan: w.span, Span: w.span}
	if key.from < key.to {
		s.KeySpan = l.at(key.from, key.to)
	}
	if value.from < value.to {
		s.Span = l.at(value.from, value.to)
	}
	s.ID, _ = option.Lookup(option.Modprobe, canonical(s.Key))
	if s.ID == option.Unknown {
		s.ID = option.LookupKernel(canonical(s.Key))
		s.Problem = unknown(s.ID, s.Key)
		return s
	}
	s.Value, s.Problem = option.Decode(option.Modprobe, s.ID, unquote(value).text)
	return s
}

// unquote takes off the double quotes that the kernel takes off: one at the
// start, and then one at the end.
func unquote(w word) word {
	if !strings.HasPrefix(w.text, `"`) {
		return w
	}
	w.text, w.from = w.text[1:], w.from+1
	if strings.HasSuffix(w.text, `"`) {
		w.text, w.to = w.text[:len(w.text)-1], w.to-1
	}
	return w
}

// unknown says why a parameter is none of the driver's.
func unknown(id option.ID, key string) option.Problem {
	if id != option.Unknown {
		return option.Problem{Kind: option.NotHere, Text: fmt.Sprintf("%q is a bonding option, but %s", key, option.Spell(id, option.Modprobe).Unsupported)}
	}
	text := fmt.Sprintf("the bonding module has no parameter %q", key)
	if near := option.Suggest(option.Modprobe, key); near != "" {
		text += fmt.Sprintf("; did you mean %q?", near)
	}
	return option.Problem{Kind: option.UnknownOption, Text: text}
}
