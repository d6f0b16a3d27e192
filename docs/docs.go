// Package docs holds the pages about the codes of reading and writing, so that
// "bondc explain" works offline. The pages about lint rules stand beside the
// rules, in lint/rules/docs.
package docs

import "embed"

//go:embed codes/*.md
var codes embed.FS

// Code returns the page about a code of ir/diag, as Markdown, and false for a
// slug without a page.
func Code(slug string) (string, bool) {
	page, err := codes.ReadFile("codes/" + slug + ".md")
	return string(page), err == nil
}
