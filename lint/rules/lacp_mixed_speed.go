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

func lacpMixedSpeed() lint.Rule {
	return lint.Rule{
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
}

func checkLACPMixedSpeed(p *lint.Pass) {
	for b := range bondsIn(p, option.OnlyLACP) {
		var first *linkMode
		for _, port := range b.Bond.Ports {
			mode := linkModeOf(p.Host, port.Name)
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

// linkModeOf returns what files say about a port, nil if they leave it to the
// two ends of the cable: ETHTOOL_OPTS of ifcfg files, speed and duplex of
// NetworkManager's profiles, BitsPerSecond= and Duplex= of .link files.
func linkModeOf(h *ir.Host, port string) *linkMode {
	m := linkMode{port: port}
	for _, e := range h.Entries {
		if e.Link != port || e.Unknown {
			continue
		}
		_, key, _ := strings.Cut(e.Key, "802-3-ethernet.")
		switch {
		case e.Key == "ETHTOOL_OPTS":
			m.words(e, strings.Fields(strings.ReplaceAll(e.Value, ";", " ")))
		case key == "speed", key == "duplex":
			m.words(e, []string{key, e.Value})
		case e.Key == "BitsPerSecond":
			m.words(e, []string{"speed", megabits(e.Value)})
		case e.Key == "Duplex":
			m.words(e, []string{"duplex", e.Value})
		}
	}
	if m.at == nil {
		return nil
	}
	return &m
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
