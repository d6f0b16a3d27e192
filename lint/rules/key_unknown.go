package rules

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/lint"
)

var keyUnknown = lint.Rule{
	ID:       "key-unknown",
	Title:    "nobody reads a key, which was probably meant for another",
	Severity: diag.Warning,
	Category: lint.Hosts,
	Since:    "0.1",
	Dialects: []string{"ifcfg", "ifupdown", "keyfile", "networkd", "suse"},
	Sources: []lint.Source{
		networkd("networkd-network-gperf.gperf", "the keys of each section"),
		networkd("netdev/netdev-gperf.gperf", "the keys of each section"),
		networkManager("src/core/settings/plugins/ifcfg-rh/nms-ifcfg-rh-utils.c", "nms_ifcfg_well_known_keys"),
	},
	Check: checkKeyUnknown,
}

// checkKeyUnknown looks through the keys that bondc has no use for. networkd's are
// known in full; elsewhere an unknown key may be meant for a script, and only one
// that is close to a known one is reported.
func checkKeyUnknown(p *lint.Pass) {
	u := unread{Pass: p, sections: map[spot]bool{}}
	for _, e := range p.Host.Entries {
		if e.UsedBy != "" || e.Key == "" {
			continue
		}
		switch e.Dialect {
		case "networkd":
			u.networkd(e)
		case "ifcfg":
			u.slip(e, ifcfgKeys, "initscripts and NetworkManager leave it out without a word.")
		case "suse":
			u.slip(e, suseKeys, "wicked leaves it out without a word.")
		case "ifupdown":
			u.slip(e, ifupdownKeys, "ifup hands it to the scripts as a variable, and none of the usual ones reads it.")
		case "keyfile":
			group, _, _ := strings.Cut(e.Key, ".") // the entry's is the key's full name
			if keys, ok := profileKeys.keysOf(group); ok {
				u.slip(e, keys, "NetworkManager leaves it out without a word.")
			}
		}
	}
}

// without is what becomes of the host.
const without = "The host comes up without what it says."

// unread is one run of the rule.
type unread struct {
	*lint.Pass
	// sections are those that were reported as unknown, keys all that are written.
	sections, keys map[spot]bool
	// kinds are those of the .netdev files, by their names.
	kinds map[string]string
}

// spot is a section of a file, or a key there.
type spot struct {
	file         *source.File
	section, key string
}

// slip reports a key that is not among the known ones, but close to one.
func (u *unread) slip(e *ir.Entry, keys, fate string) {
	key := e.Key
	switch e.Dialect {
	case "ifupdown":
		key = strings.ReplaceAll(key, "_", "-") // it takes both
	case "keyfile":
		_, key, _ = strings.Cut(key, ".")
	}
	word, suffix := strings.TrimRight(key, "0123456789"), ""
	if i := strings.LastIndexByte(key, '_'); i > 0 && e.Dialect == "suse" {
		word, suffix = key[:i], key[i:] // IPADDR_1 (ifcfg(5))
	}
	const least = 5 // letters
	if len(word) < least || has(keys, key) || has(keys, word) {
		return
	}
	const oneLetter = 2
	meant := near(keys, strings.TrimSuffix(key, suffix), oneLetter)
	if meant == "" && suffix != "" {
		meant, suffix = near(keys, key, oneLetter), ""
	}
	if meant == "" {
		return
	}
	if meant += suffix; strings.Contains(e.Key, "_") && e.Dialect == "ifupdown" {
		meant = strings.ReplaceAll(meant, "-", "_")
	}
	written := strings.TrimPrefix(e.Key, strings.TrimSuffix(e.Key, e.KeySpan.Text()))
	u.blame(e, meant, fmt.Sprintf("%q is no key that is known here; did you mean %q?", clipped(written), meant), "As it is written, "+fate+" "+without)
}

// clipped bounds a text of the user's for a message.
func clipped(text string) string {
	const longest = 60
	for i := range text {
		if i >= longest {
			return text[:i] + "..."
		}
	}
	return text
}

// ignored is what systemd does with what it does not know.
const ignored = "systemd logs a warning and ignores the "

// networkd reports keys and sections that systemd has no place for; it
// ignores those that begin with "X-" on purpose (systemd.syntax(7)).
func (u *unread) networkd(e *ir.Entry) {
	if strings.HasPrefix(e.Section, "X-") || strings.HasPrefix(e.Key, "X-") {
		return
	}
	sort, known := sortOf(e.File.Name)
	if known == nil {
		return
	}
	keys, ok := known.keysOf(e.Section)
	switch {
	case !ok:
		u.section(e, fmt.Sprintf("systemd knows no section [%s]%s", clipped(e.Section), whereSection(e.Section, sort, known)))
		return
	case sort == ".netdev" && !u.readFor(e):
		return
	case has(keys, e.Key):
		return
	}
	const twoLetters = 3
	message, meant := fmt.Sprintf("systemd knows no key %q in [%s]", clipped(e.Key), e.Section), near(keys, e.Key, twoLetters)
	if meant != "" {
		message += fmt.Sprintf("; did you mean %q?", meant)
	} else {
		message += u.whereKey(e, sort, known)
	}
	u.blame(e, meant, message, ignored+"line. "+without)
}

