package ifcfg

import (
	"strconv"
	"strings"

	"github.com/bondc/bondc/frontends/internal/shellkv"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// variable is what a key was last set to.
type variable struct {
	item  *shellkv.Item
	entry *ir.Entry
}

// value returns the value.
func (v *variable) value() string { return v.item.Value }

// span returns the place of the value.
func (v *variable) span() source.Span { return v.item.ValueSpan() }

// use notes what consumed the variable. It takes nil.
func (v *variable) use(by string) {
	if v != nil {
		v.entry.UsedBy = by
	}
}

// unuse takes back a use. It takes nil.
func (v *variable) unuse() {
	if v != nil {
		v.entry.UsedBy = ""
	}
}

// spare notes why the variable stays residue, and what is lost with it. It
// takes nil.
func (v *variable) spare(class diag.Class, reason string) {
	if v != nil && v.entry.UsedBy == "" {
		v.entry.Class, v.entry.Reason = class, reason
	}
}

// vars are the variables that hold when a file, or several of one link, have
// been read.
type vars struct {
	last map[string]*variable
	keys []string // in the order of first assignment
}

// set assigns a key. What it held before is gone, as in a shell.
func (s *vars) set(v *variable) {
	if s.last == nil {
		s.last = make(map[string]*variable, 16)
	}
	key := v.item.Key
	if old := s.last[key]; old != nil {
		old.entry.UsedBy, old.entry.Reason = "overridden", "it is set again at "+place(v.entry.Span)
	} else {
		s.keys = append(s.keys, key)
	}
	s.last[key] = v
}

func place(span source.Span) string {
	file, line := ir.Origin(span)
	return file + ":" + strconv.Itoa(line)
}

// has reports whether the key is set to anything at all, be it known or not.
func (s *vars) has(key string) bool {
	v := s.last[key]
	return v != nil && (v.item.Value != "" || v.item.Unknown != "")
}

// text returns the variable of a key whose value is known and not empty, even
// if it spans lines; nil otherwise.
func (s *vars) text(key string) *variable {
	if v := s.last[key]; v != nil && v.item.Unknown == "" && v.item.Value != "" {
		return v
	}
	return nil
}

// get is text for keys that never span lines.
func (s *vars) get(key string) *variable {
	if v := s.text(key); v != nil && !v.item.Multiline() {
		return v
	}
	return nil
}

// first returns the first of the keys that has a value, or nil.
func (s *vars) first(keys ...string) *variable {
	for _, key := range keys {
		if v := s.get(key); v != nil {
			return v
		}
	}
	return nil
}

// use notes what consumed the keys, where they are set to known values.
func (s *vars) use(by string, keys ...string) {
	for _, key := range keys {
		s.text(key).use(by)
	}
}

// truth reads the booleans of initscripts and NetworkManager (functions,
// is_true and is_false; shvar.c, svParseBoolean).
func truth(value string) (is, ok bool) {
	switch strings.ToLower(value) {
	case "yes", "y", "true", "t", "1":
		return true, true
	case "no", "n", "false", "f", "0":
		return false, true
	}
	return false, false
}

// flag reads a boolean key and notes its use. Other words leave it unset and
// the key residue.
func (s *vars) flag(key, by string) ir.Opt[bool] {
	v := s.get(key)
	if v == nil {
		return ir.Opt[bool]{}
	}
	is, ok := truth(v.value())
	if !ok {
		v.entry.Reason = "it is neither yes nor no"
		return ir.Opt[bool]{}
	}
	v.use(by)
	return ir.Some(is, v.span())
}

// yes reports whether a boolean key says yes.
func (s *vars) yes(key string) bool {
	v := s.get(key)
	if v == nil {
		return false
	}
	is, _ := truth(v.value())
	return is
}

// some returns the variable's value as text and notes its use.
func some(v *variable, by string) ir.Opt[string] {
	if v == nil {
		return ir.Opt[string]{}
	}
	v.use(by)
	return ir.Some(v.value(), v.span())
}
