package fuzz

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
)

// Draw returns the case of a number on a path; the same seed and number are
// the same case. Half of the cases have mostly good values, in the others many are at the
// edges or beyond.
func Draw(seed uint64, p kernel.Path, number int) Case {
	d := drawer{rand.New(rand.NewPCG(seed, uint64(number)<<8|uint64(p))), false}
	d.tame = p != kernel.Sysfs && !d.one(3)
	c := Case{Name: fmt.Sprintf("%s-%d-%d", pathWord(p), seed, number), Ports: d.ports()}
	c.Steps = append(c.Steps, d.step(p))
	if p == kernel.Module && d.one(3) {
		c.Steps = append(c.Steps, d.step(pick(d, kernel.Sysfs, kernel.Netlink)))
	}
	for _, port := range c.Ports {
		if p == kernel.Netlink && d.one(4) {
			c.Steps = append(c.Steps, Step{Path: p, Port: port, Words: d.portWords()})
		}
	}
	if d.one(4) {
		live := d.step(pick(d, kernel.Sysfs, kernel.Netlink))
		live.Live = true
		if c.delayed() {
			// Which port is up by then is a matter of time.
			active := option.Get(option.ActivePort).Kernel + "="
			live.Words = slices.DeleteFunc(live.Words, func(w string) bool { return strings.HasPrefix(w, active) })
		}
		c.Steps = append(c.Steps, live)
	}
	return c
}

// delayed reports whether a port that came up may have to wait.
func (c *Case) delayed() bool {
	return slices.ContainsFunc(c.Steps, func(s Step) bool { return s.value(option.UpDelay) != "" })
}

// drawer draws. Where tame is set, it draws mostly what is in range: one
// refusal ends a whole request, and a bad word the load of the module.
type drawer struct {
	*rand.Rand
	tame bool
}

// one is true once in n.
func (d drawer) one(n int) bool { return d.IntN(n) == 0 }

func pick[T any](d drawer, from ...T) T { return from[d.IntN(len(from))] }

func (d drawer) ports() []string {
	return pick(d, nil, []string{"eth0"}, []string{"eth0", "eth1"}, []string{"eth1", "eth0"})
}

// step draws one layer of settings. Most have a mode, many a link monitor:
// without them the driver refuses the rest before it looks at the values.
func (d drawer) step(p kernel.Path) Step {
	s := Step{Path: p, AsWritten: p == kernel.Sysfs && d.one(2)}
	add := func(id option.ID, value string) { s.Words = append(s.Words, option.Get(id).Kernel+"="+value) }
	if !d.one(6) {
		add(option.ModeOpt, pick(d, option.Get(option.ModeOpt).Values...).Word)
	}
	if d.one(3) {
		add(option.MIIMon, pick(d, "100", "50", "1"))
	}
	if d.one(4) && !(d.tame && s.value(option.MIIMon) != "") {
		add(option.ARPInterval, pick(d, "200", "1000"))
		add(option.ARPIPTarget, pick(d, "10.0.0.9", "10.0.0.1,10.0.0.2"))
	}
	rows := rowsOf(p)
	mode, known := option.ParseMode(s.value(option.ModeOpt))
	for range 1 + d.IntN(6) {
		row := pick(d, rows...)
		if d.tame && p == kernel.Netlink && known && !row.Accepted.Has(mode) {
			continue
		}
		if value, ok := d.value(p, row); ok {
			s.Words = append(s.Words, row.Kernel+"="+value)
		}
	}
	if p != kernel.Netlink && d.one(30) {
		s.Words = append(s.Words, pick(d, "colour=red", "min_link=2"))
	}
	if d.one(2) {
		d.Shuffle(len(s.Words), func(i, j int) { s.Words[i], s.Words[j] = s.Words[j], s.Words[i] })
	}
	return s
}

// value is what a step gives an option, "" where it does not.
func (s Step) value(id option.ID) string {
	for _, w := range s.Words {
		if value, ok := strings.CutPrefix(w, option.Get(id).Kernel+"="); ok {
			return value
		}
	}
	return ""
}

// rowsOf are the options that are drawn on a path: its own, and once in a
// while one that it has no name for. A tame request has but what its mode takes.
func rowsOf(p kernel.Path) []*option.Row {
	var rows []*option.Row
	for i := range option.Rows() {
		row := &option.Rows()[i]
		var own bool
		switch p {
		case kernel.Module:
			own = row.Module
		case kernel.Sysfs:
			own = row.Sysfs && row.ID != option.PortList
		case kernel.Netlink:
			own = sent(row) != nil && row.Scope == option.Bond
		}
		if own {
			rows = append(rows, row, row, row, row)
		} else if row.Scope == option.Bond && sent(row) != nil {
			rows = append(rows, row)
		}
	}
	return rows
}

func (d drawer) portWords() []string {
	var words []string
	for range 1 + d.IntN(2) {
		row := option.Get(pick(d, option.QueueID, option.Prio, option.ActorPortPrio))
		if value, ok := d.value(kernel.Netlink, row); ok {
			words = append(words, row.Kernel+"="+value)
		}
	}
	return words
}
