package frontends

import (
	"iter"
	"path"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// Hosts reads a tree and yields its hosts with the findings of reading: one
// host for each stack of dialects, or as many as HCL files declare. from
// restricts to one dialect, and forces it on files that were named one by one.
// Where nothing could be read, one nil host carries the findings.
func Hosts(t *Tree, from string, vars map[string]string) iter.Seq2[*ir.Host, diag.List] {
	return func(yield func(*ir.Host, diag.List) bool) {
		files, diags := t.Read()
		s := sort(t, files, from)
		diags = append(diags, s.strangers...)
		opt := ir.ReadOptions{Host: t.Name, Partial: t.Partial, Evidence: t.Evidence, Vars: vars}
		opt.Evidence.Boot = readBoot(t.boot)
		opt.Evidence.Unmanaged = readService(t.service)
		opt.Evidence.Resolver = readResolver(t.resolver)
		some := false
		for _, stack := range s.stacks() {
			if !stack.asked(t) {
				continue
			}
			opt := opt
			if stack.front.Name == "nmcli" && len(s.files["nmcli"]) > 1 {
				base := path.Base(stack.files[0].Path)
				opt.Host = path.Join(opt.Host, strings.TrimSuffix(base, path.Ext(base)))
			}
			for h, found := range stack.hosts(opt) {
				some = true
				if !yield(h, append(found, diags...)) {
					return
				}
				diags = nil
			}
		}
		if !some {
			yield(nil, diags)
		}
	}
}

// sorted is a tree's files by dialect.
type sorted struct {
	files map[string][]*source.File
	// beside are the companions of netplan's files.
	beside    []*source.File
	strangers diag.List
}

func sort(t *Tree, files []*source.File, from string) *sorted {
	s := &sorted{files: map[string][]*source.File{}}
	for _, f := range files {
		name := dialectOf(t, f, from)
		switch {
		case name == "":
			s.strangers.Add(stranger(f))
		case from == "" || name == from || (underModule(from) && name == "modprobe"):
			s.files[name] = append(s.files[name], f)
		}
	}
	s.files["netplan"] = shadowed(s.files["netplan"])
	s.files["modprobe"] = ordered(s.files["modprobe"], len(s.files["ifcfg"]) > 0)
	s.companions()
	s.files["networkd"] = s.ownUnits()
	s.files["ifupdown"] = s.ownStanzas()
	if from != "" && from != "modprobe" && s.above() == "" {
		s.files["modprobe"] = nil // nobody asked for these
	}
	s.files["cloudinit"] = s.ownSeeds(t)
	s.files["dracut"] = s.ownLine(t)
	return s
}

// underModule reports whether modprobe files are read with those of a dialect:
// its bonds have what the module's parameters say wherever they are silent, made
// through sysfs or netlink (bond_main.c, bond_setup copies bonding_defaults).
func underModule(dialect string) bool {
	return slices.Contains([]string{"ifcfg", "ifupdown", "netplan", "networkd", "keyfile"}, dialect)
}

// ordered sorts module files by base name, as kmod reads them
// (facts/dialects.md 4.1). Those that distributions ship outside etc, and those
// without the suffix that kmod wants, only count if they are about the driver,
// the latter beside bonds of ifcfg files.
func ordered(files []*source.File, beside bool) []*source.File {
	files = slices.DeleteFunc(files, func(f *source.File) bool {
		dir, base := path.Split(f.Path)
		suffixed := path.Ext(base) == ".conf"
		return path.Base(dir) == "modprobe.d" && (!strings.HasPrefix(dir, "etc/") || !suffixed) && !(aboutDriver(f) && (suffixed || beside))
	})
	slices.SortStableFunc(files, func(a, b *source.File) int { return strings.Compare(path.Base(a.Path), path.Base(b.Path)) })
	return files
}

func aboutDriver(f *source.File) bool { return strings.Contains(f.Raw, "bonding") }

// companions takes the companions of netplan's files from networkd's.
func (s *sorted) companions() {
	if len(s.files["netplan"]) == 0 {
		return
	}
	s.files["networkd"] = slices.DeleteFunc(s.files["networkd"], func(f *source.File) bool {
		if !Companion(f.Path) {
			return false
		}
		s.beside = append(s.beside, f)
		return true
	})
}

// ownUnits returns the files of networkd that somebody wrote for this host. What
// netplan made of its own files is no second configuration, those that
// distributions ship describe no host, and where another dialect configures the
// host a .link file only names devices.
func (s *sorted) ownUnits() []*source.File {
	files := s.files["networkd"]
	if len(s.files["netplan"]) > 0 {
		files = slices.DeleteFunc(files, func(f *source.File) bool {
			return strings.HasPrefix(f.Path, "run/") && strings.HasPrefix(path.Base(f.Path), "10-netplan-")
		})
	}
	others := false
	for name, list := range s.files {
		others = others || name != "networkd" && name != "modprobe" && len(list) > 0
	}
	own := slices.ContainsFunc(files, func(f *source.File) bool {
		shipped := strings.HasPrefix(f.Path, "usr/lib/") || strings.HasPrefix(f.Path, "lib/")
		return !shipped && (!others || path.Ext(f.Path) != ".link")
	})
	if !own {
		return nil
	}
	return files
}

// ownStanzas returns the files of ifupdown that configure links. Where another
// dialect configures the host, Debian leaves one that is about lo alone.
func (s *sorted) ownStanzas() []*source.File {
	files := s.files["ifupdown"]
	others := false
	for name, list := range s.files {
		others = others || name != "ifupdown" && name != "modprobe" && len(list) > 0
	}
	own := slices.ContainsFunc(files, func(f *source.File) bool {
		for line := range strings.Lines(f.Text) {
			if words := strings.Fields(line); len(words) > 1 && words[0] == "iface" && words[1] != "lo" {
				return true
			}
		}
		return false
	})
	if others && !own {
		return nil
	}
	return files
}

// dialectOf decides what a file is: --from where the file was named itself,
// else its path, else its text.
func dialectOf(t *Tree, f *source.File, from string) string {
	if from != "" && slices.Contains(t.forced, f.Name) {
		if front, ok := Claimed(f.Path); !ok || front.Name != "modprobe" || from != "ifcfg" {
			return from
		}
	}
	if front, ok := Detect(f); ok {
		return front.Name
	}
	return ""
}

func stranger(f *source.File) diag.Diagnostic {
	d := diag.Diagnostic{
		Code: diag.WrongDialect, Severity: diag.Error, Span: f.LineSpan(1),
		Message: "this is not a configuration that bondc recognises",
		Detail:  "Neither the file's name nor its text tells the dialect. --from names it.",
	}
	if found := Flaws(f); found.Has(diag.Error) {
		return found[slices.IndexFunc(found, func(d diag.Diagnostic) bool { return d.Severity == diag.Error })]
	}
	return d
}

// shadowed sorts netplan's files as netplan reads them: by base name, and of
// files of one name only that of the first folder of run, etc, lib
// (facts/dialects.md 5.1).
func shadowed(files []*source.File) []*source.File {
	rank := func(f *source.File) int {
		return slices.IndexFunc([]string{"run/", "etc/", "lib/", "usr/lib/", ""}, func(p string) bool { return strings.HasPrefix(f.Path, p) })
	}
	slices.SortStableFunc(files, func(a, b *source.File) int {
		if c := strings.Compare(path.Base(a.Path), path.Base(b.Path)); c != 0 {
			return c
		}
		return rank(a) - rank(b)
	})
	return slices.CompactFunc(files, func(a, b *source.File) bool {
		return path.Base(a.Path) == path.Base(b.Path) && path.Dir(a.Path) != path.Dir(b.Path)
	})
}

// stack is files that make one host together.
type stack struct {
	front Frontend
	files []*source.File
	// modprobe are the module files below the stack's bonds.
	modprobe []*source.File
	// beside are the companions of netplan's files.
	beside []*source.File
}

// asked reports whether the stack holds a file that was asked for. A file that
// was named alone says nothing about the host's other stacks.
func (s *stack) asked(t *Tree) bool {
	return slices.ContainsFunc(s.files, t.Asked) || slices.ContainsFunc(s.modprobe, t.Asked)
}

// above returns the dialect whose bonds the module files stand below: that of
// ifcfg files, else the only one that configures the host, if they are about the
// driver. It is "" where they stand for themselves.
func (s *sorted) above() string {
	if len(s.files["ifcfg"]) > 0 {
		return "ifcfg"
	}
	above := ""
	for name, files := range s.files {
		switch {
		case name == "modprobe" || len(files) == 0:
		case above != "" || !underModule(name):
			return ""
		default:
			above = name
		}
	}
	if !slices.ContainsFunc(s.files["modprobe"], aboutDriver) {
		return ""
	}
	return above
}

// below returns the module files that belong to the bonds of a dialect.
func (s *sorted) below(dialect, above string) []*source.File {
	switch dialect {
	case "ifcfg":
		return s.files["modprobe"]
	case above:
		return slices.DeleteFunc(slices.Clone(s.files["modprobe"]), func(f *source.File) bool { return !aboutDriver(f) })
	}
	return nil
}

func (s *sorted) stacks() []stack {
	var stacks []stack
	above := s.above()
	for _, front := range All() {
		files := s.files[front.Name]
		switch {
		case len(files) == 0:
		case front.Name == "netplan":
			stacks = append(stacks, stack{front: front, files: files, modprobe: s.below(front.Name, above), beside: s.beside})
		case front.Name == above:
			stacks = append(stacks, stack{front: front, files: files, modprobe: s.below(front.Name, above)})
		case front.Name == "modprobe" && above != "":
		case front.Name == "modprobe" && len(s.files["netplan"]) > 0 && !slices.ContainsFunc(files, aboutDriver):
			// Every machine has such files; they describe no second host.
		case front.whole():
			for _, f := range files {
				stacks = append(stacks, stack{front: front, files: []*source.File{f}})
			}
		default:
			stacks = append(stacks, stack{front: front, files: files})
		}
	}
	return stacks
}

func (s *stack) hosts(opt ir.ReadOptions) iter.Seq2[*ir.Host, diag.List] {
	return func(yield func(*ir.Host, diag.List) bool) {
		diags := s.flaws()
		files, many := crowded(&s.front, s.files)
		if diags = append(diags, many...); len(files) == 0 {
			yield(nil, diags)
			return
		}
		for h, found := range s.front.Parse(files, opt) {
			found = append(found, unsaid(diags, found)...)
			diags = nil
			if h != nil {
				if many := tooMany(h); many != nil {
					h, found = nil, append(found, many...)
				} else {
					found = append(found, s.complete(h, opt, found)...)
				}
			}
			if !yield(h, found) {
				return
			}
		}
		if len(diags) > 0 {
			yield(nil, diags)
		}
	}
}

// unsaid leaves out what the dialect said itself, in its own words: that a
// file is empty.
func unsaid(flaws, found diag.List) diag.List {
	return slices.DeleteFunc(flaws, func(d diag.Diagnostic) bool {
		return d.Code == diag.EmptyFile && slices.ContainsFunc(found, func(o diag.Diagnostic) bool {
			return o.Code == d.Code && o.Span.File == d.Span.File
		})
	})
}

func (s *stack) flaws() diag.List {
	var list diag.List
	for _, f := range append(slices.Clone(s.files), s.modprobe...) {
		list = append(list, Flaws(f)...)
	}
	return list
}

// complete joins what modprobe says and fills in what the tree knows.
func (s *stack) complete(h *ir.Host, opt ir.ReadOptions, said diag.List) diag.List {
	var list diag.List
	if len(s.modprobe) > 0 {
		module, _ := Named("modprobe")
		for m, found := range module.Parse(s.modprobe, opt) {
			list = append(list, found...)
			if m != nil {
				h.Merge(m)
			}
		}
	}
	if len(s.beside) > 0 {
		list = append(list, Accompany(h, s.beside, opt)...)
	}
	h.Partial = opt.Partial
	if h.Evidence.Via == target.Unset {
		h.Evidence = opt.Evidence
	}
	h.Conceal()
	for _, f := range append(slices.Clone(s.files), s.modprobe...) {
		if !slices.Contains(h.Files, f) {
			h.Files = append(h.Files, f)
		}
	}
	return append(append(list, badNames(h, append(slices.Clone(said), list...))...), circles(h)...)
}
