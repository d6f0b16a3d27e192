package effect

import (
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
)

// AddTo adds the outcome to the JSON of its bond (design.md section 5,
// --effective).
func (o *Outcome) AddTo(j *ir.BondJSON) {
	created := o.Created
	j.Via, j.Created = o.Via.String(), &created
	for _, v := range o.Values {
		if v.Value == "" {
			continue
		}
		if j.Effective == nil {
			j.Effective = make(map[string]string, len(o.Values))
		}
		j.Effective[option.Get(v.Option).Kernel] = v.Value
	}
	for i := range o.Events {
		j.Events = append(j.Events, o.Events[i].json())
	}
}

func (e *Event) json() ir.EventJSON {
	j := ir.EventJSON{
		Event: e.Kind.String(), By: strings.TrimPrefix(e.By, "the "), Option: e.Name(), Port: e.Port,
		Value: e.Value, Result: e.Result, Errno: string(e.Errno), Why: e.Why,
	}
	if e.Setting != nil {
		j.File, j.Line = ir.Origin(e.Setting.KeySpan)
	}
	return j
}

// Name is the kernel's name of the option that the event is about, or the key
// as written where no option has that name.
func (e *Event) Name() string {
	if row := option.Get(e.Option); row != nil {
		return row.Kernel
	}
	if e.Setting != nil {
		return e.Setting.Key
	}
	return ""
}
