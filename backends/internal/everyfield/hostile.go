package everyfield

import (
	"net/netip"
	"reflect"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// Hostile returns a copy of the host in which every text of the model is the
// given one. With names, the links' names are among them.
func Hostile(h *ir.Host, text string, names bool) *ir.Host {
	c := clone(reflect.ValueOf(h))
	poison(c.Elem(), names, func(v reflect.Value) {
		if v.Kind() == reflect.String {
			v.SetString(text)
		}
	})
	return c.Interface().(*ir.Host)
}

// HostileAt returns a copy of the host in which the n-th text of the model,
// counted from 0, is the given one, and false where there are not so many. An
// IPv6 address counts as a text: it gets a zone.
func HostileAt(h *ir.Host, text string, n int) (*ir.Host, bool) {
	c := clone(reflect.ValueOf(h))
	poison(c.Elem(), true, func(v reflect.Value) {
		if n--; n != -1 {
			return
		}
		if v.Kind() == reflect.String {
			v.SetString(text)
			return
		}
		v.Set(reflect.ValueOf(netip.MustParseAddr("fe80::1").WithZone(text)))
	})
	return c.Interface().(*ir.Host), n < 0
}

func poison(v reflect.Value, names bool, put func(reflect.Value)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() && v.Type() != reflect.TypeFor[*source.File]() {
			poison(v.Elem(), names, put)
		}
	case reflect.Slice:
		for i := range v.Len() {
			poison(v.Index(i), names, put)
		}
	case reflect.String:
		put(v)
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[netip.Addr]() {
			if v.Interface().(netip.Addr).IsValid() {
				put(v)
			}
			return
		}
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if f.IsExported() && !kept(v, f, names) {
				poison(v.Field(i), names, put)
			}
		}
	}
}

// kept reports whether a field stays as it is: what is no text of the input,
// the mode, which decides what else is written, and names unless asked for.
func kept(in reflect.Value, f reflect.StructField, names bool) bool {
	switch {
	case f.Type == reflect.TypeFor[source.Span]() || f.Name == "Dialects" || f.Name == "Entries" || f.Name == "Files":
		return true
	case in.Type() == reflect.TypeFor[ir.Setting]():
		return in.FieldByName("ID").Interface() == option.ModeOpt
	case f.Name == "Link" || (f.Name == "Name" && f.Type.Kind() == reflect.String):
		return !names
	case f.Name == "Method" || f.Name == "Activation":
		return true
	}
	return false
}
