package ifcfg

import (
	"strconv"
	"strings"

	"github.com/bondc/bondc/frontends/internal/shellkv"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// bridge reads a bridge's own settings.
func (r *reader) bridge(p *profile) {
	b := p.link.Bridge
	if b == nil {
		return
	}
	if v := p.get("STP"); v != nil {
		is, ok := truth(v.value())
		if !ok {
			is, ok = strings.EqualFold(v.value(), "on"), strings.EqualFold(v.value(), "on") || strings.EqualFold(v.value(), "off")
		}
		if ok {
			v.use("bridge")
			b.STP = ir.Some(is, v.span())
		}
	}
	b.ForwardDelay = r.number(p, "DELAY", "bridge")
	b.AgeingTime = r.number(p, "AGEING", "bridge")
	b.Priority = r.number(p, bridgePriority, "bridge")
	r.bridgingOpts(p, b)
}

// bridgePriority is ifcfg's key for a bridge's priority.
const bridgePriority = "PRIO"

// number reads a key that is a whole number. What is none is reported.
func (r *reader) number(p *profile, key, by string) ir.Opt[int] {
	v := p.get(key)
	if v == nil {
		return ir.Opt[int]{}
	}
	n, err := strconv.ParseUint(v.value(), 10, 31)
	if err != nil {
		r.bad(v, p.link.Name, strconv.Quote(v.value())+" in "+key+" is no whole number")
		return ir.Opt[int]{}
	}
	v.use(by)
	return ir.Some(int(n), v.span())
}

// optionWord is one word of BONDING_OPTS or BRIDGING_OPTS.
type optionWord struct {
	key, value string
	assigned   bool // there is an equals sign
	keySpan    source.Span
	span       source.Span // of the value
}

// optionWords splits a value as the scripts do: at blanks, the key up to the
// first equals sign and the value from behind the last one. NetworkManager
// takes the value from behind the first (facts/dialects.md 2.2).
func optionWords(it *shellkv.Item, nm bool) []optionWord {
	var words []optionWord
	for _, f := range it.Fields() {
		w := optionWord{key: f.Text, keySpan: it.At(f.From, f.To), span: it.At(f.To, f.To)}
		eq := strings.IndexByte(f.Text, '=')
		if eq >= 0 {
			from := eq + 1
			if !nm {
				from = strings.LastIndexByte(f.Text, '=') + 1
			}
			w.key, w.value, w.assigned = f.Text[:eq], f.Text[from:], true
			w.keySpan, w.span = it.At(f.From, f.From+eq), it.At(f.From+from, f.To)
		}
		words = append(words, w)
	}
	return words
}

// bridgingOpts reads BRIDGING_OPTS. initscripts write the words to sysfs,
// where times are in hundredths of a second; NetworkManager's are in seconds.
func (r *reader) bridgingOpts(p *profile, b *ir.Bridge) {
	v := p.text("BRIDGING_OPTS")
	if v == nil {
		return
	}
	unit := 100
	if p.nm {
		unit = 1
	}
	v.use("bridge")
	for _, w := range optionWords(v.item, p.nm) {
		n, err := strconv.ParseUint(w.value, 10, 31)
		value := int(n)
		switch {
		case err != nil:
		case w.key == "priority":
			b.Priority = ir.Some(value, w.span)
			continue
		case w.key == "stp_state":
			b.STP = ir.Some(value != 0, w.span)
			continue
		case value%unit == 0 && setTime(b, w.key, ir.Some(value/unit, w.span)):
			continue
		}
		b.Options = append(b.Options, ir.Setting{Key: w.key, Raw: w.value, Value: w.value, KeySpan: w.keySpan, Span: w.span})
		v.entry.UsedBy = ""
		v.spare(diag.Behaviour, "bondc does not model "+strconv.Quote(w.key+"="+w.value))
	}
}

// setTime sets one of the bridge's times, or returns false.
func setTime(b *ir.Bridge, key string, seconds ir.Opt[int]) bool {
	switch key {
	case "forward_delay":
		b.ForwardDelay = seconds
	case "hello_time":
		b.HelloTime = seconds
	case "max_age":
		b.MaxAge = seconds
	case "ageing_time":
		b.AgeingTime = seconds
	default:
		return false
	}
	return true
}

// portOptions reads a bridge port's BRIDGING_OPTS.
func (r *reader) portOptions(p *profile, port *ir.Port) {
	v := p.text("BRIDGING_OPTS")
	if v == nil {
		return
	}
	v.use("port")
	for _, w := range optionWords(v.item, p.nm) {
		n, err := strconv.ParseUint(w.value, 10, 31)
		switch {
		case err == nil && w.key == "path_cost":
			port.PathCost = ir.Some(int(n), w.span)
		case err == nil && w.key == "priority":
			port.Priority = ir.Some(int(n), w.span)
		default:
			v.entry.UsedBy = ""
			v.spare(diag.Behaviour, "bondc does not model "+strconv.Quote(w.key+"="+w.value))
		}
	}
}
