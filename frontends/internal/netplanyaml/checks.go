package netplanyaml

import (
	"math"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
)

// Fields for keys that bondc has no place for in the model, but whose values it
// checks as netplan does: one that netplan refuses costs the host every link.

// flags returns fields for booleans.
func flags(keys ...string) table {
	return checked(one, keys, func(r *Reader, it *item) { r.boolean(it, new(ir.Opt[bool])) })
}

// numbers returns fields for numbers.
func numbers(keys ...string) table {
	return checked(one, keys, func(r *Reader, it *item) { r.number(it, math.MaxUint32, new(ir.Opt[int])) })
}

// exact returns a field for one of several words, which have to be written as
// they are here.
func exact(key string, words ...string) table {
	return checked(one, []string{key}, func(r *Reader, it *item) {
		if !slices.Contains(words, it.text()) {
			r.badValue(it, "one of "+strings.Join(words, ", "))
		}
	})
}

// lists returns fields for lists of words, in any case.
func lists(key string, words ...string) table {
	return checked(many, []string{key}, func(r *Reader, it *item) { r.eachWord(it, words...) })
}

func checked(s shape, keys []string, check func(*Reader, *item)) table {
	fields := residue(s, keys)
	for i := range fields {
		fields[i].read = func(r *Reader, it *item) string {
			check(r, it)
			return ""
		}
	}
	return table{fields}
}

// eachWord checks the items of a list, and reports those that are none of the
// words.
func (r *Reader) eachWord(it *item, words ...string) {
	for i, text := range r.texts(it) {
		if !slices.ContainsFunc(words, func(w string) bool { return strings.EqualFold(w, text) }) {
			r.bad(it, it.span, "item %d of %q is %q, but only %s are allowed", i+1, it.name, short(text), enumerated(words))
		}
	}
}

// enumerated returns "a, b and c".
func enumerated(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}
