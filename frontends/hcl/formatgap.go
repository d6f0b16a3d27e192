package hcl

import "github.com/hashicorp/hcl/v2/hclsyntax"

// bracket is 1 for a token that opens a bracket, -1 for one that closes one.
func bracket(t hclsyntax.TokenType) int {
	switch t {
	case hclsyntax.TokenOBrace, hclsyntax.TokenOBrack, hclsyntax.TokenOParen,
		hclsyntax.TokenTemplateControl, hclsyntax.TokenTemplateInterp:
		return 1
	case hclsyntax.TokenCBrace, hclsyntax.TokenCBrack, hclsyntax.TokenCParen, hclsyntax.TokenTemplateSeqEnd:
		return -1
	}
	return 0
}

// apart reports whether a blank stands between a token and the next one; the
// first rule that knows the pair decides.
func apart(before hclsyntax.TokenType, token hclsyntax.Token, next hclsyntax.TokenType) bool {
	this := token.Type
	switch {
	case next == hclsyntax.TokenNewline || joined(this, next):
		return false
	case this == hclsyntax.TokenComma:
		return true
	case inTemplate(this, next):
		return false
	case before == hclsyntax.TokenIdent && this == hclsyntax.TokenIdent && string(token.Bytes) == "in":
		return true // for x in [...]: no index
	case next == hclsyntax.TokenOBrack && indexed(this), this == hclsyntax.TokenBang:
		return false
	case this == hclsyntax.TokenMinus:
		return !startsOperand(before) // a sign sticks to its number
	case this == hclsyntax.TokenOBrace || next == hclsyntax.TokenCBrace:
		return this != hclsyntax.TokenOBrace || next != hclsyntax.TokenCBrace
	case next == hclsyntax.TokenOBrace && opensTemplate(this), this == hclsyntax.TokenCBrace && next == hclsyntax.TokenTemplateSeqEnd:
		return true
	case this == hclsyntax.TokenTemplateSeqEnd && opensTemplate(next):
		return false
	}
	return bracket(this) <= 0 && bracket(next) >= 0
}

// joined reports whether two tokens are parts of one name or call, or the
// second one ends an argument.
func joined(this, next hclsyntax.TokenType) bool {
	switch {
	case this == hclsyntax.TokenIdent:
		switch next {
		case hclsyntax.TokenOParen, hclsyntax.TokenDoubleColon:
			return true
		}
	case this == hclsyntax.TokenDoubleColon && next == hclsyntax.TokenIdent:
		return true
	}
	switch next {
	case hclsyntax.TokenDot, hclsyntax.TokenComma, hclsyntax.TokenEllipsis:
		return true
	}
	return this == hclsyntax.TokenDot
}

// inTemplate reports whether the place between two tokens is part of a text.
func inTemplate(this, next hclsyntax.TokenType) bool {
	switch this {
	case hclsyntax.TokenQuotedLit, hclsyntax.TokenStringLit, hclsyntax.TokenOQuote, hclsyntax.TokenOHeredoc:
		return true
	}
	switch next {
	case hclsyntax.TokenQuotedLit, hclsyntax.TokenStringLit, hclsyntax.TokenCQuote, hclsyntax.TokenCHeredoc:
		return true
	}
	return false
}

func opensTemplate(t hclsyntax.TokenType) bool {
	return t == hclsyntax.TokenTemplateInterp || t == hclsyntax.TokenTemplateControl
}

// indexed reports whether a bracket behind a token is an index into it.
func indexed(t hclsyntax.TokenType) bool {
	return t == hclsyntax.TokenIdent || t == hclsyntax.TokenNumberLit || bracket(t) < 0
}

// startsOperand reports whether an operand, not an operator, follows a token.
func startsOperand(t hclsyntax.TokenType) bool {
	switch t {
	case hclsyntax.TokenNil,
		hclsyntax.TokenOParen, hclsyntax.TokenOBrace, hclsyntax.TokenOBrack,
		hclsyntax.TokenEqual, hclsyntax.TokenColon, hclsyntax.TokenComma, hclsyntax.TokenQuestion,
		hclsyntax.TokenPlus, hclsyntax.TokenStar, hclsyntax.TokenSlash, hclsyntax.TokenPercent, hclsyntax.TokenMinus,
		hclsyntax.TokenEqualOp, hclsyntax.TokenNotEqual,
		hclsyntax.TokenGreaterThan, hclsyntax.TokenGreaterThanEq, hclsyntax.TokenLessThan, hclsyntax.TokenLessThanEq,
		hclsyntax.TokenAnd, hclsyntax.TokenOr, hclsyntax.TokenBang:
		return true
	}
	return false
}
