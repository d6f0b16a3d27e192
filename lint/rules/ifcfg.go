package rules

import (
	"fmt"
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

// ifcfgFiles yields the ifcfg files of a host, in its order of files. The
// entries of a file stand together.
func ifcfgFiles(h *ir.Host) iter.Seq[*ifcfgFile] {
	return func(yield func(*ifcfgFile) bool) {
		for rest := h.Entries; len(rest) > 0; {
			f, n := rest[0].File, 1
			for n < len(rest) && rest[n].File == f {
				n++
			}
			own := rest[:n]
			rest = rest[n:]
			if own[0].Dialect != "ifcfg" {
				continue
			}
			suffix, ok := strings.CutPrefix(path.Base(f.Path), ifcfgPrefix)
			if ok && !yield(&ifcfgFile{f, suffix, own}) {
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
func (f *ifcfgFile) atBoot() bool { return !isFalse(f.value("ONBOOT")) }

// isPort reports whether SLAVE says yes. Old initscripts want exactly "yes",
// newer ones take every word for it.
func (f *ifcfgFile) isPort() bool { return isTrue(f.value("SLAVE")) }

// isTrue and isFalse are the words that both readers take for a boolean
// (initscripts, functions, is_true; NetworkManager, shvar.c, svParseBoolean).
func isTrue(word string) bool {
	return slices.Contains([]string{"yes", "y", "true", "t", "1"}, strings.ToLower(word))
}

func isFalse(word string) bool {
	return slices.Contains([]string{"no", "n", "false", "f", "0"}, strings.ToLower(word))
}

// isAlias reports whether the file gives an address to a link that has a file
// of its own: ifcfg-eth0:1, ifcfg-eth0-range0.
func (f *ifcfgFile) isAlias() bool {
	return strings.Contains(f.suffix, ":") || strings.Contains(f.value("DEVICE"), ":") || f.mentions("IPADDR_START")
}

// place is where the file names its link, else its first line.
func (f *ifcfgFile) place() source.Span {
	if device := f.last("DEVICE"); device != nil {
		return device.Span
	}
	return f.entries[0].Span
}

// bond returns the bond that the file declares, nil if it declares none.
func (f *ifcfgFile) bond(h *ir.Host) *ir.Link {
	if l := f.link(h); l != nil && l.Bond != nil && !l.Implied && !f.isAlias() {
		return l
	}
	return nil
}

// setKey proposes a value for a key of the file, at the place of an entry.
func (f *ifcfgFile) setKey(key, value string, at source.Span, safe bool) *lint.Fix {
	return &lint.Fix{
		Message: fmt.Sprintf("write %s=%s", key, value),
		Safe:    safe,
		Changes: []ir.Change{{Kind: ir.SetKey, Link: f.device(), Key: key, Value: value, Span: at}},
	}
}

// nmRuns reports whether NetworkManager applies what is not kept away from it.
func nmRuns(p *lint.Pass) bool { return p.Via(nil) == target.NetworkManager }

// release is the release that the host runs, "" where nobody knows.
func release(p *lint.Pass) string {
	if p.Target.Release != "" {
		return p.Target.Release
	}
	return p.Host.Evidence.Release
}

// oldScripts reports whether the host is known to run initscripts from before
// RHEL 8, which compare some words letter by letter (facts/dialects.md 2.6).
func oldScripts(p *lint.Pass) bool {
	return slices.Contains([]string{"rhel-5", "rhel-6", "rhel-7"}, release(p))
}
