package keyfile

import (
	"cmp"
	"fmt"
	"iter"
	"path"
	"slices"
	"strings"

	"github.com/bondc/bondc/frontends/internal/ignores"
	"github.com/bondc/bondc/frontends/internal/nmprofile"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// dialect is the name of this dialect in ir.
const dialect = "keyfile"

// suffix is what profiles are called since NetworkManager 1.14.
const suffix = ".nmconnection"

// folder is where profiles lie below a host's root; distributions ship theirs
// in the same folder below usr/lib, with the suffix only.
const folder = "NetworkManager/system-connections"

// Claims reports whether the path, below a host's root or a bare file name, is
// a profile. Hidden files, backup copies and what package managers leave
// behind are not (nm-settings-utils.c, nm_settings_utils_check_file; man
// nm-settings-keyfile).
func Claims(name string) bool {
	base, dir := path.Base(name), path.Dir(name)
	if strings.HasPrefix(base, ".") || strings.HasSuffix(base, "~") {
		return false
	}
	switch dir {
	case ".", "usr/lib/" + folder:
		return strings.HasSuffix(base, suffix)
	case "etc/" + folder:
		return strings.HasSuffix(base, suffix) || !leftBehind(base)
	}
	return false
}

// leftBehind reports whether a file without the suffix is no profile.
func leftBehind(base string) bool {
	for _, end := range []string{".bak", ".old", ".orig", ".rej", ".rpmnew", ".rpmorig", ".rpmsave", ".swp", ".swx", ".pem", ".der", ".dpkg-old", ".dpkg-dist", ".dpkg-new", ".md", ".txt"} {
		if strings.HasSuffix(base, end) {
			return true
		}
	}
	return strings.HasPrefix(base, "README")
}

// Sniff reports whether the text looks like a profile: a group [connection]
// that says what it is.
func Sniff(f *source.File) bool {
	if !strings.Contains(f.Text, "[connection]") {
		return false
	}
	for _, k := range scan(f).keys {
		if k.group == "connection" && (k.name == "type" || k.name == "uuid" || k.name == "id") {
			return true
		}
	}
	return false
}

// Parse reads the profiles of one host and yields that host, with what could
// not be read. The files are taken in the order of their paths.
func Parse(files []*source.File, opt ir.ReadOptions) iter.Seq2[*ir.Host, diag.List] {
	return func(yield func(*ir.Host, diag.List) bool) {
		r := &reader{host: &ir.Host{Name: opt.Host, Dialects: []string{dialect}, Partial: opt.Partial, Evidence: opt.Evidence}}
		sorted := slices.Clone(files)
		slices.SortStableFunc(sorted, func(a, b *source.File) int { return cmp.Compare(a.Path, b.Path) })
		var profiles []*nmprofile.Profile
		for _, f := range sorted {
			r.host.Files = append(r.host.Files, f)
			if p := r.file(f); p != nil {
				profiles = append(profiles, p)
			}
		}
		r.diags = append(r.diags, nmprofile.Lower(r.host, profiles)...)
		yield(r.host, r.diags.Sort())
	}
}

type reader struct {
	host  *ir.Host
	diags diag.List
}

// file reads one file, nil where there is no profile in it.
func (r *reader) file(f *source.File) *nmprofile.Profile {
	if f.Fatal() || strings.TrimSpace(f.Text) == "" {
		return nil
	}
	d := read(f)
	if len(d.keys) == maxKeys {
		r.report(diag.TooLarge, d.keys[maxKeys-1].span, fmt.Sprintf("this profile has %d keys or more, and bondc reads fewer; it was not read", maxKeys),
			"No profile is that long. Look for what a program has written again and again.")
		return nil
	}
	r.host.Ignores = append(r.host.Ignores, ignores.Find(d.comments)...)
	for _, bad := range d.bad {
		r.report(diag.Syntax, bad.span, "NetworkManager cannot read this line: "+bad.why,
			"One such line, and NetworkManager does not load the profile at all. bondc goes on to find what else is wrong.")
	}
	if _, ok := d.groups["connection"]; !ok {
		r.report(diag.WrongDialect, f.LineSpan(1), "this is no connection profile: it has no group [connection]",
			"NetworkManager logs that it cannot load the file, and no link comes of it. Nothing in it was read.")
		return nil
	}
	return r.profile(f, d)
}

func (r *reader) report(code string, span source.Span, message, detail string) {
	entry, _ := diag.CodeOf(code)
	r.diags.Add(diag.Diagnostic{Code: code, Severity: entry.Severity, Message: message, Detail: detail, Span: span})
}

// nameOf is the name of a profile that does not say its own.
func nameOf(f *source.File) string {
	return strings.TrimSuffix(path.Base(f.Path), suffix)
}
