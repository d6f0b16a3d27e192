package yamlkeys

import (
	"fmt"
	"slices"

	"github.com/bondc/bondc/frontends/internal/yamltree"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// mostFindings bounds what is said about one file.
const mostFindings = 1000

// Reader notes the keys of a file as entries of a host, and what is wrong.
type Reader struct {
	Host  *ir.Host
	File  *source.File
	Diags diag.List
	// Tool is who reads the file on the machine; Refuses says what comes of a
	// value that it cannot read, Ignores what comes of a key that it does not
	// know.
	Tool, Refuses, Ignores string
	// Unknown is how bad a key is that the tool does not know.
	Unknown diag.Severity

	entries []*ir.Entry
}

// Top returns the mapping that a node is; section is the path to it.
func (r *Reader) Top(n *yamltree.Node, section string) *Map {
	n = n.Resolve()
	if n.Kind != yamltree.Mapping {
		return &Map{r: r, Section: section, Span: r.span(n)}
	}
	return r.mapping(n, section, nil, new(string), r.span(n))
}

// Finish hands the entries over to the host, in the order of the text.
func (r *Reader) Finish() {
	slices.SortStableFunc(r.entries, func(a, b *ir.Entry) int { return a.Span.Start - b.Span.Start })
	r.Host.Entries = append(r.Host.Entries, r.entries...)
	r.entries = nil
}

// Report adds a finding.
func (r *Reader) Report(d diag.Diagnostic) {
	if len(r.Diags) < mostFindings {
		r.Diags.Add(d)
	}
}

func (r *Reader) span(n *yamltree.Node) source.Span { return r.File.Span(n.Start, n.End) }

func (r *Reader) mapping(n *yamltree.Node, section string, path *ir.Path, link *string, span source.Span) *Map {
	m := &Map{r: r, Section: section, Span: span, path: path, link: link}
	for i := 0; i+1 < len(n.Children); i += 2 {
		key, value := n.Children[i], n.Children[i+1]
		name := key.Resolve()
		if name.Kind != yamltree.Scalar {
			r.Report(diag.Diagnostic{Code: diag.BadValue, Severity: diag.Error, Span: r.span(key),
				Message: fmt.Sprintf("a key must be a single value, not a %s", name.Kind), Detail: r.Refuses})
			continue
		}
		v := &Value{m: m, Name: name.Value, node: value.Resolve(), KeySpan: r.span(key), Span: r.span(value)}
		if first := m.find(v.Name); first != nil {
			r.twice(first, v)
			first.Leave(diag.Behaviour, "the key stands again below")
		}
		m.values = append(m.values, v)
	}
	return m
}

func (r *Reader) twice(first, second *Value) {
	r.Report(diag.Diagnostic{
		Code: diag.DuplicateKey, Severity: diag.Error, Span: second.KeySpan, Link: *second.m.link,
		Message: fmt.Sprintf("key %q stands twice in the same mapping", short(second.Name)),
		Detail:  "Readers of YAML refuse it, or take the later one without a word. Keep one of the two.",
		Related: []diag.Related{{Message: "first written here", Span: first.KeySpan}},
	})
}

// short bounds a text of the user's for a message.
func short(text string) string {
	const longest = 60
	n := 0
	for i := range text {
		if n == longest {
			return text[:i] + "..."
		}
		n++
	}
	return text
}
