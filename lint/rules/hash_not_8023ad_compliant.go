package rules

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var hashNotCompliant = lint.Rule{
	ID:       "hash-not-8023ad-compliant",
	Title:    "a hash by ports may reorder the packets of one connection",
	Severity: diag.Info,
	Category: lint.LACP,
	Since:    "0.1",
	Sources:  []lint.Source{howtoOptions(option.XmitHashPolicy)},
	Covers:   []string{"A27"},
	Check:    checkHashNotCompliant,
}

func checkHashNotCompliant(p *lint.Pass) {
	for b := range bondsIn(p, option.OnlyLACP) {
		value, at, known := b.value(option.XmitHashPolicy)
		if !known || at == nil || !strings.HasSuffix(value, "3+4") {
			continue
		}
		p.Report(lint.Finding{
			Link:    b.Link,
			Span:    whole(at),
			Message: fmt.Sprintf("%q does not wholly keep to 802.3ad, as %q is %q", b.Name, at.Key, value),
			Detail:  "The standard wants the packets of a conversation to stay in order. This policy looks at port numbers, which fragments do not have: where a connection has fragmented and whole packets, the two kinds may leave by different links and overtake each other. Most traffic has no fragments, and most partners do not mind. It spreads the connections between two hosts over several links, which no other policy does.",
		})
	}
}
