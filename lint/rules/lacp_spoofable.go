package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var lacpSpoofable = lint.Rule{
	ID:       "lacp-spoofable",
	Title:    "the bond's part of the LACP negotiation can be guessed",
	Severity: diag.Info,
	Category: lint.LACP,
	Since:    "0.1",
	Sources:  []lint.Source{howto("chapter 3.7, Configuring LACP for 802.3ad mode in a more secure way")},
	Covers:   []string{"C08"},
	Check:    checkLACPSpoofable,
}

func checkLACPSpoofable(p *lint.Pass) {
	if p.Absent() || olderThan(p, option.ADActorSystem) {
		return
	}
	for b := range bondsIn(p, option.OnlyLACP) {
		if !option.Spell(option.ADActorSystem, spelled(p, b.via)).Supported() {
			continue // whoever wrote the files cannot do anything about it there
		}
		secret := false
		for _, id := range lacpIdentity() {
			at, _ := effect.Written(b.Bond, id)
			secret = secret || at != nil || b.unclear(id)
		}
		if !secret {
			p.Report(guessable(p, b))
		}
	}
}

// lacpIdentity is what a system calls itself in LACPDUs beside its address.
func lacpIdentity() []option.ID {
	return []option.ID{option.ADActorSysPrio, option.ADActorSystem, option.ADUserPortKey}
}

func guessable(p *lint.Pass, b *bond) lint.Finding {
	var names []string
	for _, id := range lacpIdentity() {
		names = append(names, name(p, b, id))
	}
	return lint.Finding{
		Link:    b.Link,
		Span:    b.place(option.ModeOpt),
		Message: fmt.Sprintf("%q tells all it says in LACP to everybody who sees its MAC address", b.Name),
		Detail:  "System, priority and key of its LACPDUs are the defaults and follow from the address of the bond. Somebody else in the same network can send LACPDUs that look like its own and get into the aggregate. The documentation of the driver advises to set the three where that is a danger; in a network of one's own it is none.",
		Fix:     &lint.Fix{Message: fmt.Sprintf("set %s to values of your own", list(names))},
	}
}
