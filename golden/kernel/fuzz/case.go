package fuzz

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
)

// Case is one bond, and what is done to it in the order in which
// kernel.Simulate takes layers.
type Case struct {
	Name  string
	Steps []Step
	// Ports are attached once the bond is there; they are down until then.
	Ports []string
}

// Step is one layer: what reaches the driver in one go.
type Step struct {
	Path            kernel.Path
	Port            string // whose settings they are, "" for the bond's own
	AsWritten, Live bool   // as in kernel.Layer
	Words           []string
}

// String returns the step as a line of text: "live sysfs miimon=100 mode=1".
func (s Step) String() string {
	words := []string{}
	if s.Live {
		words = append(words, "live")
	}
	if s.AsWritten {
		words = append(words, "as-written")
	}
	words = append(words, pathWord(s.Path))
	if s.Port != "" {
		words = append(words, "port:"+s.Port)
	}
	return strings.Join(append(words, s.Words...), " ")
}

// parseStep reads what String writes.
func parseStep(line string) (Step, error) {
	var s Step
	words := strings.Fields(line)
	for ; len(words) > 0; words = words[1:] {
		port, named := strings.CutPrefix(words[0], "port:")
		path := slices.IndexFunc(paths(), func(p kernel.Path) bool { return pathWord(p) == words[0] })
		switch {
		case words[0] == "live":
			s.Live = true
		case words[0] == "as-written":
			s.AsWritten = true
		case path >= 0:
			s.Path = paths()[path]
		case named:
			s.Port = port
		case s.Path == 0:
			return s, fmt.Errorf("%q names no way into the driver", line)
		default:
			s.Words = words
			return s, nil
		}
	}
	return s, nil
}

func paths() []kernel.Path { return []kernel.Path{kernel.Module, kernel.Sysfs, kernel.Netlink} }

// pathWord is what a path is called in a case.
func pathWord(p kernel.Path) string {
	return map[kernel.Path]string{kernel.Module: "module", kernel.Sysfs: "sysfs", kernel.Netlink: "netlink"}[p]
}

// String returns the case as text, one line a step.
func (c Case) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "case %s\n", c.Name)
	for _, s := range c.Steps {
		fmt.Fprintf(&b, "%s\n", s)
	}
	if len(c.Ports) > 0 {
		fmt.Fprintf(&b, "ports %s\n", strings.Join(c.Ports, " "))
	}
	return b.String()
}

// Layers returns the case as the model has it. Words are read by the dialect
// that hands them to the driver as they are: parameters of the module,
// BONDING_OPTS, and HCL for netlink, whose attributes carry numbers.
func (c Case) Layers() []kernel.Layer {
	var layers []kernel.Layer
	for _, s := range c.Steps {
		l := kernel.Layer{Path: s.Path, Port: s.Port, AsWritten: s.AsWritten, Live: s.Live}
		for _, word := range s.Words {
			l.Settings = append(l.Settings, setting(s.Path, word))
		}
		layers = append(layers, l)
	}
	return layers
}

func setting(p kernel.Path, word string) ir.Setting {
	key, raw, _ := strings.Cut(word, "=")
	dialect := option.HCL
	switch p {
	case kernel.Module:
		dialect = option.Modprobe
	case kernel.Sysfs:
		dialect = option.Ifcfg
	}
	s := ir.Setting{Key: key, Raw: raw}
	if s.ID, _ = option.Lookup(dialect, key); s.ID == option.Unknown && p == kernel.Netlink {
		s.ID = option.LookupKernel(key)
	}
	if s.ID == option.Unknown {
		s.Problem = option.Problem{Kind: option.UnknownOption, Text: "no such option"}
		return s
	}
	s.Value, s.Problem = option.Decode(dialect, s.ID, raw)
	s.Adds = p == kernel.Sysfs && option.Get(s.ID).Kind == option.IPv4List
	return s
}
