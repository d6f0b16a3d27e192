package cloudinit

import (
	"math"
	"strconv"
	"strings"

	"github.com/bondc/bondc/frontends/internal/yamlkeys"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// bridge reads a bridge, whose parameters have the names of bridge-utils.
func (r *reader) bridge(m *yamlkeys.Map) {
	l := r.link(m, ir.BridgeKind)
	if l == nil {
		return
	}
	b := &ir.Bridge{Ports: ports(m, "bridge_interfaces")}
	l.Bridge = b
	setMAC(m, l)
	if !m.Has("bridge_interfaces") {
		r.missing(m, "bridge_interfaces")
	}
	v := m.Get("params")
	if v == nil {
		return
	}
	params := v.Map()
	if v := params.Get("bridge_stp"); v != nil {
		b.STP = v.Bool("stp")
	}
	for _, number := range []struct {
		key  string
		dest *ir.Opt[int]
	}{
		{"bridge_fd", &b.ForwardDelay}, {"bridge_hello", &b.HelloTime}, {"bridge_maxage", &b.MaxAge},
		{"bridge_ageing", &b.AgeingTime}, {"bridge_bridgeprio", &b.Priority},
	} {
		if v := params.Get(number.key); v != nil {
			*number.dest = v.Int(math.MaxUint32, "bridge")
		}
	}
	portNumbers(params, "bridge_pathcost", b, func(p *ir.Port) *ir.Opt[int] { return &p.PathCost })
	portNumbers(params, "bridge_portprio", b, func(p *ir.Port) *ir.Opt[int] { return &p.Priority })
	params.Leave(diag.Bookkeeping, "bridge_ports")
	params.Leave(diag.Behaviour, "bridge_gcint", "bridge_hw", "bridge_maxwait", "bridge_waitport")
	params.Close(diag.Behaviour)
}

// portNumbers reads "PORT NUMBER", one or a list of them.
func portNumbers(m *yamlkeys.Map, key string, b *ir.Bridge, dest func(*ir.Port) *ir.Opt[int]) {
	v := m.Get(key)
	if v == nil {
		return
	}
	for _, item := range v.Items() {
		words := strings.Fields(item.Text())
		if len(words) != 2 {
			item.BadWant("a port with a number behind it")
			continue
		}
		n, err := strconv.Atoi(words[1])
		if err != nil || n < 0 {
			item.BadWant("a port with a number behind it")
			continue
		}
		used := false
		for i := range b.Ports {
			if b.Ports[i].Name == words[0] {
				*dest(&b.Ports[i]) = ir.Some(n, item.Span)
				used = true
			}
		}
		if used {
			item.Use("bridge")
		} else {
			item.Leave(diag.Behaviour, "the link is not a port of the bridge")
		}
	}
}
