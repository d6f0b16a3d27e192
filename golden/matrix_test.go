package golden

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/bondc/bondc"
	"github.com/bondc/bondc/backends"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// writer is a column of the matrix: a dialect, and who will apply it where
// that makes another text of it.
type writer struct {
	name, to string
	target   target.Target
}

// writers returns the columns: every backend, and the two whose files have two
// readers for the second one too.
func writers() []writer {
	var all []writer
	for _, b := range backends.All() {
		all = append(all, writer{name: b.Name, to: b.Name})
		if b.Name == "ifcfg" || b.Name == "netplan" {
			all = append(all, writer{b.Name + "-nm", b.Name, target.Target{Via: target.NetworkManager}})
		}
	}
	return all
}

// pair is what came of one input and one writer.
type pair struct {
	input, writer string
	// lost names what was announced as lost but bookkeeping, sorted; what costs
	// connectivity begins with "!".
	lost []string
	// settled names where the output says what the input leads to, and not what
	// it says: an overridden option, a value that is rounded, what a generator
	// adds.
	settled []string
	// facets counts lost by the facet of the link.
	facets map[string]int
	// refused means that nothing is written unless the losses are accepted.
	refused bool
	// wrong are the differences that nothing announced.
	wrong []string
}

// cell is the pair's column in the table.
func (p *pair) cell() outcome {
	switch {
	case len(p.wrong) > 0:
		return unannounced
	case p.refused:
		return refused
	case len(p.lost) > 0:
		return withLosses
	}
	return same
}

type outcome int

const (
	same outcome = iota
	withLosses
	refused
	unannounced
)

// pairs converts every input of the story to every dialect, once for all tests.
func (s *story) pairs() []pair {
	s.once.Do(func() {
		for _, input := range s.inputs {
			h := s.read(input)
			for _, w := range writers() {
				s.converted = append(s.converted, converted(input, h, w))
			}
		}
	})
	return s.converted
}

// converted writes a host with every loss accepted, so that what is refused
// otherwise is read back and compared too.
func converted(input string, h *ir.Host, w writer) pair {
	p := pair{input: input, writer: w.name, facets: map[string]int{}}
	opt := bondc.ConvertOptions{To: w.to, Target: w.target}
	for _, code := range diag.Codes() {
		opt.Accept = append(opt.Accept, code.Slug)
	}
	c, err := bondc.Convert(h, nil, opt)
	if err != nil {
		p.wrong = append(p.wrong, err.Error())
		return p
	}
	for _, d := range c.Diags {
		p.note(&d)
	}
	slices.Sort(p.lost)
	p.lost = slices.Compact(p.lost)
	back := p.back(c, w)
	if back == nil {
		return p
	}
	pinned, _ := effect.Pin(h, opt.From, effect.TargetVia(w.to, w.target), w.to)
	facts := effect.Compare(effect.Facts(pinned, opt.From), effect.Facts(back, w.target), false)
	for _, d := range bondc.Diff(h, opt.From, back, w.target, false) {
		known := slices.ContainsFunc(facts, func(f effect.Difference) bool { return f.String() == d.String() })
		switch {
		case effect.Announce(c.Diags).Of(&d):
		case known:
			p.wrong = append(p.wrong, d.String())
		default:
			p.settled = append(p.settled, "="+strings.Join(strings.Fields(d.Link+" "+d.What+" "+d.Item), " "))
		}
	}
	slices.Sort(p.settled)
	return p
}

// note takes down a finding of the conversion.
func (p *pair) note(d *diag.Diagnostic) {
	switch {
	case d.Code == diag.Unannounced:
		p.wrong = append(p.wrong, d.Message)
	case d.Loss == nil || d.Loss.Class == diag.Bookkeeping:
	default:
		text := strings.TrimSpace(d.Loss.What + " " + d.Loss.Item)
		if d.Link != "" {
			text = d.Link + " " + text
		}
		if d.Loss.Class == diag.Connectivity {
			p.refused = true
			text = "!" + text
		}
		p.lost = append(p.lost, text)
		p.facets[d.Loss.What]++
	}
}

// back reads what was written, with the eyes of who will apply it.
func (p *pair) back(c bondc.Conversion, w writer) *ir.Host {
	if len(c.Output.Files) == 0 {
		if !p.refused && len(p.wrong) == 0 {
			p.wrong = append(p.wrong, "nothing was written, and nothing was refused")
		}
		return nil
	}
	var files []*source.File
	for _, f := range c.Output.Files {
		files = append(files, source.New(f.Path, f.Path, f.Data))
	}
	hosts, diags := parse(files, w.to, ir.Evidence{Via: w.target.Via})
	if len(hosts) != 1 || diags.Has(diag.Error) {
		p.wrong = append(p.wrong, fmt.Sprintf("the output reads back as %d hosts: %v", len(hosts), diags))
		return nil
	}
	return hosts[0]
}

// losses is the story's section want/losses: a line for each writer and list of
// what is lost or settled ("=") on the way there, with the inputs that have it.
// An input that comes through as it is has no line.
func (s *story) losses() []byte {
	var b strings.Builder
	for _, w := range writers() {
		from := map[string][]string{}
		var lists []string
		for _, p := range s.pairs() {
			list := strings.Join(append(slices.Clone(p.lost), p.settled...), ", ")
			if p.writer != w.name || list == "" {
				continue
			}
			if from[list] == nil {
				lists = append(lists, list)
			}
			from[list] = append(from[list], p.input)
		}
		for _, list := range lists {
			fmt.Fprintf(&b, "%s: %s: %s\n", w.name, strings.Join(from[list], " "), list)
		}
	}
	return []byte(b.String())
}

// TestMatrix converts every input of every story to every dialect, prints how
// many came through whole, and holds docs/conversions.md against it.
func TestMatrix(t *testing.T) {
	all := stories(t)
	work, done := make(chan *story), sync.WaitGroup{}
	for range runtime.GOMAXPROCS(0) {
		done.Go(func() {
			for s := range work {
				s.pairs()
			}
		})
	}
	for _, s := range all {
		s.t = t
		work <- s
	}
	close(work)
	done.Wait()
	m := newMatrix()
	for _, s := range all {
		for _, p := range s.pairs() {
			m.add(&p)
			for _, what := range p.wrong {
				t.Errorf("%s: %s to %s: not announced: %s", s.file, p.input, p.writer, what)
			}
		}
	}
	t.Logf("stories converted from (rows) to (columns), as same+with losses+refused:\n%s", m.text())
	m.page(t)
}
