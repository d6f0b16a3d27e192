package networkd

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/bondc/bondc/frontends/internal/ignores"
	"github.com/bondc/bondc/frontends/internal/unit"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// document is one file with its drop-ins.
type document struct {
	base     string // "10-bond0.network"
	kind     string // its suffix
	span     source.Span
	sections []*section
}

// section is one header of a document with what stands below it.
type section struct {
	name string
	span source.Span
	keys []*key
}

// key is one assignment.
type key struct {
	*unit.Assignment
	entry *ir.Entry
}

func (k *key) use(word string) { k.entry.UsedBy = word }

// read scans the files and puts together what belongs together: of files of
// one base name the strongest, then its drop-ins in the order of their names.
func (l *lowering) read(files []*source.File) {
	mains, dropIns := map[string]*source.File{}, map[string]map[string]*source.File{}
	for _, f := range files {
		if owner, ok := strings.CutSuffix(path.Base(path.Dir(f.Path)), ".d"); ok && isUnit(owner) {
			if dropIns[owner] == nil {
				dropIns[owner] = map[string]*source.File{}
			}
			strongest(dropIns[owner], f)
			continue
		}
		strongest(mains, f)
	}
	for _, f := range byName(mains) {
		d := l.document(f)
		for _, x := range byName(dropIns[d.base]) {
			l.scan(d, x)
		}
		l.documents = append(l.documents, d)
	}
}

func strongest(m map[string]*source.File, f *source.File) {
	base := path.Base(f.Path)
	if old := m[base]; old == nil || rank(f) < rank(old) {
		m[base] = f
	}
}

// rank is the strength of the folder that a file or drop-in lies in; less is
// stronger.
func rank(f *source.File) int {
	i := slices.IndexFunc(folders(), func(dir string) bool { return strings.HasPrefix(f.Path, dir+"/") })
	if i < 0 {
		return len(folders())
	}
	return i
}

func byName(m map[string]*source.File) []*source.File {
	var list []*source.File
	for _, f := range m {
		list = append(list, f)
	}
	slices.SortFunc(list, func(a, b *source.File) int { return cmp.Compare(path.Base(a.Path), path.Base(b.Path)) })
	return list
}

func (l *lowering) document(f *source.File) *document {
	d := &document{base: path.Base(f.Path), span: f.LineSpan(1)}
	scanned := l.scan(d, f)
	if d.kind = path.Ext(d.base); !isUnit(d.base) {
		d.kind = kindOf(scanned)
	}
	if d.kind == "" && strings.TrimSpace(f.Text) != "" {
		l.report(diag.WrongDialect, f.LineSpan(1), "", "this is no file of systemd-networkd: it has neither [NetDev] nor [Match]",
			"networkd and udev do nothing with it. Nothing in it was read.")
	}
	return d
}

// scan adds the sections of a file to a document.
func (l *lowering) scan(d *document, f *source.File) *unit.File {
	u := unit.Scan(f)
	for _, bad := range u.Bad {
		l.report(diag.Syntax, bad.Span, "", "systemd cannot read this line: "+bad.Why, "systemd logs a warning, skips the line and goes on. Correct it or take it out.")
	}
	for _, s := range u.Sections {
		sec := &section{name: s.Name, span: s.Header}
		for _, a := range s.Assignments {
			e := &ir.Entry{Dialect: dialect, File: f, Section: s.Name, Key: a.Key, Value: a.Value, Raw: a.ValueSpan.Text(), KeySpan: a.KeySpan, Span: a.Span}
			l.host.Entries = append(l.host.Entries, e)
			sec.keys = append(sec.keys, &key{a, e})
		}
		d.sections = append(d.sections, sec)
	}
	l.host.Ignores = append(l.host.Ignores, ignores.Find(ignores.Lines(u.Comments))...)
	return u
}

// merged returns the keys of all sections of a name, in order: for systemd they
// are one section.
func (d *document) merged(names ...string) *section {
	out := &section{span: d.span}
	for _, s := range d.sections {
		if slices.Contains(names, s.name) {
			if out.name == "" {
				out.name, out.span = s.name, s.span
			}
			out.keys = append(out.keys, s.keys...)
		}
	}
	return out
}

// each returns the sections of a name that stand for one thing each.
func (d *document) each(name string) []*section {
	return slices.DeleteFunc(slices.Clone(d.sections), func(s *section) bool { return s.name != name })
}

// keys returns all keys of the document.
func (d *document) keys() []*key {
	var all []*key
	for _, s := range d.sections {
		all = append(all, s.keys...)
	}
	return all
}

// list returns the values of a key since the last empty assignment.
func (s *section) list(names ...string) []*key {
	var list []*key
	for _, k := range s.keys {
		if !slices.Contains(names, k.Key) {
			continue
		}
		if k.Value == "" {
			for _, old := range list {
				old.use("reset")
			}
			k.use("reset")
			list = nil
			continue
		}
		list = append(list, k)
	}
	return list
}

// last returns the value of a key that counts: the last, nil for none.
func (s *section) last(names ...string) *key {
	list := s.list(names...)
	if len(list) == 0 {
		return nil
	}
	for _, k := range list[:len(list)-1] {
		k.use("overridden")
	}
	return list[len(list)-1]
}
