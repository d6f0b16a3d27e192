package rules

import (
	"fmt"
	"strconv"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var xmitHashNumber = lint.Rule{
	ID:       "xmit-hash-number",
	Title:    "a hash policy is given by a number that misleads",
	Severity: diag.Info,
	Category: lint.Settings,
	Since:    "0.1",
	Sources: []lint.Source{
		kernelTree("include/uapi/linux/if_bonding.h", "BOND_XMIT_POLICY_LAYER34, BOND_XMIT_POLICY_LAYER23"),
		driver("bond_options.c", "bond_xmit_hashtype_tbl"),
	},
	Covers: []string{"A26"},
	Check:  checkXmitHashNumber,
}

func checkXmitHashNumber(p *lint.Pass) {
	for b := range bondsIn(p, option.HashesFlows) {
		_, at, known := b.value(option.XmitHashPolicy)
		if known && at != nil && (at.Raw == "1" || at.Raw == "2") {
			p.Report(numberedHash(p, b, at))
		}
	}
}

func numberedHash(p *lint.Pass, b *bond, at *ir.Setting) lint.Finding {
	text := at.Value
	if p.Host.Dialect() == "hcl" {
		text = strconv.Quote(text)
	}
	return lint.Finding{
		Link:    b.Link,
		Span:    whole(at),
		Message: fmt.Sprintf("%q of %q is %s, which means %q", at.Key, b.Name, at.Raw, at.Value),
		Detail:  "The numbers are not in the order of the layers: 1 is layer3+4, and 2 is layer2+3. It works; the next one who reads it may take it for the other.",
		Fix: &lint.Fix{
			Message: fmt.Sprintf("write %s", at.Value),
			Safe:    true,
			Changes: []ir.Change{{Kind: ir.Replace, Link: b.Name, Value: text, Span: at.Span}},
		},
	}
}
