// Package nmbond knows which bonding options NetworkManager takes together.
// One option that it refuses makes it refuse the whole profile, however the
// profile is written: by nmcli, as a keyfile or as an ifcfg file. So what it
// would refuse, or drop without a word, is announced and left out.
//
// The rules are those of nm_setting_bond_verify (libnm-core-impl,
// nm-setting-bond.c), each seen with nmcli --offline 1.42.4 and 1.52.1.
package nmbond

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// Options walks the options of a bond as loss.Ledger.Options does, and keeps
// those from write that NetworkManager would not take beside the others. A
// profile cannot be silent about its mode, so that one is always written; and
// where ARP monitoring is lost, miimon is written as 0, since NetworkManager
// would otherwise monitor the link with its own default of 100.
func Options(g *loss.Ledger, l *ir.Link, c loss.Column, write func(loss.Option) string) {
	b := read(l.Bond, c)
	wrote := map[option.ID]bool{}
	g.Options(l, c, func(o loss.Option) string {
		if why := b.refuses(&o); why != "" {
			return why
		}
		why := write(o)
		wrote[o.Row.ID] = why == ""
		return why
	})
	add := func(id option.ID, value string) {
		sp := option.Spell(id, c.Dialect)
		text, _ := option.Encode(c.Dialect, id, value)
		write(loss.Option{Row: option.Get(id), Value: value, Key: sp.Key, Text: text, Spelling: sp, Mode: b.mode, Span: l.Span})
	}
	if !wrote[option.ModeOpt] {
		add(option.ModeOpt, option.BalanceRR.String())
	}
	forced := option.Get(option.MIIMon).ModeDefaultIn.Has(b.mode)
	if b.arp > 0 && !wrote[option.ARPInterval] && !b.miimonSet && !forced {
		add(option.MIIMon, "0")
	}
}

// bond is what the rules look at.
type bond struct {
	mode      option.Mode
	miimon    int64
	miimonSet bool
	arp       int64
	targets   bool
	hash      string
	version   target.Version
}

func read(from *ir.Bond, c loss.Column) *bond {
	b := &bond{miimon: nmMIIMon, version: c.Version}
	b.mode, _ = effect.ModeOf(from)
	if s, value := effect.Written(from, option.MIIMon); s != nil {
		b.miimon, b.miimonSet = integer(value), true
	}
	if option.Get(option.ARPInterval).Accepted.Has(b.mode) {
		_, value := effect.Written(from, option.ARPInterval)
		b.arp = integer(value)
	}
	if b.arp > 0 && !b.miimonSet {
		b.miimon = 0
	}
	for _, id := range []option.ID{option.ARPIPTarget, option.NSIP6Target} {
		_, value := effect.Written(from, id)
		sp := option.Spell(id, c.Dialect)
		b.targets = b.targets || (value != "" && sp.Supported() && !c.Version.Before(sp.Since))
	}
	_, b.hash = effect.Written(from, option.XmitHashPolicy)
	return b
}

// nmMIIMon is what NetworkManager monitors with when nothing is said (ms).
const nmMIIMon = 100

func integer(value string) int64 {
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// rule is what NetworkManager wants of one option.
type rule struct {
	id   option.ID
	want func(*bond, string) string
}

func rules() []rule {
	return []rule{
		{option.UpDelay, (*bond).delay},
		{option.DownDelay, (*bond).delay},
		{option.PeerNotifDelay, (*bond).peerDelay},
		{option.ARPInterval, (*bond).interval},
		{option.ARPIPTarget, (*bond).target},
		{option.NSIP6Target, (*bond).target},
		{option.Primary, (*bond).name},
		{option.BalanceSLB, (*bond).slb},
		{option.XmitHashPolicy, (*bond).policy},
		{option.ARPValidate, (*bond).validate},
	}
}

// refuses says why NetworkManager would not take the option, "" if it does.
func (b *bond) refuses(o *loss.Option) string {
	for _, r := range rules() {
		if r.id == o.Row.ID {
			return r.want(b, o.Value)
		}
	}
	return ""
}

func (b *bond) delay(value string) string {
	if integer(value) > 0 && b.miimon <= 0 {
		return "NetworkManager takes delays only with miimon above 0"
	}
	return ""
}

func (b *bond) peerDelay(value string) string {
	if why := b.delay(value); why != "" {
		return why
	}
	if b.miimon > 0 && integer(value)%b.miimon != 0 {
		return fmt.Sprintf("NetworkManager takes only multiples of miimon, which is %d", b.miimon)
	}
	return ""
}

func (b *bond) interval(value string) string {
	switch {
	case integer(value) <= 0:
		return ""
	case b.miimon > 0:
		return "NetworkManager runs miimon and drops ARP monitoring beside it"
	case !b.targets:
		return "NetworkManager wants at least one target for it"
	}
	return ""
}

func (b *bond) target(string) string {
	if b.arp <= 0 || b.miimon > 0 {
		return "NetworkManager takes targets only with ARP monitoring on"
	}
	return ""
}

func (b *bond) name(value string) string {
	if !loss.ValidName(value) {
		return "it is no name of a link"
	}
	return ""
}

func (b *bond) slb(value string) string {
	on := value != "0" && value != "off"
	if on && (b.mode != option.BalanceXOR || b.hash != "vlan+srcmac") {
		return "NetworkManager takes it only in mode balance-xor with the hash policy vlan+srcmac"
	}
	return ""
}

// policy and validate look at words that are newer than their options
// (facts/renames.md 3).
func (b *bond) policy(value string) string {
	if value == "vlan+srcmac" && b.version.Before("1.30") {
		return "NetworkManager knows this hash policy from 1.30 on"
	}
	return ""
}

func (b *bond) validate(value string) string {
	if strings.HasPrefix(value, "filter") && b.version.Before("1.20") {
		return "NetworkManager knows the filters from 1.20 on"
	}
	return ""
}
