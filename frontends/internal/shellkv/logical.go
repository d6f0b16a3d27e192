package shellkv

// logicalEnd returns the end of the logical line at start: the first line feed
// that stands neither in quotes nor behind a backslash. open reports that a
// quote is not closed: the end is then that of the line with the quote. A
// quote counts as not closed where the lines in it look like assignments of
// their own, since that is what a forgotten quote looks like.
func logicalEnd(text string, start int) (end int, open bool) {
	wordStart := true
	for i := start; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '\n':
			return i, false
		case c == '\\':
			i++
		case c == '#' && wordStart:
			return endOfLine(text, i), false
		case c == '"' || c == '\'':
			ansi := c == '\'' && i > start && text[i-1] == '$'
			closing := closingQuote(text, i, ansi)
			if closing < 0 {
				return endOfLine(text, i), true
			}
			i = closing
		}
		wordStart = isBlank(c) || c == ';' || c == '&' || c == '|' || c == '(' || c == ')'
	}
	return len(text), false
}

// closingQuote returns the offset of the quote that closes the one at open, or
// -1.
func closingQuote(text string, open int, ansi bool) int {
	quote, lines := text[open], 0
	for i := open + 1; i < len(text); i++ {
		switch c := text[i]; {
		case c == quote:
			return i
		case c == '\\' && (quote == '"' || ansi):
			i++
			if i < len(text) && text[i] == '\n' {
				lines++
			}
		case c == '\n':
			if lines++; lines > maxLines || looksAssigned(text[i+1:]) {
				return -1
			}
		}
	}
	return -1
}

// looksAssigned reports whether the text begins like a line of a configuration
// file: a name in capitals and an equals sign.
func looksAssigned(text string) bool {
	n := nameLen(text)
	if n == 0 || n == len(text) || text[n] != '=' {
		return false
	}
	for i := range n {
		if text[i] >= 'a' && text[i] <= 'z' {
			return false
		}
	}
	return true
}
