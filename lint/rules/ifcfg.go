package rules

import (
	"iter"
	"path"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

// ifcfgFile is one ifcfg file as its entries show it.
type ifcfgFile struct {
	*source.File
	// suffix is the part of the file's name behind "ifcfg-".
	suffix  string
	entries []*ir.Entry
}

// base is the file's name without its folder.
func (f *ifcfgFile) base() string { return ifcfgPrefix + f.suffix }

const ifcfgPrefix = "ifcfg-"

// ifcfgFiles yields the ifcfg files of a host, in its order of files.
func ifcfgFiles(h *ir.Host) iter.Seq[*ifcfgFile] {
	return func(yield func(*ifcfgFile) bool) {
		entries := map[*source.File][]*ir.Entry{}
		for _, e := range h.Entries {
			if e.Dialect == "ifcfg" {
				entries[e.File] = append(entries[e.File], e)
			}
		}
		for _, f := range h.Files {
			suffix, ok := strings.CutPrefix(path.Base(f.Path), ifcfgPrefix)
			if ok && len(entries[f]) > 0 && !yield(&ifcfgFile{f, suffix, entries[f]}) {
				return
			}
		}
	}
}

// last returns the assignment of a key that counts, nil if there is none, or
// none whose value the file tells.
func (f *ifcfgFile) last(key string) *ir.Entry {
	for i := len(f.entries) - 1; i >= 0; i-- {
		if e := f.entries[i]; e.Key == key {
			if e.Unknown {
				return nil
			}
			return e
		}
	}
	return nil
}

// mentions reports whether a key is set at all, be its value known or not.
func (f *ifcfgFile) mentions(key string) bool {
	return slices.ContainsFunc(f.entries, func(e *ir.Entry) bool { return e.Key == key })
}

// unknown reports whether a key is set to what the file does not tell.
func (f *ifcfgFile) unknown(key string) bool { return f.mentions(key) && f.last(key) == nil }

// value returns the value of a key, "" if there is none.
func (f *ifcfgFile) value(key string) string {
	if e := f.last(key); e != nil {
		return e.Value
	}
	return ""
}

// device is the link that the file configures.
func (f *ifcfgFile) device() string {
	if device := f.value("DEVICE"); device != "" {
		return device
	}
	return f.suffix
}

// link returns the link that the file configures, nil if the model has none.
func (f *ifcfgFile) link(h *ir.Host) *ir.Link { return h.Link(f.device()) }

// via is who applies the file.
func (f *ifcfgFile) via(p *lint.Pass) target.Via { return p.Via(f.link(p.Host)) }

// atBoot reports whether the file is brought up at boot: only a written "no"
// prevents that (facts/dialects.md 2.5, 3.1).
func (f *ifcfgFile) atBoot() bool {
	switch strings.ToLower(f.value("ONBOOT")) {
	case "no", "n", "false", "f", "0":
		return false
	}
	return true
}

// isPort reports whether SLAVE says yes. Old initscripts want exactly "yes",
// newer ones take every word for it.
func (f *ifcfgFile) isPort() bool {
	switch strings.ToLower(f.value("SLAVE")) {
	case "yes", "y", "true", "t", "1":
		return true
	}
	return false
}