// section reports a section once for all of its keys.
func (u *unread) section(e *ir.Entry, message string) {
	if at := (spot{e.File, e.Section, ""}); !u.sections[at] {
		u.sections[at] = true
		u.blame(e, "", message, ignored+"whole section. "+without)
	}
}

// readFor reports whether the section of an entry is read for the kind of the
// device that the file makes, and blames the section where it is not: networkd
// reads [NetDev] first and then what is for that kind (netdev_load_one in
// netdev/netdev.c).
func (u *unread) readFor(e *ir.Entry) bool {
	kinds, some := netdevKinds.keysOf(e.Section)
	kind := u.kindOf(e.File)
	if !some || kind == "" || has(kinds, kind) {
		return true
	}
	u.section(e, fmt.Sprintf("systemd reads no section [%s] for Kind=%s; it is for Kind=%s", e.Section, clipped(kind), strings.ReplaceAll(kinds, " ", ", ")))
	return false
}

// kindOf returns the Kind of a .netdev file, that of the file which a drop-in is
// for, "" where none is seen.
func (u *unread) kindOf(file *source.File) string {
	if u.kinds == nil {
		u.kinds = map[string]string{}
		for _, e := range u.Host.Entries {
			if e.Dialect == "networkd" && e.Section == "NetDev" && e.Key == "Kind" {
				u.kinds[path.Base(ownerOf(e.File.Name))] = e.Value
			}
		}
	}
	return u.kinds[path.Base(ownerOf(file.Name))]
}

// ownerOf returns the name of the file that a drop-in is for, and that of another
// file as it is.
func ownerOf(name string) string {
	if owner, in := strings.CutSuffix(path.Dir(name), ".d"); in && path.Ext(name) == ".conf" {
		return owner
	}
	return name
}

// sorts are the sorts of files, each with what is known there.
func sorts() map[string]vocabulary {
	return map[string]vocabulary{".network": networkKeys, ".netdev": netdevKeys, ".link": linkFileKeys}
}

// sortOf returns the sort of a file and what is known there, nil for a file
// whose name says nothing.
func sortOf(name string) (string, vocabulary) {
	sort := path.Ext(ownerOf(name))
	return sort, sorts()[sort]
}

// whereSection says where a section belongs, or which was meant, as the end of a
// message.
func whereSection(section, sort string, known vocabulary) string {
	var others []string
	for other, keys := range sorts() {
		if _, ok := keys.keysOf(section); ok {
			others = append(others, other)
		}
	}
	if len(others) > 0 {
		slices.Sort(others)
		return fmt.Sprintf(" in a %s file; it belongs in a %s file", sort, strings.Join(others, " or "))
	}
	return known.nearSection(section)
}

// whereKey says where a key belongs, as the end of a message.
func (u *unread) whereKey(e *ir.Entry, sort string, known vocabulary) string {
	homes := slices.DeleteFunc(known.homes(e.Key), func(section string) bool {
		kinds, some := netdevKinds.keysOf(section)
		return sort == ".netdev" && some && !has(kinds, u.kindOf(e.File))
	})
	if len(homes) > 0 {
		return "; it belongs in [" + strings.Join(homes[:min(len(homes), 3)], "], [") + "]"
	}
	for _, other := range []string{".network", ".netdev", ".link"} {
		if keys, _ := sorts()[other].keysOf(e.Section); has(keys, e.Key) {
			return fmt.Sprintf(" of a %s file; it belongs in that of a %s file", sort, other)
		}
	}
	return ""
}

// nearSection proposes another section, as the end of a message.
func (v vocabulary) nearSection(section string) string {
	names := make([]string, len(v))
	for i := range v {
		names[i] = v[i].section
	}
	if meant := near(strings.Join(names, " "), section, 2); meant != "" {
		return fmt.Sprintf("; did you mean [%s]?", meant)
	}
	return ""
}

// blame reports a key, with the fix of writing the one that was meant.
func (u *unread) blame(e *ir.Entry, meant, message, detail string) {
	f := lint.Finding{Link: u.Host.Link(e.Link), Span: e.KeySpan, Message: message, Detail: detail}
	if name, full := e.KeySpan.Text(), strings.TrimSuffix(e.Key, e.KeySpan.Text()); meant != "" && full+name == e.Key && !u.written(e, full+meant) {
		f.Fix = &lint.Fix{
			Message: fmt.Sprintf("write %q", meant),
			Effect:  "the line counts",
			Changes: []ir.Change{{Kind: ir.Replace, Link: e.Link, Value: meant, Span: e.KeySpan}},
		}
	}
	u.Report(f)
}

// written reports whether a key stands in the section of an entry already.
func (u *unread) written(e *ir.Entry, key string) bool {
	if u.keys == nil {
		u.keys = make(map[spot]bool, len(u.Host.Entries))
		for _, other := range u.Host.Entries {
			u.keys[spot{other.File, other.Section, other.Key}] = true
		}
	}
	return u.keys[spot{e.File, e.Section, key}]
}
