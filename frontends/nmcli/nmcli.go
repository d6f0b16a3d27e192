package nmcli

import (
	"cmp"
	"iter"
	"path"
	"slices"
	"strings"

	"github.com/bondc/bondc/frontends/internal/ignores"
	"github.com/bondc/bondc/frontends/internal/nmprofile"
	"github.com/bondc/bondc/frontends/internal/shellkv"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// dialect is the name of this dialect in ir.
const dialect = "nmcli"

// Claims reports whether a bare file name is that of a shell script, which may
// be about anything: Sniff decides. Below a host's root there is no place for
// such scripts.
func Claims(name string) bool {
	return strings.HasSuffix(name, ".sh") && !strings.Contains(name, "/") && !strings.HasPrefix(name, ".")
}

// Sniff reports whether the text makes or changes profiles: a line that says
// "nmcli connection add" or "modify" in any abbreviation, or a script of
// bondc's.
func Sniff(f *source.File) bool {
	if written(f) {
		return true
	}
	rest := f.Text
	for {
		i := strings.Index(rest, "nmcli")
		if i < 0 {
			return false
		}
		rest = rest[i+len("nmcli"):]
		line, _, _ := strings.Cut(rest, "\n")
		words := strings.Fields(line)
		for len(words) > 2 && strings.HasPrefix(words[0], "-") {
			words = words[1:]
		}
		if len(words) > 1 && chosen(words[0], "connection") != "" && chosen(words[1], "add", "modify") != "" {
			return true
		}
	}
}

// Parse reads the scripts of one host, as if they ran in the order of their
// paths, and yields that host, with what could not be read.
func Parse(files []*source.File, opt ir.ReadOptions) iter.Seq2[*ir.Host, diag.List] {
	return func(yield func(*ir.Host, diag.List) bool) {
		r := &reader{count: map[string]int{}, suffix: map[string]int{}, kinds: map[string]string{}, host: &ir.Host{Name: opt.Host, Dialects: []string{dialect}, Partial: opt.Partial, Evidence: opt.Evidence}}
		sorted := slices.Clone(files)
		slices.SortStableFunc(sorted, func(a, b *source.File) int { return cmp.Compare(path.Base(a.Path), path.Base(b.Path)) })
		for _, f := range sorted {
			r.host.Files = append(r.host.Files, f)
			if f.Fatal() {
				continue
			}
			for _, c := range r.calls(f) {
				r.command(c)
			}
		}
		profiles := make([]*nmprofile.Profile, 0, len(r.made))
		for _, m := range r.made {
			if !m.deleted {
				profiles = append(profiles, m.profile())
			}
		}
		r.diags = append(r.diags, nmprofile.Lower(r.host, profiles)...)
		for _, u := range r.unmanaged {
			nmprofile.Unmanaged(r.host, u.name, u.item)
		}
		yield(r.host, r.diags.Sort())
	}
}

type reader struct {
	host      *ir.Host
	diags     diag.List
	made      []*made
	unmanaged []unmanaged
	// count says how many profiles of a name there were, suffix the last number
	// behind one that nmcli made up.
	count, suffix map[string]int
	// kinds are the types of the profiles that were made, by what a port may call
	// them: name, UUID and device.
	kinds map[string]string
}

// unmanaged is a device that NetworkManager is kept away from.
type unmanaged struct {
	name string
	item nmprofile.Item
}

// comments lifts the comments that silence findings.
func (r *reader) comments(text *shellkv.Script) {
	list := make([]ignores.Comment, len(text.Comments))
	for i, c := range text.Comments {
		list[i] = ignores.Comment{Span: c.Span, Trailing: c.Trailing}
	}
	r.host.Ignores = append(r.host.Ignores, ignores.Find(list)...)
}

// report adds a finding with the severity of its code.
func (r *reader) report(code string, span source.Span, link, message, detail string) {
	entry, _ := diag.CodeOf(code)
	r.diags.Add(diag.Diagnostic{Code: code, Severity: entry.Severity, Message: message, Detail: detail, Span: span, Link: link})
}
