package rules

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var lacpMixedSpeed = lint.Rule{
	ID:       "lacp-mixed-speed",
	Title:    "ports of one aggregate are set to different speeds",
	Severity: diag.Warning,
	Category: lint.LACP,
	Since:    "0.1",
	Sources: []lint.Source{
		howto("802.3ad and chapter 12.1.1"),
		driver("bond_3ad.c", "ad_port_selection_logic"),
	},
	Covers: []string{"C09"},
	Check:  checkLACPMixedSpeed,
}

func checkLACPMixedSpeed(p *lint.Pass) {
	var modes map[string]*linkMode
	for b := range bondsIn(p, option.OnlyLACP) {
		if modes == nil {
			modes = linkModes(p.Host)
		}
		var first *linkMode
		for _, port := range b.Bond.Ports {
			mode := modes[port.Name]
			switch {
			case mode == nil:
			case first == nil:
				first = mode
			case first.differs(mode):
				p.Report(mixedSpeed(p, b, first, mode))
			}
		}
	}
}

// linkMode is what files set the speed (in Mbit/s, 0 for unknown) and the duplex
// of a port to.
type linkMode struct {
	port   string
	speed  int
	duplex string
	at     *ir.Entry
}

func (m *linkMode) differs(o *linkMode) bool {
	return m.speed != 0 && o.speed != 0 && m.speed != o.speed || m.duplex != "" && o.duplex != "" && m.duplex != o.duplex
}

func (m *linkMode) String() string {
	var words []string
	if m.speed != 0 {
		words = append(words, fmt.Sprintf("%d Mbit/s", m.speed))
	}
	if m.duplex != "" {
		words = append(words, m.duplex+" duplex")
	}
	return strings.Join(words, ", ")
}

// linkModes returns what files say about the links, without those that they
// leave to the two ends of the cable: ETHTOOL_OPTS of ifcfg files, speed and
// duplex of NetworkManager's profiles, BitsPerSecond= and Duplex= of .link files.
func linkModes(h *ir.Host) map[string]*linkMode {
	modes := map[string]*linkMode{}
	for _, e := range h.Entries {
		words := linkWords(e)
		if words == nil || e.Unknown || e.Link == "" {
			continue
		}
		m := modes[e.Link]
		if m == nil {
			m = &linkMode{port: e.Link}
		}
		if m.words(e, words); m.at != nil {
			modes[e.Link] = m
		}
	}
	return modes
}

// linkWords returns what a key says about speed and duplex, as words of
// ethtool(8); nil where it is about something else.
func linkWords(e *ir.Entry) []string {
	switch _, key, _ := strings.Cut(e.Key, "802-3-ethernet."); {
	case e.Key == "ETHTOOL_OPTS":
		return strings.Fields(strings.ReplaceAll(e.Value, ";", " "))
	case key == "speed", key == "duplex":
		return []string{key, e.Value}
	case e.Key == "BitsPerSecond":
		return []string{"speed", megabits(e.Value)}
	case e.Key == "Duplex":
		return []string{"duplex", e.Value}
	}
	return nil
}

// words reads words as ethtool(8) has them: "speed 1000 duplex full".
func (m *linkMode) words(e *ir.Entry, words []string) {
	for i := 0; i+1 < len(words); i++ {
		switch value := strings.ToLower(words[i+1]); words[i] {
		case "speed":
			if n, err := strconv.Atoi(value); err == nil && n > 0 {
				m.speed, m.at = n, e
			}
		case "duplex":
			if value == "full" || value == "half" {
				m.duplex, m.at = value, e
			}
		}
	}
}

// megabits returns a rate as systemd.link(5) writes it, "1G" or "100M", in
// Mbit/s, "" where it is none.
func megabits(rate string) string {
	digits, factor := rate, 0
	switch {
	case strings.HasSuffix(rate, "G"):
		digits, factor = strings.TrimSuffix(rate, "G"), 1000
	case strings.HasSuffix(rate, "M"):
		digits, factor = strings.TrimSuffix(rate, "M"), 1
	}
	n, err := strconv.Atoi(digits)
	if err != nil || factor == 0 || n > 1000000 {
		return ""
	}
	return strconv.Itoa(n * factor)
}

func mixedSpeed(p *lint.Pass, b *bond, first, other *linkMode) lint.Finding {
	return lint.Finding{
		Link:    p.Host.Link(other.port),
		Span:    other.at.Span,
		Message: fmt.Sprintf("port %q of %q is set to %s, and port %q to %s", other.port, b.Name, other, first.port, first),
		Detail:  fmt.Sprintf("An aggregate is made of links of the same speed and duplex: one of the two stays outside the active one and carries nothing, until %q loses all links of the other.", b.Name),
		Related: []diag.Related{{Message: "the other port", Span: first.at.Span}},
		Fix:     &lint.Fix{Message: "set both to the same, or leave it to the two ends of the cable"},
	}
}
