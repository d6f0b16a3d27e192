package everyfield

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// Emit is a backend with its target.
type Emit func(*ir.Host) (ir.Output, diag.List)

// Dropped takes the fields of the host away one by one and returns the paths of
// those for which the backend neither writes anything else nor says anything
// else: "Links[static0].MTU".
func Dropped(h *ir.Host, emit Emit) []string {
	base := render(emit(h))
	var dropped []string
	for _, c := range cuts(reflect.ValueOf(h).Elem(), "") {
		copied := clone(reflect.ValueOf(h))
		c.apply(copied.Elem())
		if render(emit(copied.Interface().(*ir.Host))) == base {
			dropped = append(dropped, c.path)
		}
	}
	return dropped
}

func render(out ir.Output, losses diag.List) string {
	var b strings.Builder
	for _, f := range out.Files {
		fmt.Fprintf(&b, "%s %o\n%s", f.Path, f.Mode, f.Data)
	}
	for _, d := range losses {
		fmt.Fprintf(&b, "%s %s %s %s\n", d.Code, d.Severity, d.Link, d.Message)
	}
	return b.String()
}

// cut is one field to be taken away: the way to it from the host, and whether
// the last step removes an element of a slice.
type cut struct {
	path   string
	steps  []step
	remove bool
}

// step goes to a field of a struct or to an element of a slice.
type step struct{ field, index int }

func (c *cut) apply(v reflect.Value) {
	for i, s := range c.steps {
		last := i == len(c.steps)-1
		if s.field >= 0 {
			v = reflect.Indirect(v).Field(s.field)
			continue
		}
		if last && c.remove {
			v.Set(reflect.AppendSlice(v.Slice(0, s.index), v.Slice(s.index+1, v.Len())))
			return
		}
		v = v.Index(s.index)
	}
	v.SetZero()
}

// cuts lists what can be taken away below a value.
func cuts(v reflect.Value, path string) []cut {
	v = reflect.Indirect(v)
	var list []cut
	for i := range v.NumField() {
		f, name := v.Field(i), path+v.Type().Field(i).Name
		if skipped(v.Type(), v.Type().Field(i)) || f.IsZero() {
			continue
		}
		here := step{field: i}
		switch {
		case f.Kind() == reflect.Slice:
			for j := range f.Len() {
				elem := fmt.Sprintf("%s[%s]", name, label(f.Index(j), j))
				at := []step{here, {field: -1, index: j}}
				list = append(list, cut{path: elem, steps: at, remove: true})
				if inner := reflect.Indirect(f.Index(j)); descends(inner.Type()) {
					list = append(list, under(at, cuts(inner, elem+"."))...)
				}
			}
		case f.Kind() == reflect.Pointer && f.Type().Elem().Kind() == reflect.Struct, descends(f.Type()):
			list = append(list, under([]step{here}, cuts(f, name+"."))...)
		default:
			list = append(list, cut{path: name, steps: []step{here}})
		}
	}
	return list
}

func under(at []step, list []cut) []cut {
	for i := range list {
		list[i].steps = append(append([]step(nil), at...), list[i].steps...)
	}
	return list
}

// descends reports whether the type is a struct of the model with fields of its
// own to take away, and not a value.
func descends(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && t.PkgPath() == reflect.TypeFor[ir.Host]().PkgPath() &&
		!strings.HasPrefix(t.Name(), "Opt[") && t != reflect.TypeFor[ir.Setting]()
}

// skipped reports whether a field says where something stands and not what
// it is, or is the identity of its struct.
func skipped(in reflect.Type, f reflect.StructField) bool {
	switch {
	case f.Type == reflect.TypeFor[source.Span]():
		return true
	case in == reflect.TypeFor[ir.Host]():
		return f.Name != "Links" && f.Name != "DNS" && f.Name != "Module"
	}
	return f.Name == "Name" || f.Name == "Kind" || f.Name == "OtherKind" || f.Name == "Implied" || f.Name == "Family" || f.Name == "For"
}

func label(v reflect.Value, i int) string {
	if v = reflect.Indirect(v); v.Kind() == reflect.Struct {
		for _, name := range []string{"Name", "Key"} {
			if f := v.FieldByName(name); f.IsValid() && f.Kind() == reflect.String {
				return f.String()
			}
		}
	}
	return fmt.Sprint(i)
}

// clone copies what a cut may change: slices and pointers of the model.
func clone(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() || v.Type() == reflect.TypeFor[*source.File]() {
			return v
		}
		p := reflect.New(v.Type().Elem())
		p.Elem().Set(clone(v.Elem()))
		return p
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		s := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			s.Index(i).Set(clone(v.Index(i)))
		}
		return s
	case reflect.Struct:
		c := reflect.New(v.Type()).Elem()
		c.Set(v)
		for i := range v.NumField() {
			if f := c.Field(i); f.CanSet() && v.Type().Field(i).IsExported() {
				f.Set(clone(v.Field(i)))
			}
		}
		return c
	}
	return v
}
