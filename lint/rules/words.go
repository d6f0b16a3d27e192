package rules

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

// spelled is the column of the table in which the host's files are written.
func spelled(p *lint.Pass, via target.Via) option.Dialect {
	switch p.Host.Dialect() {
	case "ifcfg":
		if via == target.NetworkManager {
			return option.IfcfgNM
		}
		return option.Ifcfg
	case "netplan":
		return option.Netplan
	case "modprobe":
		return option.Modprobe
	case "networkd":
		return option.Networkd
	case "nmcli", "keyfile":
		return option.NM
	case "ifupdown":
		if via == target.Ifupdown2 {
			return option.Ifupdown2
		}
		return option.Ifupdown
	}
	return option.HCL
}

// name returns what the host's files call an option.
func name(p *lint.Pass, b *bond, id option.ID) string {
	if s := option.Spell(id, spelled(p, b.via)); s.Key != "" {
		return s.Key
	}
	return option.Get(id).Kernel
}

// applied is the column of who hands the options to the kernel.
func applied(via target.Via) option.Dialect {
	switch via {
	case target.NetworkManager:
		return option.NM
	case target.NetworkdVia:
		return option.Networkd
	case target.Module:
		return option.Modprobe
	}
	return option.Ifcfg
}

// modeText names the mode of a bond and says where it comes from if nobody
// wrote it.
func modeText(b *bond) string {
	if b.modeAt == nil {
		return fmt.Sprintf("mode %q (the default, as none is set)", b.mode.String())
	}
	return fmt.Sprintf("mode %q", b.mode.String())
}

// refusal says what follows when the kernel refuses one option of a bond.
func refusal(via target.Via, bond string) string {
	switch via {
	case target.NetworkdVia:
		return fmt.Sprintf("networkd sends all options in the request that creates the bond, and the kernel refuses it as a whole: there will be no %q at all, and none of its addresses.", bond)
	case target.Netlink:
		return fmt.Sprintf("Over netlink (\"ip link\") all options go to the kernel in one request, which it refuses as a whole: there will be no %q at all, and none of its addresses.", bond)
	case target.NetworkManager:
		return fmt.Sprintf("NetworkManager refuses the whole profile: %q does not come up.", bond)
	case target.Module:
		return "The driver writes a line to the kernel log and ignores the parameter, or does not load at all."
	case target.Ifupdown2:
		return "ifupdown2 sends all options in one request, which the kernel refuses as a whole. Then it writes them one by one: this one is refused again, and the bond has the others, but no primary port."
	case target.Ifupdown:
		return "ifupdown writes the options one by one: the kernel refuses this one and keeps what it had, and the rest is applied."
	case target.Sysfs:
		return "Written to sysfs, the options go one by one: the kernel refuses this one and keeps what it had, and the rest is applied."
	}
	return "The initscripts write the options one by one: the kernel refuses this one and keeps what it had, and the rest is applied; the only trace is a line in the boot log."
}

// answer says how the kernel answers, and what follows. NetworkManager checks
// for itself and does not ask the kernel.
func answer(errno string, via target.Via, bond string) string {
	if via == target.NetworkManager {
		return refusal(via, bond)
	}
	return "The kernel answers with " + errno + ". " + refusal(via, bond)
}

// list joins quoted words for a sentence.
func list(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = fmt.Sprintf("%q", w)
	}
	switch n := len(quoted); {
	case n < 2:
		return strings.Join(quoted, "")
	default:
		return strings.Join(quoted[:n-1], ", ") + " and " + quoted[n-1]
	}
}

// drop proposes to remove a setting.
func drop(b *ir.Link, s *ir.Setting, safe bool) *lint.Fix {
	return &lint.Fix{
		Message: fmt.Sprintf("remove %q", s.Key),
		Safe:    safe,
		Changes: []ir.Change{{Kind: ir.DropOption, Link: b.Name, Key: s.Key, Span: whole(s)}},
	}
}

// set proposes a value for an option of a bond.
func set(p *lint.Pass, b *bond, id option.ID, value string, safe bool) *lint.Fix {
	if s := misspelt(p, b.Link, b.via, id); s != nil && b.Bond.Setting(id) == nil {
		return &lint.Fix{Message: fmt.Sprintf("write %q where %q stands, if that is what is meant", name(p, b, id), s.Key)}
	}
	return &lint.Fix{
		Message: fmt.Sprintf("set %q to %s", name(p, b, id), value),
		Safe:    safe,
		Changes: []ir.Change{{Kind: ir.SetOption, Link: b.Name, Key: option.Get(id).Kernel, Value: value}},
	}
}

// applier is the name of who applies the files, at the start of a sentence.
func applier(via target.Via) string {
	switch via {
	case target.NetworkManager:
		return "NetworkManager"
	case target.NetworkdVia:
		return "networkd"
	case target.Ifupdown:
		return "ifupdown"
	case target.Ifupdown2:
		return "ifupdown2"
	case target.Module:
		return "The driver"
	}
	return "Who applies the files"
}
