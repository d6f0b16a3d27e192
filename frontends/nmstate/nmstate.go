package nmstate

import (
	"cmp"
	"iter"
	"path"
	"slices"
	"strings"

	"github.com/bondc/bondc/frontends/internal/yamlkeys"
	"github.com/bondc/bondc/frontends/internal/yamltree"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// dialect is the name in ir.Host.Dialects.
const dialect = "nmstate"

const refuses = "nmstate refuses the whole state because of it, and changes nothing."

// Claims reports whether a path below a host's root, or a base name, is that
// of a state: nmstate.service applies /etc/nmstate/*.yml.
func Claims(name string) bool {
	dir, base := path.Split(name)
	if strings.HasPrefix(base, ".") || !strings.HasSuffix(base, ".yml") {
		return false
	}
	return dir == "" || dir == "etc/nmstate/"
}

// Sniff reports whether the text looks like a state: a key "interfaces" at the
// start of a line, or below "desiredState", and types of links below it.
func Sniff(f *source.File) bool {
	interfaces := false
	for line := range strings.Lines(f.Text) {
		text := strings.TrimRight(line, " \t\r\n")
		word := strings.TrimSpace(text)
		interfaces = interfaces || text == "interfaces:" || word == "interfaces:" && strings.Contains(f.Text, "desiredState:")
		key, value, _ := strings.Cut(strings.TrimLeft(word, "- "), ":")
		if interfaces && key == "type" && isType(strings.Trim(value, `"' `)) {
			return true
		}
	}
	return false
}

// isType reports whether a word is a type of link that a state with bonds has.
func isType(word string) bool {
	return slices.Contains([]string{"bond", "ethernet", "vlan", "linux-bridge", "veth", "dummy", "team"}, word)
}

// Parse reads the states of one host, in the order of their paths, into one
// host.
func Parse(files []*source.File, opt ir.ReadOptions) iter.Seq2[*ir.Host, diag.List] {
	return func(yield func(*ir.Host, diag.List) bool) {
		if len(files) == 0 {
			return
		}
		sorted := slices.Clone(files)
		slices.SortStableFunc(sorted, func(a, b *source.File) int { return cmp.Compare(a.Path, b.Path) })
		r := &reader{host: &ir.Host{Name: opt.Host, Dialects: []string{dialect}, Partial: opt.Partial, Evidence: opt.Evidence, Files: sorted}}
		var diags diag.List
		for _, f := range sorted {
			if !f.Fatal() {
				diags = append(diags, r.file(f)...)
			}
		}
		r.finish()
		yield(r.host, append(diags, r.late...).Sort())
	}
}

// file reads one state on top of those before it.
func (r *reader) file(f *source.File) diag.List {
	root, diags := yamltree.Read(f, yamltree.Tool{Name: "nmstate", Refuses: refuses, Strict: true})
	r.host.Ignores = append(r.host.Ignores, yamltree.Ignores(f, root)...)
	if root == nil {
		return diags
	}
	r.Reader = &yamlkeys.Reader{
		Host: r.host, File: f, Tool: "nmstate", Refuses: refuses, Unknown: diag.Error, Ignores: refuses,
	}
	r.top(root)
	r.Finish()
	return append(diags, r.Diags...)
}

// top reads the outermost mapping, or that of a Kubernetes policy.
func (r *reader) top(root *yamltree.Node) {
	m := r.Top(root, "")
	if root.Resolve().Kind != yamltree.Mapping {
		r.wrong(m)
		return
	}
	if spec := m.Get("spec"); spec != nil && spec.IsMap() {
		const why = "it is about the policy, not about the network"
		policy := spec.Map()
		m.LeaveAll(diag.Bookkeeping, why)
		desired := policy.Get("desiredState")
		if desired == nil || !desired.IsMap() {
			r.wrong(policy)
			policy.LeaveAll(diag.Connectivity, "it is no state")
			return
		}
		m = desired.Map()
		policy.LeaveAll(diag.Bookkeeping, why)
	}
	if !m.Has("interfaces") && !m.Has("routes") && !m.Has("dns-resolver") {
		r.wrong(m)
	}
	r.state(m)
}

func (r *reader) wrong(m *yamlkeys.Map) {
	r.Report(diag.Diagnostic{
		Code: diag.WrongDialect, Severity: diag.Error, Span: m.Span,
		Message: "this is no state for nmstate: it has neither interfaces nor routes", Detail: refuses,
	})
}
