package shellkv

// plain cuts out an assignment that stands alone on its line, in one of the
// forms KEY=word, KEY="text" and KEY='text' without anything that a shell
// would look at twice, with or without a comment behind it. It returns false,
// with nothing done, for every other line: the parser reads those.
func (r *reader) plain(start int) bool {
	key := start + nameLen(r.text[start:])
	if key == start || key >= len(r.text) || r.text[key] != '=' {
		return false
	}
	word := key + 1
	from, to, end := word, word, word
	if word < len(r.text) && (r.text[word] == '"' || r.text[word] == '\'') {
		from, to = word+1, quotedEnd(r.text, word+1, r.text[word])
		end = to + 1
	} else {
		to = wordEnd(r.text, word)
		end = to
	}
	if to < 0 {
		return false
	}
	rest := end
	for rest < len(r.text) && isBlank(r.text[rest]) {
		rest++
	}
	comment := rest > end && rest < len(r.text) && r.text[rest] == '#'
	if rest < len(r.text) && r.text[rest] != '\n' && !comment {
		return false
	}
	r.add(Item{
		Kind: Assign, Key: r.text[start:key], Value: r.text[from:to], base: from,
		KeySpan: r.span(start, key), Word: r.span(word, end), Span: r.span(start, end),
	})
	r.off = rest
	if comment {
		r.comment(true)
	}
	return true
}

// nameLen returns the length of the shell name that text begins with.
func nameLen(text string) int {
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '_', c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z':
		case c >= '0' && c <= '9' && i > 0:
		default:
			return i
		}
	}
	return len(text)
}

// wordEnd returns the end of the unquoted word at from, or -1 where it holds
// anything but the characters that mean themselves everywhere in a shell.
func wordEnd(text string, from int) int {
	for i := from; i < len(text); i++ {
		c := text[i]
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c >= 'A' && c <= 'Z':
		case c == '.', c == '_', c == '-', c == ':', c == '/', c == ',', c == '=', c == '%', c == '+', c == '@':
		case isBlank(c), c == '\n':
			return i
		default:
			return -1
		}
	}
	return len(text)
}

// quotedEnd returns the offset of the closing quote, or -1 where the text
// needs a closer look or the line ends first.
func quotedEnd(text string, from int, quote byte) int {
	for i := from; i < len(text); i++ {
		switch c := text[i]; {
		case c == quote:
			return i
		case c == '\n':
			return -1
		case quote == '"' && (c == '\\' || c == '$' || c == '`'):
			return -1
		}
	}
	return -1
}
