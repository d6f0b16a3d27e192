package frontends

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// set is files of one dialect that are read together.
type set struct {
	name  string
	front Frontend
	files []*source.File
}

// sets returns the inputs of all fixtures, by dialect.
func sets(t testing.TB) []set {
	var paths []string
	for _, pattern := range []string{"*/testdata/*.txtar", "../lint/rules/testdata/*/*.txtar", "../golden/stories/*.txtar"} {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: %v, %v", pattern, found, err)
		}
		paths = append(paths, found...)
	}
	var list []set
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, front := range All() {
			s := set{name: path + " " + front.Name, front: front}
			for _, f := range archive.Files {
				name := f.Name
				if strings.HasPrefix(name, "want") {
					continue
				}
				if rest, ok := strings.CutPrefix(name, "in/"); ok {
					_, name, _ = strings.Cut(rest, "/")
				}
				if claimed, ok := Claimed(name); ok && claimed.Name == front.Name {
					s.files = append(s.files, source.New(f.Name, name, f.Data))
				}
			}
			if len(s.files) > 0 && front.Edit != nil {
				list = append(list, s)
			}
		}
	}
	if len(list) < 200 {
		t.Fatalf("only %d inputs", len(list))
	}
	return list
}

// read reads the files and returns the hosts, and how often each code of
// reading was found with an error.
func (s *set) read(via ir.Evidence) ([]*ir.Host, map[string]int) {
	var hosts []*ir.Host
	problems := map[string]int{}
	for h, diags := range s.front.Parse(s.files, ir.ReadOptions{Host: "h", Evidence: via}) {
		hosts = append(hosts, h)
		for _, d := range diags {
			if d.Severity == diag.Error {
				problems[d.Code]++
			}
		}
	}
	return hosts, problems
}

// edited returns the set with the edits made.
func (s *set) edited(edits []diag.Edit) *set {
	out := *s
	out.files = slices.Clone(s.files)
	for i, f := range out.files {
		text := f.Raw
		for j := len(edits) - 1; j >= 0; j-- {
			if e := edits[j]; e.File == f {
				text = text[:e.Start] + e.Text + text[e.End:]
			}
		}
		if text != f.Raw {
			out.files[i] = source.New(f.Name, f.Path, []byte(text))
		}
	}
	return &out
}

// options lists the settings of a bond and of its ports, "" for none.
func options(h *ir.Host, link string, without option.ID) string {
	l := h.Link(link)
	if l == nil || l.Bond == nil {
		return ""
	}
	var b strings.Builder
	add := func(where string, settings []ir.Setting) {
		for _, s := range settings {
			if s.ID != without || s.ID == option.Unknown {
				fmt.Fprintf(&b, "%s%s=%s;", where, s.Key, s.Raw)
			}
		}
	}
	add("", l.Bond.Defaults)
	add("", l.Bond.Settings)
	for _, p := range l.Bond.Ports {
		add(p.Name+"/", p.Settings)
	}
	return b.String()
}

// attempt makes one change of a host and holds the result to what it should
// be. It reports whether the change could be made.
func attempt(t *testing.T, s *set, via ir.Evidence, index int, c ir.Change) bool {
	t.Helper()
	hosts, before := s.read(via)
	h := hosts[index]
	var editor Editor
	edits := editor.Edit(h, []ir.Change{c})
	if edits == nil {
		return false
	}
	for i, e := range edits {
		if e.Start > e.End || e.End > len(e.File.Raw) || i > 0 && edits[i-1].File == e.File && edits[i-1].End > e.Start {
			t.Fatalf("%s: %+v: bad edits %+v", s.name, c, edits)
		}
	}
	after := s.edited(edits)
	fail := func(format string, args ...any) {
		t.Helper()
		var b strings.Builder
		for i, f := range after.files {
			if f != s.files[i] {
				fmt.Fprintf(&b, "-- %s: was --\n%s-- now --\n%s", f.Name, s.files[i].Raw, f.Raw)
			}
		}
		t.Errorf("%s: kind %d %s %q=%q: %s\n%s", s.name, c.Kind, c.Link, c.Key, c.Value, fmt.Sprintf(format, args...), b.String())
	}
	now, problems := after.read(via)
	for _, code := range []string{diag.Syntax, diag.DuplicateKey, diag.NotEvaluated, diag.WrongDialect, diag.TooDeep} {
		if problems[code] > before[code] {
			fail("there are %d findings %s, and were %d", problems[code], code, before[code])
			return true
		}
	}
	if c.Kind != ir.DropKey && c.Kind != ir.SetKey && sum(problems) > sum(before) {
		fail("there are more findings of reading: %v", problems)
	}
	if len(now) != len(hosts) {
		fail("%d hosts", len(now))
		return true
	}
	for i := range hosts {
		for _, l := range hosts[i].Links {
			without := option.Unknown
			if l.Name == c.Link && (c.Kind == ir.SetOption || c.Kind == ir.DropOption) && i == index {
				without = option.LookupKernel(c.Key)
			}
			if c.Kind == ir.DropKey || c.Kind == ir.SetKey {
				continue
			}
			if a, b := options(hosts[i], l.Name, without), options(now[i], l.Name, without); a != b {
				fail("the options of %q were %q and are %q", l.Name, a, b)
			}
		}
	}
	if l := now[index].Link(c.Link); c.Kind == ir.SetOption && l != nil && l.Bond != nil && c.Port == "" {
		if got, _ := l.Bond.Value(option.LookupKernel(c.Key)); got != c.Value {
			fail("the value is %q", got)
		}
	}
	return true
}

