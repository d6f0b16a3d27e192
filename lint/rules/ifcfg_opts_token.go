package rules

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var ifcfgOptsToken = lint.Rule{
	ID:       "ifcfg-opts-token",
	Title:    "a word of BONDING_OPTS is no option with a value",
	Severity: diag.Warning,
	Category: lint.Ifcfg,
	Since:    "0.1",
	Dialects: []string{"ifcfg"},
	Sources: []lint.Source{
		nmIfcfg("handle_bond_option and make_bond_setting"),
		initscripts("network-functions", "install_bonding_driver"),
	},
	Covers: []string{"I12"},
	Check:  checkIfcfgOptsToken,
}

func checkIfcfgOptsToken(p *lint.Pass) {
	for b := range bonds(p) {
		for i := 0; i < len(b.Bond.Settings); i++ {
			if b.Bond.Settings[i].Problem.Kind != option.NoValue {
				continue
			}
			from := i
			for i+1 < len(b.Bond.Settings) && b.Bond.Settings[i+1].Problem.Kind == option.NoValue {
				i++
			}
			p.Report(looseWords(b, b.Bond.Settings[from:i+1]))
		}
	}
}

// looseWords is about words that stand beside each other: with an equals sign
// among them they are one option with blanks in it.
func looseWords(b *bond, words []ir.Setting) lint.Finding {
	first, last := &words[0], &words[len(words)-1]
	span := first.KeySpan.To(last.KeySpan.To(last.Span))
	f := lint.Finding{
		Link:    b.Link,
		Span:    span,
		Message: first.Problem.Text,
		Detail:  "The initscripts write the word into a file of that name in /sys, which fails with a line in the boot log.",
		Fix:     &lint.Fix{Message: "write OPTION=VALUE without blanks, or remove the word"},
	}
	if b.via == target.NetworkManager {
		f.Detail = "NetworkManager skips the word."
	}
	if len(words) == 1 {
		return f
	}
	f.Detail = strings.Replace(f.Detail, "the word", "each word", 1)
	key, value, ok := spaced(span.Text())
	if !ok {
		f.Message = fmt.Sprintf("%q are no options with a value; a word takes the form OPTION=VALUE, without blanks", span.Text())
		return f
	}
	f.Message = fmt.Sprintf("%q has blanks around its equals sign, which makes %d words of one option", span.Text(), len(words))
	f.Detail += fmt.Sprintf(" The option is not set: %q runs without it.", b.Name)
	f.Fix = &lint.Fix{
		Message: fmt.Sprintf("write %s=%s", key, value),
		Effect:  fmt.Sprintf("%s is %s", key, value),
		Changes: []ir.Change{{Kind: ir.Replace, Link: b.Name, Key: key, Value: key + "=" + value, Span: span}},
	}
	return f
}

// spaced takes an option with blanks around its equals sign apart.
func spaced(text string) (key, value string, ok bool) {
	fields := strings.Fields(text)
	key, value, _ = strings.Cut(strings.Join(fields, ""), "=")
	return key, value, len(fields) > 1 && key == fields[0] && value != "" && !strings.Contains(value, "=") && strings.TrimLeft(fields[len(fields)-1], "=") == value
}
