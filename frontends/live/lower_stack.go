package live

import (
	"slices"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
)

// vlan reads a file of /proc/net/vlan (net/8021q/vlanproc.c,
// vlandev_seq_show): "NAME VID: 100 REORDER_HDR: 1 ..." and "Device: PARENT".
func (r *reader) vlan(d *device) {
	if d.vlan == nil {
		return // the kernel shows the ID in no file of sysfs
	}
	v := d.link.VLAN
	for _, l := range lines(d.vlan) {
		what := "state"
		switch fields := words(l.span); {
		case len(fields) > 4 && fields[1].text == "VID:" && fields[3].text == "REORDER_HDR:":
			if id, err := strconv.Atoi(fields[2].text); err == nil && id >= 0 && id <= 4094 {
				v.ID = ir.Some(id, fields[2].span)
			}
			v.ReorderHeader = ir.Some(fields[4].text != "0", fields[4].span)
			what = "vlan"
		case l.label == "Device":
			v.Link = ir.Some(l.value.text, l.value.span)
			what = "vlan"
		}
		r.entry(d.name, "vlan", l.label, l.value, l.span, what)
	}
}

// bridgeFile reports whether a file of a bridge's folder is one of those that
// bridge reads.
func bridgeFile(name string) bool {
	return slices.Contains([]string{"stp_state", "forward_delay", "hello_time", "max_age", "ageing_time", "priority"}, name)
}

// bridge reads a bridge's folder; times are in hundredths of a second
// (net/bridge/br_sysfs_br.c).
func (r *reader) bridge(d *device) {
	b := d.link.Bridge
	if stp := r.use(d, "bridge/stp_state", "bridge"); stp.text != "" {
		b.STP = ir.Some(stp.text != "0", stp.span)
	}
	b.ForwardDelay = r.seconds(d, "bridge/forward_delay")
	b.HelloTime = r.seconds(d, "bridge/hello_time")
	b.MaxAge = r.seconds(d, "bridge/max_age")
	b.AgeingTime = r.seconds(d, "bridge/ageing_time")
	b.Priority = r.number(d, "bridge/priority")
	var names []string
	for file := range d.files {
		if rest, ok := strings.CutPrefix(file, "brif/"); ok {
			name, _, _ := strings.Cut(rest, "/")
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		value := r.use(d, "brif/"+name+"/priority", "port")
		p := ir.Port{Name: name, Span: value.span}
		const silent = 32 // net/bridge/br_if.c, new_nbp: 0x8000 >> BR_PORT_BITS
		if n, err := strconv.Atoi(value.text); err == nil && n != silent {
			p.Priority = ir.Some(n, value.span)
		}
		b.Ports = append(b.Ports, p)
	}
}

func (r *reader) number(d *device, file string) ir.Opt[int] {
	value := r.use(d, file, "bridge")
	n, err := strconv.Atoi(value.text)
	if err != nil || n < 0 {
		return ir.Opt[int]{}
	}
	return ir.Some(n, value.span)
}

func (r *reader) seconds(d *device, file string) ir.Opt[int] {
	n := r.number(d, file)
	n.Value /= 100
	return n
}
