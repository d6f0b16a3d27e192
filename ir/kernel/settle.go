package kernel

import (
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
)

// settle says what became of settings that the driver took, once all is done:
// those whose file reads something else by now, and those that nothing acts on.
func (d *driver) settle(layers []Layer) {
	for i := range option.Rows() {
		row := &option.Rows()[i]
		s := d.owner[row.ID]
		if s == nil {
			continue
		}
		d.path, d.port = d.ownerOn[row.ID], ""
		switch now := d.file(row.ID); {
		case row.ID == option.Primary:
			d.settlePrimary(s, now)
		case lacpOnly(row.ID) && now == "":
			d.event(NewEvent(Ignored, s, Because(WrongMode, option.Unknown, "the kernel keeps %s and shows it in %s only", row.Kernel, row.Effective)))
		case isDelay(row.ID) && now != d.shownOf(row.ID):
			d.rescaled(row, s, now)
		default:
			d.inert(row, s)
		}
	}
}

// settlePrimary reports a primary that no port has the name of
// (bond_option_primary_set keeps the name, and its file is empty).
func (d *driver) settlePrimary(s *ir.Setting, now string) {
	row := option.Get(option.Primary)
	switch {
	case now != "" || d.value[row.ID] == "":
	case !row.Effective.Has(d.mode()):
		d.event(NewEvent(Ignored, s, Because(WrongMode, option.Unknown, "%s does something in %s only, and the mode is %s", row.Kernel, row.Effective, d.mode())))
	default:
		d.event(NewEvent(Ignored, s, Because(NoSuchPort, option.Unknown, "the bond has no port %s, and the kernel keeps the name until it has", d.value[option.Primary])))
	}
}

// rescaled reports a delay whose file changed with miimon
// (bond_option_miimon_set: delays are multiples).
func (d *driver) rescaled(row *option.Row, s *ir.Setting, now string) {
	miimon := option.Get(option.MIIMon)
	e := NewEvent(Overridden, s, Because(OtherWins, miimon.ID, "the kernel keeps %s as a multiple of %s, and that is %s by now", row.Kernel, miimon.Kernel, d.value[miimon.ID]))
	e.Result = now
	d.event(e)
}

// inert reports a setting that differs from silence and that nothing acts on:
// the mode does not use it, or an option that it needs is off.
func (d *driver) inert(row *option.Row, s *ir.Setting) {
	switch value := d.value[row.ID]; {
	case isDelay(row.ID):
		if d.file(row.ID) == "0" {
			return
		}
	case value == row.Default || row.ID == option.ModeOpt || (row.Kind == option.Int && value == "0"):
		return
	}
	if why := d.unused(row); !why.None() {
		d.event(NewEvent(Inert, s, why))
	}
}

func (d *driver) unused(row *option.Row) Reason {
	mode := d.mode()
	switch {
	case !row.Effective.Has(mode):
		return Because(WrongMode, option.Unknown, "%s does something in %s only, and the mode is %s", row.Kernel, row.Effective, mode)
	case row.ID == option.XmitHashPolicy && option.TLBAndALB.Has(mode) && isOn(option.TLBDynamicLB, d.value[option.TLBDynamicLB]):
		return Because(OtherWins, option.TLBDynamicLB, "in %s the kernel uses it only with %s off", mode, option.Get(option.TLBDynamicLB).Kernel)
	case row.ID == option.ARPInterval && d.value[option.ARPIPTarget] == "" && d.value[option.NSIP6Target] == "":
		return Because(NeedsOther, option.ARPIPTarget, "there is no target to probe")
	}
	for _, need := range row.Needs {
		if !isOn(need, d.value[need]) && !(need == option.Primary && d.prio) {
			return Because(NeedsOther, need, "%s does something only beside %s, which is off", row.Kernel, option.Get(need).Kernel)
		}
	}
	return Reason{}
}
