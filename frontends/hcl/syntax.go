package hcl

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/bondc/bondc/frontends/internal/ignores"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// syntax is one parsed file.
type syntax struct {
	file     *source.File
	body     *hclsyntax.Body
	comments []ignores.Comment
}

// parse reads the text of a file. The tree is usable only without findings.
func parse(f *source.File) (*syntax, diag.List) {
	s := &syntax{file: f}
	if tooMany(f.Text) {
		return s, refuse(f, &refusal{f.Span(0, 0), fmt.Sprintf("the file has more than %d words and signs", maxTokens)})
	}
	tokens := lex(f)
	if r := check(f, tokens); r != nil {
		return s, refuse(f, r)
	}
	s.comment(tokens)
	body, diags := parseBody(f)
	s.body = body
	return s, findings(f, diags, diag.Syntax)
}

func refuse(f *source.File, r *refusal) diag.List {
	return diag.List{{
		Code: diag.Syntax, Severity: diag.Error, Span: r.span,
		Message: r.why,
		Detail:  fmt.Sprintf("%q is not read at all. Split it into several files, or take the expression apart with locals.", f.Name),
	}}
}

func lex(f *source.File) hclsyntax.Tokens {
	tokens, _ := hclsyntax.LexConfig([]byte(f.Text), f.Name, hcl.InitialPos)
	return tokens
}

// parseBody calls the parser. What it panics at becomes a diagnostic.
func parseBody(f *source.File) (body *hclsyntax.Body, diags hcl.Diagnostics) {
	defer func() {
		if r := recover(); r != nil {
			body, diags = &hclsyntax.Body{}, panicked(r, hcl.Range{Filename: f.Name})
		}
	}()
	file, diags := hclsyntax.ParseConfig([]byte(f.Text), f.Name, hcl.InitialPos)
	return file.Body.(*hclsyntax.Body), diags
}

// parseExpression does the same for a single expression.
func parseExpression(f *source.File) (e hclsyntax.Expression, diags hcl.Diagnostics) {
	defer func() {
		if r := recover(); r != nil {
			e, diags = nil, panicked(r, hcl.Range{Filename: f.Name})
		}
	}()
	return hclsyntax.ParseExpression([]byte(f.Text), f.Name, hcl.InitialPos)
}

func panicked(r any, at hcl.Range) hcl.Diagnostics {
	return hcl.Diagnostics{{
		Severity: hcl.DiagError, Summary: "Unreadable text",
		Detail: fmt.Sprintf("The HCL library fails on it: %v.", r), Subject: at.Ptr(),
	}}
}

// comment collects the comments among the tokens.
func (s *syntax) comment(tokens hclsyntax.Tokens) {
	lastLine := 0
	for _, tok := range tokens {
		start := tok.Range.Start
		switch tok.Type {
		case hclsyntax.TokenComment:
			// A comment to the end of a line ends before the next one starts.
			end := start.Byte + len(bytes.TrimRight(tok.Bytes, "\r\n "))
			s.comments = append(s.comments, ignores.Comment{Span: s.file.Span(start.Byte, end), Trailing: start.Line == lastLine})
		case hclsyntax.TokenNewline:
		default:
			lastLine = tok.Range.End.Line
		}
	}
}

// item is an attribute or a block of a body; the other one is nil.
type item struct {
	attr  *hclsyntax.Attribute
	block *hclsyntax.Block
}

func (i item) start() int {
	if i.attr != nil {
		return i.attr.NameRange.Start.Byte
	}
	return i.block.TypeRange.Start.Byte
}

// items returns what is in a body in the order of the text; HCL keeps
// attributes in a map.
func items(body *hclsyntax.Body) []item {
	all := make([]item, 0, len(body.Attributes)+len(body.Blocks))
	for _, attr := range body.Attributes {
		all = append(all, item{attr: attr})
	}
	for _, block := range body.Blocks {
		all = append(all, item{block: block})
	}
	slices.SortFunc(all, func(a, b item) int { return cmp.Compare(a.start(), b.start()) })
	return all
}
