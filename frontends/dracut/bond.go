package dracut

import (
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// bond reads "NAME[:PORTS[:OPTIONS[:MTU]]]" (parse-bond.sh).
func (r *reader) bond(w *word, parts []field) {
	if w.bare {
		r.silentBond(w)
		return
	}
	if len(parts) > 4 {
		r.bad(w.span(), parts[0].text, "\"bond=\" has at most four parts: a name, ports, options and an MTU")
		r.entry(w, parts[0].text, "", diag.Connectivity, "its value cannot be read")
		return
	}
	l := r.link(parts[0])
	if l == nil {
		r.entry(w, "", "", diag.Connectivity, "the bond has no name")
		return
	}
	l.Kind, l.Bond = ir.BondKind, &ir.Bond{}
	r.entry(w, l.Name, "bond", 0, "")
	if len(parts) > 1 {
		l.Bond.Ports = ports(parts[1])
	} else {
		l.Bond.Ports = []ir.Port{{Name: "eth0", Span: parts[0].span()}, {Name: "eth1", Span: parts[0].span()}}
	}
	if len(parts) > 2 && parts[2].text != "" {
		l.Bond.SettingsSpan = parts[2].span()
		for _, one := range parts[2].split(',') {
			if one.text != "" {
				l.Bond.Settings = append(l.Bond.Settings, setting(one))
			}
		}
	}
	l.Bond.Defaults = loaded(l.Bond, w.keySpan())
	if len(parts) == 4 && parts[3].text != "" {
		mtu, err := strconv.Atoi(parts[3].text)
		if err != nil || mtu < 0 {
			r.bad(parts[3].span(), l.Name, "the last part of \"bond=\" is the MTU, a number")
			return
		}
		l.MTU = ir.Some(mtu, parts[3].span())
	}
}

// silentBond is "bond" alone, which stands for bond0:eth0,eth1:mode=balance-rr
// (dracut.cmdline(7)).
func (r *reader) silentBond(w *word) {
	l := r.standard(w, "bond0")
	l.Kind, l.Bond = ir.BondKind, &ir.Bond{Ports: []ir.Port{{Name: "eth0", Span: w.span()}, {Name: "eth1", Span: w.span()}}}
	l.Bond.Settings = []ir.Setting{{ID: option.ModeOpt, Key: option.Get(option.ModeOpt).Kernel, Value: option.BalanceRR.String(), Raw: w.key, KeySpan: w.span(), Span: w.span()}}
	l.Bond.Defaults = loaded(l.Bond, w.keySpan())
	r.entry(w, l.Name, "bond", 0, "")
}

// standard makes the link that a word without a value stands for.
func (r *reader) standard(w *word, name string) *ir.Link {
	l := r.known(name)
	if l == nil {
		l = &ir.Link{Name: name, Span: w.span()}
		r.add(l)
	}
	return l
}

// loaded is the parameter with which dracut loads the driver (ifup.sh, "modprobe
// -q -b bonding miimon=100"). An interval of ARP that is written to sysfs after
// that turns the other monitor off (bond_options.c, bond_option_arp_interval_set).
func loaded(b *ir.Bond, span source.Span) []ir.Setting {
	if b.Setting(option.ARPInterval) != nil {
		return nil
	}
	row := option.Get(option.MIIMon)
	return []ir.Setting{{ID: row.ID, Key: row.Kernel, Value: "100", Raw: "100", KeySpan: span, Span: span}}
}

// setting reads "OPTION=VALUE". Several targets have ";" between them, since a
// comma ends the option.
func setting(f field) ir.Setting {
	key, raw, ok := strings.Cut(f.text, "=")
	s := ir.Setting{Key: key, Raw: raw, KeySpan: f.file.Span(f.at, f.at+len(key)), Span: f.file.Span(min(f.at+len(key)+1, f.at+len(f.text)), f.at+len(f.text))}
	s.ID, _ = option.Lookup(option.Dracut, key)
	switch {
	case !ok:
		s.ID, s.Problem = option.Unknown, option.Problem{Kind: option.NoValue, Text: "the word has no \"=\"; a comma ends an option, so several addresses need \";\" between them"}
	case s.ID != option.Unknown:
		s.Value, s.Problem = option.Decode(option.Dracut, s.ID, strings.ReplaceAll(raw, ";", ","))
	default:
		s.ID, s.Problem = unknown(key)
	}
	return s
}

func unknown(key string) (option.ID, option.Problem) {
	if id := option.LookupKernel(key); id != option.Unknown {
		return id, option.Problem{Kind: option.NotHere, Text: option.Spell(id, option.Dracut).Unsupported}
	}
	p := option.Problem{Kind: option.UnknownOption, Text: "the driver has no such option"}
	if near := option.Suggest(option.Dracut, key); near != "" {
		p.Text += "; did you mean \"" + near + "\"?"
	}
	return option.Unknown, p
}
