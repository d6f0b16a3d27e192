package live

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
)

// portQueue is the name of the file of a port's queue.
func portQueue() string { return option.Spell(option.QueueID, option.Live).Key }

// bond reads a bond from its folder of sysfs, and what that does not show from
// its file of /proc.
func (r *reader) bond(d *device) {
	b := d.link.Bond
	mode := option.Spell(option.ModeOpt, option.Live).Key
	if f := d.files["bonding/"+mode]; f != nil {
		value := r.use(d, "bonding/"+mode, mode)
		b.SettingsSpan = value.span
		r.set(d, option.ModeOpt, value)
		r.files(d)
		r.sysPorts(d)
	}
	if d.proc != nil {
		r.proc(d, b.SettingsSpan.Known())
	}
	if _, known := option.ParseMode(valueOf(b, option.ModeOpt)); known {
		b.Settings = slices.DeleteFunc(b.Settings, func(s ir.Setting) bool { return !effective(b, &s) })
	}
}

func valueOf(b *ir.Bond, id option.ID) string {
	value, _ := b.Value(id)
	return value
}

// files reads the options in the order of the table.
func (r *reader) files(d *device) {
	known := map[string]bool{option.Spell(option.ModeOpt, option.Live).Key: true, option.Get(option.PortList).Kernel: true}
	for i := range option.Rows() {
		row := &option.Rows()[i]
		name := "bonding/" + row.Kernel
		if known[row.Kernel] || d.files[name] == nil {
			continue
		}
		known[row.Kernel] = true
		if row.Scope != option.Bond || row.AliasOf != option.Unknown {
			r.use(d, name, "state")
			continue
		}
		value := r.use(d, name, row.Kernel)
		if value.text == "" && row.Kind != option.IfName && row.Kind != option.IPv4List {
			r.hidden(d, row)
			continue
		}
		r.set(d, row.ID, value)
	}
	var strange []string
	for name := range d.files {
		if key, ok := strings.CutPrefix(name, "bonding/"); ok && !known[key] {
			strange = append(strange, name)
		}
	}
	slices.Sort(strange)
	for _, name := range strange {
		r.use(d, name, "")
		e := r.host.Entries[len(r.host.Entries)-1]
		e.Class, e.Reason = diag.Behaviour, "bondc does not know this option of the driver"
	}
}

// hidden notes an empty file: outside 802.3ad it means nothing, in 802.3ad that
// the reader may not see the value (bond_sysfs.c,
// bonding_show_ad_actor_sys_prio).
func (r *reader) hidden(d *device, row *option.Row) {
	mode, _ := option.ParseMode(valueOf(d.link.Bond, option.ModeOpt))
	if row.Accepted.Has(mode) {
		e := r.host.Entries[len(r.host.Entries)-1]
		e.UsedBy, e.Class, e.Reason = "", diag.Behaviour, "the kernel shows the value to root alone, so it is not known here"
	}
}

// set adds an option with the value that the kernel shows. Words come with
// their numbers behind them, and what is not set reads as the default.
func (r *reader) set(d *device, id option.ID, value word) {
	row := option.Get(id)
	text := value.text
	if row.Kind != option.IPv4List && row.Kind != option.IPv6List {
		text, _, _ = strings.Cut(text, " ")
	}
	s := ir.Setting{
		ID: id, Key: row.Kernel, Raw: text, KeySpan: value.span, Span: value.span.Sub(0, len(text)),
	}
	if text == row.Default {
		s.Value = text
	} else {
		s.Value, s.Problem = option.Decode(option.Live, id, text)
	}
	b := d.link.Bond
	b.Settings = append(b.Settings, s)
}

// effective leaves out what the mode does not take, and delays that count in
// steps of a monitor that is off: the kernel would refuse to be told what it
// shows (bond_options.c, _bond_option_delay_set).
func effective(b *ir.Bond, s *ir.Setting) bool {
	row := option.Get(s.ID)
	mode, _ := option.ParseMode(valueOf(b, option.ModeOpt))
	if row == nil || !row.Accepted.Has(mode) {
		return row == nil
	}
	off := valueOf(b, option.MIIMon) == option.Get(option.MIIMon).Default
	delay := s.ID == option.UpDelay || s.ID == option.DownDelay || s.ID == option.PeerNotifDelay
	return !delay || !off || s.Value != row.Default
}

// sysPorts reads the list of ports and their own files.
func (r *reader) sysPorts(d *device) {
	b := d.link.Bond
	list := r.use(d, "bonding/"+option.Get(option.PortList).Kernel, "port")
	for _, w := range words(list.span) {
		if w.text == "++more++" { // bond_sysfs.c, bonding_show_slaves
			r.cut(d, w)
			break
		}
		b.Ports = append(b.Ports, r.port(d, w))
	}
}

// cut says that a list of ports is longer than the kernel shows.
func (r *reader) cut(d *device, w word) {
	r.diags.Add(diag.Diagnostic{
		Code: diag.BadValue, Severity: diag.Warning, Span: w.span, Link: d.name,
		Message: "the kernel shows a part of the ports only, as the list does not fit into the file",
		Detail:  "The ports behind these are missing here. The file of the bond in /proc/net/bonding lists all of them; read that too.",
	})
}

// port reads the files of one port of a bond.
func (r *reader) port(d *device, w word) ir.Port {
	p := ir.Port{Name: w.text, Span: w.span}
	dev := r.devices[w.text]
	if dev == nil || dev.link == nil {
		return p
	}
	queue := r.use(dev, "bonding_slave/"+portQueue(), portQueue())
	p.Settings = queueOf(queue)
	permanent(dev.link, r.use(dev, "bonding_slave/perm_hwaddr", "match"))
	return p
}

// queueOf is the setting of a queue other than none.
func queueOf(value word) []ir.Setting {
	row := option.Get(option.QueueID)
	if value.text == "" || value.text == row.Default {
		return nil
	}
	s := ir.Setting{ID: row.ID, Key: row.Kernel, Raw: value.text, KeySpan: value.span, Span: value.span}
	s.Value, s.Problem = option.Decode(option.Live, row.ID, value.text)
	return []ir.Setting{s}
}

// permanent notes the address that a port has when it is in no bond.
func permanent(l *ir.Link, address word) {
	if mac := strings.ToLower(address.text); len(mac) == len("00:00:00:00:00:00") && strings.Trim(mac, "0:") != "" {
		l.Match.PermanentMAC = ir.Some(mac, address.span)
	}
}
