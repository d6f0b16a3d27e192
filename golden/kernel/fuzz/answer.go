package fuzz

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// Answer is what became of a case.
type Answer struct {
	// Created is whether there is a bond.
	Created bool
	// Refused are the errors, in the order of the steps, each with what it is
	// the answer to: "EINVAL sysfs miimon=-1", "EACCES netlink", "EINVAL module".
	Refused []string
	// State are the options that differ from those of a new bond as the model
	// has it, as "miimon=100": the bond's in the order of the table, then the
	// ports'. An empty value stands as "primary=".
	State []string
	at    [2]int // which step and setting the last error is of
}

// String returns the answer as text, one fact a line.
func (a Answer) String() string {
	var b strings.Builder
	for _, r := range a.Refused {
		fmt.Fprintf(&b, "refused %s\n", r)
	}
	if !a.Created {
		b.WriteString("no bond\n")
		return b.String()
	}
	b.WriteString(strings.Join(append([]string{"state"}, a.State...), " ") + "\n")
	return b.String()
}

// Predict returns the model's answer.
func Predict(t target.Target, c Case) (Answer, error) {
	ops, err := c.ops()
	if err != nil {
		return Answer{}, err
	}
	layers := c.Layers()
	r := kernel.Simulate(t, layers, c.Ports)
	a := Answer{Created: r.Created}
	for i, o := range ops {
		if o.step < 0 || strings.HasPrefix(o.line, "count") || slices.ContainsFunc(ops[:i], func(p op) bool { return p.step == o.step && p.setting == o.setting }) {
			continue // a list is written in several goes
		}
		if errno := refusal(r.Events, layers[o.step].Settings, o.setting); errno != "" {
			a.refuse(c, o, errno)
		}
	}
	if !r.Created {
		return a, nil
	}
	if n := bonds(layers, r.Events); n >= 0 {
		a.State = append(a.State, fmt.Sprintf("bonds=%d", n))
	}
	fresh := fresh(t)
	for i := range option.Rows() {
		row := &option.Rows()[i]
		if row.Scope == option.Bond && (row.Sysfs || sent(row) != nil) {
			a.keep(fresh, row, r.State[row.ID])
		}
	}
	for _, port := range c.Ports {
		a.State = append(a.State, portState(layers, r.Events, port)...)
	}
	return a, nil
}

// refuse notes an error in the words of the step that got it.
func (a *Answer) refuse(c Case, o op, errno string) {
	step := c.Steps[o.step]
	step.AsWritten = false
	if o.setting >= 0 {
		step.Words = step.Words[o.setting : o.setting+1]
	} else {
		step.Words = nil
	}
	a.Refused = append(a.Refused, errno+" "+step.String())
}

// fresh is the state of a bond that was only just made.
func fresh(t target.Target) kernel.State { return kernel.Simulate(t, nil, nil).State }

// keep notes a value that a new bond would not have.
func (a *Answer) keep(fresh kernel.State, row *option.Row, value string) {
	if value != fresh[row.ID] {
		a.State = append(a.State, row.Kernel+"="+strings.ReplaceAll(value, " ", "_"))
	}
}

// refusal returns the error that one setting of a step got, or the whole step
// where it is one request. The entries of a list are written one by one, so that
// it can have two errors; of parameters of the module that cannot be read, the
// last one's counts.
func refusal(events []kernel.Event, settings []ir.Setting, at int) string {
	var errnos []string
	for _, e := range events {
		i := of(settings, e.Setting)
		switch {
		case e.Errno == "" || i < 0 || at >= 0 && i != at:
		case e.Kind == kernel.LoadFailed:
			errnos = []string{string(e.Errno)}
		case at >= 0 || len(errnos) == 0:
			errnos = append(errnos, string(e.Errno))
		}
	}
	return several(errnos)
}

// of returns which of settings one is, -1 where it is none.
func of(settings []ir.Setting, s *ir.Setting) int {
	for i := range settings {
		if s == &settings[i] {
			return i
		}
	}
	return -1
}

// several joins errors, each once.
func several(errnos []string) string {
	slices.Sort(errnos)
	return strings.Join(slices.Compact(errnos), "+")
}

// bonds returns how many bonds the module makes when it is loaded, -1 where it
// is loaded without parameters.
func bonds(layers []kernel.Layer, events []kernel.Event) int {
	if len(layers) == 0 || layers[0].Path != kernel.Module {
		return -1
	}
	n, _ := strconv.Atoi(option.Get(option.MaxBonds).Default)
	for i := range layers[0].Settings {
		s := &layers[0].Settings[i]
		if s.ID != option.MaxBonds {
			continue
		}
		n, _ = strconv.Atoi(s.Value)
		for _, e := range events {
			if e.Setting == s && e.Kind == kernel.Reset {
				n, _ = strconv.Atoi(e.Result)
			}
		}
	}
	return n
}

// written returns the port and the queue of a text that was written to the file
// of the queues, which the driver reads up to the first byte that is no digit.
func written(text string) (port, queue string) {
	port, queue, _ = strings.Cut(text, ":")
	n, _ := strconv.ParseUint(queue[:len(queue)-len(strings.TrimLeft(queue, "0123456789"))], 10, 64)
	return port, strconv.Itoa(int(uint16(n)))
}

// portState returns the settings of a port that its kernel took, the last of
// each, in the order of the table.
func portState(layers []kernel.Layer, events []kernel.Event, port string) []string {
	var last [option.NumOptions]string
	for _, l := range layers {
		for i := range l.Settings {
			s := &l.Settings[i]
			name, value := l.Port, s.Value
			if l.Live && l.Path == kernel.Sysfs && s.Key == option.Get(option.QueueID).Kernel {
				name, value = written(s.Raw)
			}
			taken := !slices.ContainsFunc(events, func(e kernel.Event) bool {
				return e.Setting == s && (e.Kind == kernel.Refused || e.Kind == kernel.Ignored || e.Kind == kernel.Overridden)
			})
			if id := option.LookupKernel(s.Key); name == port && taken && option.Get(id) != nil && option.Get(id).Scope == option.Port {
				last[id] = value
			}
		}
	}
	var words []string
	for i := range option.Rows() {
		if row := &option.Rows()[i]; last[row.ID] != "" && !option.Same(row.ID, last[row.ID], row.Default) {
			words = append(words, port+"."+row.Kernel+"="+last[row.ID])
		}
	}
	return words
}
