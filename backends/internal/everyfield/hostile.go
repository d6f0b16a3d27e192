package everyfield

import (
	"reflect"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// Hostile returns a copy of the host in which every text of the model is the
// given one. With names, the links' names are among them.
func Hostile(h *ir.Host, text string, names bool) *ir.Host {
	c := clone(reflect.ValueOf(h))
	poison(c.Elem(), text, names)
	return c.Interface().(*ir.Host)
}

func poison(v reflect.Value, text string, names bool) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() && v.Type() != reflect.TypeFor[*source.File]() {
			poison(v.Elem(), text, names)
		}
	case reflect.Slice:
		for i := range v.Len() {
			poison(v.Index(i), text, names)
		}
	case reflect.String:
		v.SetString(text)
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if f.IsExported() && !kept(v, f, names) {
				poison(v.Field(i), text, names)
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
