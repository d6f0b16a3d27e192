package hcl

import (
	"fmt"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/bondc/bondc/ir/source"
)

// Limits of the text. HCL's parser and evaluator recurse, and a stack that
// overflows cannot be recovered from, so the tokens are counted first. The
// limits are far beyond what anybody writes.
const (
	maxTokens    = 1_000_000 // a token costs about 100 bytes
	maxNesting   = 200       // brackets, quotes and interpolations inside each other
	maxOperators = 1_000     // operators, indexes and directives that nest without brackets
	maxNumeral   = 256       // bytes of one number
	maxPieces    = 2_000     // lines, and signs $ and %, of one string: the parser joins them in quadratic time
)

// refusal is why a text is not given to the parser.
type refusal struct {
	span source.Span
	why  string
}

// tooMany estimates the number of tokens, so that a hostile file is refused
// before its tokens are made. The estimate is never lower than half.
func tooMany(text string) bool {
	count, word := 0, false
	for i := range len(text) {
		switch c := text[i]; {
		case c == ' ' || c == '\t':
			word = false
		case c >= '0' && c <= '9', c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '_', c >= 0x80:
			if !word {
				count++
			}
			word = true
		default:
			count++
			word = false
		}
	}
	return count > maxTokens
}

// nesting follows the tokens as the parser will and knows how deep it would
// recurse.
type nesting struct {
	levels []level
	ops    int // of all levels together
}

// level is one open bracket, quote or interpolation.
type level struct {
	open hclsyntax.TokenType
	ops  int
	// lines says that a line break ends an item here.
	lines bool
	// pieces and bytes are those of a string.
	pieces, bytes int
}

// check returns why the tokens cannot be parsed safely, or nil.
func check(f *source.File, tokens hclsyntax.Tokens) *refusal {
	n := nesting{levels: []level{{lines: true}}}
	for i, tok := range tokens {
		n.step(tokens, i)
		why := ""
		switch {
		case len(n.levels) > maxNesting:
			why = fmt.Sprintf("brackets are nested deeper than %d here", maxNesting)
		case n.ops > maxOperators:
			why = fmt.Sprintf("more than %d operators stand in one expression here", maxOperators)
		case n.top().pieces > maxPieces:
			why = fmt.Sprintf("a string has more than %d lines and signs $ and %% here", maxPieces)
		case n.top().bytes > maxString:
			why = fmt.Sprintf("a string has more than %d bytes", maxString)
		case tok.Type == hclsyntax.TokenNumberLit && hostile(string(tok.Bytes)):
			why = "the number is too long or too large"
		default:
			continue
		}
		return &refusal{f.Span(tok.Range.Start.Byte, tok.Range.End.Byte), why}
	}
	return nil
}

func (n *nesting) step(tokens hclsyntax.Tokens, i int) {
	top := n.top()
	switch t := tokens[i].Type; t {
	case hclsyntax.TokenOBrace:
		n.push(t, !startsFor(tokens[i+1:]))
	case hclsyntax.TokenOBrack, hclsyntax.TokenTemplateControl:
		n.count(top)
		n.push(t, false)
	case hclsyntax.TokenOParen, hclsyntax.TokenOQuote, hclsyntax.TokenOHeredoc, hclsyntax.TokenTemplateInterp:
		n.push(t, false)
	case hclsyntax.TokenCBrace, hclsyntax.TokenCBrack, hclsyntax.TokenCParen, hclsyntax.TokenCQuote,
		hclsyntax.TokenCHeredoc, hclsyntax.TokenTemplateSeqEnd:
		if len(n.levels) > 1 && closes(top.open, t) {
			n.ops -= top.ops
			n.levels = n.levels[:len(n.levels)-1]
		}
	case hclsyntax.TokenNewline, hclsyntax.TokenComment:
		// A comment up to the end of its line takes the line break with it.
		if text := tokens[i].Bytes; top.lines && len(text) > 0 && text[len(text)-1] == '\n' {
			n.reset(top)
		}
	case hclsyntax.TokenComma:
		n.reset(top)
	case hclsyntax.TokenQuotedLit, hclsyntax.TokenStringLit:
		top.pieces++
		top.bytes += len(tokens[i].Bytes)
	case hclsyntax.TokenStar, hclsyntax.TokenSlash, hclsyntax.TokenPercent, hclsyntax.TokenPlus, hclsyntax.TokenMinus,
		hclsyntax.TokenEqualOp, hclsyntax.TokenNotEqual, hclsyntax.TokenLessThan, hclsyntax.TokenLessThanEq,
		hclsyntax.TokenGreaterThan, hclsyntax.TokenGreaterThanEq, hclsyntax.TokenAnd, hclsyntax.TokenOr,
		hclsyntax.TokenBang, hclsyntax.TokenQuestion, hclsyntax.TokenDot:
		n.count(top)
	}
}

func (n *nesting) top() *level { return &n.levels[len(n.levels)-1] }

func (n *nesting) push(open hclsyntax.TokenType, lines bool) {
	n.levels = append(n.levels, level{open: open, lines: lines})
}

func (n *nesting) count(l *level) { l.ops++; n.ops++ }

func (n *nesting) reset(l *level) { n.ops -= l.ops; l.ops = 0 }

// startsFor reports whether a brace opens a for expression, in which line
// breaks mean nothing.
func startsFor(tokens hclsyntax.Tokens) bool {
	for _, tok := range tokens {
		switch tok.Type {
		case hclsyntax.TokenNewline, hclsyntax.TokenComment:
			continue
		case hclsyntax.TokenIdent:
			return string(tok.Bytes) == "for"
		}
		return false
	}
	return false
}

func closes(open, end hclsyntax.TokenType) bool {
	switch open {
	case hclsyntax.TokenOBrace:
		return end == hclsyntax.TokenCBrace
	case hclsyntax.TokenOBrack:
		return end == hclsyntax.TokenCBrack
	case hclsyntax.TokenOParen:
		return end == hclsyntax.TokenCParen
	case hclsyntax.TokenOQuote:
		return end == hclsyntax.TokenCQuote
	case hclsyntax.TokenOHeredoc:
		return end == hclsyntax.TokenCHeredoc
	}
	return end == hclsyntax.TokenTemplateSeqEnd
}
