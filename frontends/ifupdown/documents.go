package ifupdown

import (
	"path"
	"slices"
	"strings"

	"github.com/bondc/bondc/frontends/internal/ignores"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// block is an iface stanza with the entries of its lines.
type block struct {
	head    line
	entry   *ir.Entry
	options []*item
}

// item is a line of a stanza.
type item struct {
	line
	// key is the name with "-" for "_": scripts see no difference.
	key   string
	entry *ir.Entry
}

func (o *item) use(word string) { o.entry.UsedBy = word }

// spare says what becomes of a line that nobody uses.
func (o *item) spare(class diag.Class, why string) { o.entry.Class, o.entry.Reason = class, why }

// enslaves reports whether the line is a command that may make ports.
func (o *item) enslaves() bool {
	return command(o.key) && path.Base(o.word(1).text) == "ifenslave"
}

// sourcing is the reading of files that name each other.
type sourcing struct {
	*lowering
	files []*source.File
	seen  map[*source.File]bool
}

// read reads the main file and, in their places, those that it sources. Without a
// main file those of the folder are all there is: Debian's own main file sources
// them.
func (l *lowering) read(files []*source.File) {
	s := sourcing{lowering: l, files: slices.Clone(files), seen: map[*source.File]bool{}}
	slices.SortStableFunc(s.files, func(a, b *source.File) int { return strings.Compare(a.Path, b.Path) })
	inFolder := func(f *source.File) bool { return path.Dir(f.Path) == folder }
	mains := slices.DeleteFunc(slices.Clone(s.files), inFolder)
	for _, f := range mains {
		s.file(f)
	}
	for _, f := range s.files {
		switch {
		case s.seen[f]:
		case len(mains) == 0:
			s.file(f)
		default:
			l.report(diag.NeverApplied, f.LineSpan(1), "", "no \"source\" line names this file, so ifupdown does not read it",
				"Nothing in it is on the host. Add \"source /etc/network/interfaces.d/*\" to /etc/network/interfaces, or take the file away.")
		}
	}
}

// file reads one file.
func (s *sourcing) file(f *source.File) {
	if s.seen[f] {
		return
	}
	s.seen[f] = true
	lines, comments := scan(f)
	s.host.Ignores = append(s.host.Ignores, ignores.Find(ignores.Lines(comments))...)
	var open *block
	section := ""
	for _, one := range lines {
		if begins(one.first()) {
			open, section = s.begin(f, one)
			continue
		}
		e := s.entry(f, section, one)
		switch {
		case open != nil:
			open.options = append(open.options, &item{line: one, key: strings.ReplaceAll(one.first(), "_", "-"), entry: e})
		case section == "mapping":
			e.UsedBy = "mapping"
		default:
			e.Class, e.Reason = diag.Connectivity, "it belongs to no stanza"
			s.report(diag.Syntax, one.span, "", "this line belongs to no \"iface\" stanza", "ifupdown refuses the whole file. Put the line below the \"iface\" line that it is meant for.")
		}
	}
}

func (l *lowering) entry(f *source.File, section string, one line) *ir.Entry {
	e := &ir.Entry{Dialect: dialect, File: f, Section: section, Key: one.first(), Value: one.value.text, Raw: one.value.text, KeySpan: one.words[0].span, Span: one.span}
	l.host.Entries = append(l.host.Entries, e)
	return e
}

// begin reads a line that stands for itself or begins a stanza.
func (s *sourcing) begin(f *source.File, one line) (*block, string) {
	e := s.entry(f, "", one)
	switch key := one.first(); key {
	case "iface":
		b := &block{head: one, entry: e}
		e.Section = one.word(2).text
		if len(one.words) == 2 {
			s.bareLines = append(s.bareLines, one)
		} else if len(one.words) < 4 && one.word(2).text != "inherits" {
			e.Class, e.Reason = diag.Connectivity, "it is not whole"
			s.report(diag.Syntax, one.span, one.word(1).text, "an \"iface\" line takes a name, a family and a method",
				"ifupdown refuses the whole file. Write \"iface NAME inet static\", or another of the methods dhcp and manual.")
			return nil, "mapping"
		}
		s.blocks = append(s.blocks, b)
		return b, one.word(2).text
	case "mapping":
		e.Class, e.Reason = diag.Connectivity, "a script chooses the stanza when the link comes up, and bondc runs none"
		return nil, key
	case "source", "source-directory":
		s.source(f, one, e)
	case "auto", "allow-auto", "allow-hotplug":
		e.UsedBy = "auto"
		s.autos = append(s.autos, named{one, e})
	case "rename":
		s.renames = append(s.renames, named{one, e})
	case "no-auto-down", "no-scripts":
		e.Class = diag.Behaviour
	case "template":
		e.Class, e.Reason = diag.Connectivity, "only ifupdown2 knows templates"
	default:
		e.UsedBy = "allow" // brought up by whom the class names: a bond its ports
	}
	return nil, ""
}

// named is a line that names links, with its entry.
type named struct {
	line
	entry *ir.Entry
}

// source reads the files that a line names, of those that are there.
func (s *sourcing) source(f *source.File, one line, e *ir.Entry) {
	for _, w := range one.words[1:] {
		pattern, absolute := strings.CutPrefix(w.text, "/")
		if !absolute {
			pattern = path.Join(path.Dir(f.Path), pattern)
		}
		pattern = path.Clean(pattern)
		inside := strings.HasPrefix(pattern, folder) || path.Dir(f.Path) == "."
		for _, other := range s.files {
			if ok := sourced(pattern, one.first() == "source-directory", other.Path); ok {
				inside = true
				s.file(other)
			}
		}
		if !inside {
			e.Class, e.Reason = diag.Connectivity, "bondc reads no files outside /etc/network/interfaces and interfaces.d"
			return
		}
	}
	e.UsedBy = "source"
}

// sourced reports whether a line names a file. Of a directory only files with
// plain names are read (interfaces(5), INCLUDING OTHER FILES).
func sourced(pattern string, directory bool, name string) bool {
	if !directory {
		ok, err := path.Match(pattern, name)
		return ok && err == nil
	}
	ok, err := path.Match(pattern, path.Dir(name))
	plain := strings.IndexFunc(path.Base(name), func(c rune) bool {
		return (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') && c != '_' && c != '-'
	}) < 0
	return ok && err == nil && plain
}
