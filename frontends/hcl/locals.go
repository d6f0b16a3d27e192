package hcl

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/bondc/bondc/ir/diag"
)

// evaluateLocals evaluates the locals, each after those that it needs.
func (r *reader) evaluateLocals() map[string]cty.Value {
	values := make(map[string]cty.Value, len(r.locals))
	for _, name := range r.sequence() {
		l := r.locals[name]
		needs := make(map[string]cty.Value, len(l.needs))
		for _, n := range l.needs {
			needs[n] = values[n]
		}
		ctx := r.root.NewChild()
		ctx.Variables = map[string]cty.Value{"local": cty.ObjectVal(needs)}
		v, diags := r.evaluate(l.attr.Expr, ctx)
		r.diags = append(r.diags, diags...)
		if v == cty.NilVal {
			return values // what follows may need it
		}
		values[name] = v
	}
	return values
}

// sequence returns the names of the locals so that each stands behind those it
// needs, or reports a circle and returns none.
func (r *reader) sequence() []string {
	s := sequencer{locals: r.locals, state: map[string]int{}}
	for _, name := range slices.Sorted(maps.Keys(r.locals)) {
		if s.visit(name); s.circle != nil {
			first := shorten(s.circle[0], maxWord)
			r.report(diag.BadValue, rangeOf(r.file, r.locals[s.circle[0]].attr.NameRange),
				fmt.Sprintf("the local %q needs itself: %s", first, shorten(strings.Join(s.circle, " needs "), 300)),
				"A value cannot be computed from itself. Take one of them out of the circle.")
			return nil
		}
	}
	return s.done
}

// sequencer sorts locals by what they need, without recursion: a chain can be
// as long as the file.
type sequencer struct {
	locals map[string]*local
	state  map[string]int // how many needs were visited; -1 once done
	done   []string
	circle []string
}

func (s *sequencer) visit(name string) {
	stack := []string{name}
	for len(stack) > 0 {
		top := stack[len(stack)-1]
		next, needs := s.state[top], s.locals[top].needs
		switch {
		case next < 0:
			stack = stack[:len(stack)-1]
		case next == len(needs):
			s.state[top] = -1
			s.done = append(s.done, top)
			stack = stack[:len(stack)-1]
		default:
			s.state[top] = next + 1
			need := needs[next]
			if s.state[need] > 0 { // begun and not done: it is on the stack
				i := slices.Index(stack, need)
				s.circle = append(slices.Clone(stack[i:min(len(stack), i+10)]), need)
				return
			}
			stack = append(stack, need)
		}
	}
}

// member returns the name that follows the first one: "x" of var.x and of
// var["x"].
func member(t hcl.Traversal) (name string, ok bool) {
	if len(t) < 2 {
		return "", false
	}
	switch step := t[1].(type) {
	case hcl.TraverseAttr:
		return step.Name, true
	case hcl.TraverseIndex:
		if step.Key.Type() == cty.String && step.Key.IsKnown() && !step.Key.IsNull() {
			return step.Key.AsString(), true
		}
	}
	return "", false
}