func sum(counts map[string]int) int {
	n := 0
	for _, c := range counts {
		n += c
	}
	return n
}

// TestEdit drops and sets every option, drops every entry, and removes every
// ignore comment of all fixtures, one at a time: what could be read can be read
// afterwards, says what it should, and all else says what it did.
func TestEdit(t *testing.T) {
	type tally struct{ made, all int }
	counts := map[string]*tally{}
	for _, s := range sets(t) {
		hosts, problems := s.read(ir.Evidence{})
		if len(problems) > 0 {
			continue // an edit of broken text is no promise
		}
		for i, h := range hosts {
			for _, c := range changesOf(h) {
				key := fmt.Sprintf("%s %d", s.front.Name, c.Kind)
				if counts[key] == nil {
					counts[key] = &tally{}
				}
				counts[key].all++
				if attempt(t, &s, ir.Evidence{}, i, c) {
					counts[key].made++
				}
			}
		}
	}
	for key, c := range counts {
		t.Logf("%s: %d of %d", key, c.made, c.all)
		// Only version 2 of cloud-init's files is edited, and no fixture of it has
		// what a change of this kind is about.
		if c.made == 0 && key != fmt.Sprintf("cloudinit %d", ir.DropComment) {
			t.Errorf("%s: none of %d changes could be made", key, c.all)
		}
	}
}

// changesOf returns changes of everything that a host has.
func changesOf(h *ir.Host) []ir.Change {
	var list []ir.Change
	for _, l := range h.Links {
		if l.Bond == nil || l.Implied {
			continue
		}
		for _, s := range slices.Concat(l.Bond.Settings, l.Bond.Defaults) {
			row := option.Get(s.ID)
			if row == nil || !s.Usable() {
				continue
			}
			whole := s.KeySpan.To(s.Span)
			list = append(list, ir.Change{Kind: ir.DropOption, Link: l.Name, Key: row.Kernel, Span: whole})
			if n := strings.Count(options(h, l.Name, option.Unknown), s.Key+"="); n == 1 {
				list = append(list, ir.Change{Kind: ir.SetOption, Link: l.Name, Key: row.Kernel, Value: other(row, s.Value)})
			}
		}
		for _, id := range []option.ID{option.MIIMon, option.UpDelay, option.ARPIPTarget, option.XmitHashPolicy} {
			if _, written := l.Bond.Value(id); !written {
				row := option.Get(id)
				list = append(list, ir.Change{Kind: ir.SetOption, Link: l.Name, Key: row.Kernel, Value: other(row, "")})
			}
		}
		for _, p := range l.Bond.Ports {
			for i := range p.Settings {
				if s := &p.Settings[i]; option.Get(s.ID) != nil && s.Usable() {
					list = append(list, ir.Change{Kind: ir.DropOption, Link: l.Name, Key: option.Get(s.ID).Kernel, Span: s.KeySpan.To(s.Span)})
				}
			}
		}
		if h.Dialect() != "modprobe" { // which has no keys
			key := "MTU"
			if h.Dialect() == "keyfile" || h.Dialect() == "nmcli" {
				key = "802-3-ethernet.mtu"
			}
			switch h.Dialect() {
			case "networkd":
				key = "NetDev.MTUBytes"
			case "ifupdown":
				key = "mtu"
			}
			list = append(list, ir.Change{Kind: ir.SetKey, Link: l.Name, Key: key, Value: "1400"})
		}
	}
	for _, e := range h.Entries {
		list = append(list, ir.Change{Kind: ir.DropKey, Link: e.Link, Span: e.Span})
	}
	for _, i := range h.Ignores {
		list = append(list, ir.Change{Kind: ir.DropComment, Span: i.Span})
	}
	return list
}

// other returns a good value of an option that is not the one given.
func other(row *option.Row, value string) string {
	switch row.Kind {
	case option.Enum, option.Bool:
		for _, v := range row.Values {
			if v.Word != value && option.Check(row.ID, v.Word).Kind == option.NoProblem {
				return v.Word
			}
		}
	case option.IPv4List:
		return "192.0.2.77,192.0.2.78"
	case option.IPv6List:
		return "2001:db8::77"
	case option.MAC:
		return "02:00:00:00:00:77"
	case option.Int:
		if value == "7" {
			return "8"
		}
		return "7"
	}
	return "other0"
}

// FuzzEdit makes one change of a made-up file that reads well.
func FuzzEdit(f *testing.F) {
	for _, s := range sets(f) {
		if len(s.files) == 1 {
			f.Add(s.front.Name, s.files[0].Raw, uint(3))
		}
	}
	f.Fuzz(func(t *testing.T, dialect, text string, n uint) {
		front, ok := Named(dialect)
		if !ok || front.Edit == nil || len(text) > 1<<14 {
			return
		}
		name := map[string]string{"ifcfg": "ifcfg-bond0", "modprobe": "b.conf", "netplan": "b.yaml", "hcl": "b.bondc.hcl"}[dialect]
		s := set{"fuzz", front, []*source.File{source.New(name, name, []byte(text))}}
		hosts, problems := s.read(ir.Evidence{})
		if len(problems) > 0 || len(hosts) == 0 {
			return
		}
		index := int(n % uint(len(hosts)))
		if changes := changesOf(hosts[index]); len(changes) > 0 {
			attempt(t, &s, ir.Evidence{}, index, changes[int(n/3)%len(changes)])
		}
	})
}
