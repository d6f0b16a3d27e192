package fuzz

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
)

// op is one line of what the runner does. Its answer belongs to a step and, where
// the step's settings are sent one by one, to one of those; both are -1 where
// it belongs to nothing that was drawn.
type op struct {
	line          string
	step, setting int
}

// ops is the case as the runner does it, in the order of kernel.Simulate.
func (c Case) ops() ([]op, error) {
	s := scripted{Case: c}
	s.bring()
	for _, port := range c.Ports {
		if s.created == kernel.Netlink {
			s.add("enslave "+port, -1, -1)
		} else {
			s.add("attach "+port, -1, -1)
		}
	}
	s.late()
	s.add("state", -1, -1)
	return s.ops, s.err
}

type scripted struct {
	Case
	ops     []op
	created kernel.Path // how the bond came into being, 0 while it is not there
	err     error
}

func (s *scripted) add(line string, step, setting int) {
	s.ops = append(s.ops, op{line, step, setting})
}

// create makes the bond as initscripts do.
func (s *scripted) create() {
	if s.created == 0 {
		s.created = kernel.Sysfs
		s.add("create", -1, -1)
	}
}

// bring is what happens before the bond has ports.
func (s *scripted) bring() {
	for i, step := range s.Steps {
		switch {
		case step.Live || step.Port != "":
		case step.Path == kernel.Module:
			s.add("load "+strings.Join(step.Words, " "), i, -1)
			s.add("count", i, -1)
		case step.Path == kernel.Netlink:
			s.created = kernel.Netlink
			s.add("add "+s.attributes(step), i, -1)
		default:
			s.create()
			s.writes(i, func(id option.ID) bool { return first(id) && !step.AsWritten })
			s.writes(i, func(id option.ID) bool { return (step.AsWritten || !first(id)) && id != option.Primary })
		}
	}
	s.create()
}

// late is what happens once the bond has its ports.
func (s *scripted) late() {
	for i, step := range s.Steps {
		if step.Path == kernel.Sysfs && !step.Live {
			s.writes(i, func(id option.ID) bool { return id == option.Primary })
		}
	}
	for i, step := range s.Steps {
		if step.Port != "" {
			s.add("port "+step.Port+" "+s.attributes(step), i, -1)
		}
	}
	up := false
	for i, step := range s.Steps {
		if !step.Live {
			continue
		}
		if !up {
			s.add("up", -1, -1)
			up = true
		}
		if step.Path == kernel.Netlink {
			s.add("set "+s.attributes(step), i, -1)
			continue
		}
		s.writes(i, func(id option.ID) bool { return first(id) && !step.AsWritten })
		s.writes(i, func(id option.ID) bool { return step.AsWritten || !first(id) })
	}
}

// first is what initscripts write before all else.
func first(id option.ID) bool { return id == option.ModeOpt || id == option.MIIMon }

// writes writes those settings of a step to their files whose option is meant.
// Lists are written as initscripts do it: address by address, each with a plus
// sign, but in one go where the value begins with one.
func (s *scripted) writes(step int, meant func(option.ID) bool) {
	for k, word := range s.Steps[step].Words {
		key, raw, _ := strings.Cut(word, "=")
		id, _ := option.Lookup(option.Ifcfg, key)
		if !meant(id) {
			continue
		}
		values := []string{raw}
		if row := option.Get(id); row != nil && row.Kind == option.IPv4List && !strings.HasPrefix(raw, "+") {
			values = strings.FieldsFunc(raw, func(r rune) bool { return r == ',' })
			for i := range values {
				values[i] = "+" + values[i]
			}
		}
		for _, v := range values {
			s.add(fmt.Sprintf("write %s %s", key, strconv.Quote(v)), step, k)
		}
	}
}

func (s *scripted) attributes(step Step) string {
	var words []string
	for _, w := range step.Words {
		text, err := encode(w)
		if err != nil && s.err == nil {
			s.err = fmt.Errorf("%s: %w", w, err)
		}
		if text != "" {
			words = append(words, text)
		}
	}
	return strings.Join(words, " ")
}

// Script returns cases as the runner reads them.
func Script(cases []Case) (string, error) {
	var b strings.Builder
	for i, c := range cases {
		ops, err := c.ops()
		if err != nil {
			return "", fmt.Errorf("%s: %w", c.Name, err)
		}
		fmt.Fprintf(&b, "case %d\n", i)
		for _, o := range ops {
			b.WriteString(o.line + "\n")
		}
		b.WriteString("end\n")
	}
	return b.String(), nil
}
