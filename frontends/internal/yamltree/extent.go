package yamltree

import (
	"strings"

	"gopkg.in/yaml.v3"
)

// The parser says where a node starts and not where it ends. What follows finds
// the end from the text and the style, and is content with less than the whole
// extent where the text is stranger than a configuration file.

// scalar returns the extent of a scalar without its anchor and tag.
func (p *places) scalar(y *yaml.Node, start int) (int, int) {
	if y.Value == "" && y.Style&quoted == 0 {
		return start, start
	}
	start = p.skipProperties(start)
	rest := p.text[start:]
	switch {
	case y.Style&yaml.DoubleQuotedStyle != 0:
		return start, start + doubleQuoted(rest)
	case y.Style&yaml.SingleQuotedStyle != 0:
		return start, start + singleQuoted(rest)
	case y.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return start, p.block(start)
	case strings.HasPrefix(rest, y.Value):
		return start, start + len(y.Value)
	}
	return start, start + folded(rest, y.Value)
}

// skipProperties steps over anchors, tags and what separates them from the
// node that they belong to.
func (p *places) skipProperties(at int) int {
	for at < len(p.text) && (p.text[at] == '&' || p.text[at] == '!') {
		for at < len(p.text) && strings.IndexByte(" \t\n", p.text[at]) < 0 {
			at++
		}
		at = p.skipBlank(at, "")
	}
	return at
}

// skipBlank steps over blanks, line breaks, comments and the bytes of extra.
func (p *places) skipBlank(at int, extra string) int {
	for at < len(p.text) {
		c := p.text[at]
		switch {
		case c == ' ' || c == '\t' || c == '\n' || strings.IndexByte(extra, c) >= 0:
			at++
		case c == '#':
			end := strings.IndexByte(p.text[at:], '\n')
			if end < 0 {
				return len(p.text)
			}
			at += end
		default:
			return at
		}
	}
	return at
}

func singleQuoted(text string) int {
	for i := 1; i < len(text); i++ {
		if text[i] != '\'' {
			continue
		}
		if i+1 < len(text) && text[i+1] == '\'' {
			i++
			continue
		}
		return i + 1
	}
	return len(text)
}

func doubleQuoted(text string) int {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(text)
}

// folded returns how much of the text a plain scalar of several lines takes:
// the words of the value with any blanks between them.
func folded(text, value string) int {
	at := 0
	for _, word := range strings.FieldsFunc(value, isSpace) {
		next := at
		for next < len(text) && isSpace(rune(text[next])) {
			next++
		}
		if !strings.HasPrefix(text[next:], word) {
			break
		}
		at = next + len(word)
	}
	return at
}

func isSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\n' }

// block returns the end of a block scalar whose "|" or ">" stands at start:
// the lines below that are empty or indented as deep as the first one, which
// is deeper than the line of the header.
func (p *places) block(start int) int {
	line, _ := p.file.Position(start)
	outer, inner := p.indent(line), -1
	end := p.file.LineEnd(line)
	for line++; line <= p.file.Lines(); line++ {
		from, to := p.file.LineStart(line), p.file.LineEnd(line)
		if strings.TrimLeft(p.text[from:to], " ") == "" {
			continue
		}
		indent := p.indent(line)
		if inner < 0 {
			inner = max(indent, outer+1)
		}
		if indent < inner {
			break
		}
		end = to
	}
	return max(start, end)
}

func (p *places) indent(line int) int {
	from, to := p.file.LineStart(line), p.file.LineEnd(line)
	return to - from - len(strings.TrimLeft(p.text[from:to], " "))
}

// collectionStart steps over the anchor and tag of a list or mapping.
func (p *places) collectionStart(start int) int {
	if start < len(p.text) && (p.text[start] == '&' || p.text[start] == '!') {
		return p.skipProperties(start)
	}
	return start
}

// collectionEnd returns the end of a list or mapping: its closing bracket, or
// the end of its last child.
func (p *places) collectionEnd(y *yaml.Node, n *Node) int {
	end := n.Start
	if len(n.Children) > 0 {
		end = max(end, n.Children[len(n.Children)-1].End)
	}
	if y.Style&yaml.FlowStyle == 0 || n.Start >= len(p.text) {
		return end
	}
	open, closing := byte('['), byte(']')
	if n.Kind == Mapping {
		open, closing = '{', '}'
	}
	if p.text[n.Start] != open {
		return end // the one pair of "[key: value]"
	}
	at := p.skipBlank(max(end, n.Start+1), ",?:")
	if at < len(p.text) && p.text[at] == closing {
		return at + 1
	}
	return end
}
