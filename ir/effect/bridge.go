package effect

import (
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/target"
)

// silentSTP is the spanning tree of a bridge that does not say: off in the
// kernel, on where netplan is given any parameter and where nmcli adds the
// profile (facts/dialects.md 5.2 and 14).
func silentSTP(dialect string, b *ir.Bridge) bool {
	switch dialect {
	case "netplan", "cloudinit":
		return b.ForwardDelay.Set || b.HelloTime.Set || b.MaxAge.Set || b.AgeingTime.Set || b.Priority.Set || portParameters(b)
	case "nmcli", "keyfile":
		return true
	}
	return false
}

// ZeroDelay reports whether who applies a bridge takes the forward delay of 0
// that it has for the default of 15 seconds: NetworkManager does (seen with 1.42,
// by a keyfile; where the spanning tree is on nmcli 1.42 and 1.52 refuse a 0).
func ZeroDelay(b *ir.Bridge, via target.Via) bool {
	return b != nil && via == target.NetworkManager && b.ForwardDelay.Set && b.ForwardDelay.Value == 0
}

// delay takes out a forward delay that nobody heeds. Without a spanning tree it
// has no effect either way, so there is nothing to tell.
func (p *pinner) delay(l *ir.Link) {
	if ZeroDelay(l.Bridge, p.via) && !p.again(l) {
		l.Bridge.ForwardDelay = ir.Opt[int]{}
	}
}
