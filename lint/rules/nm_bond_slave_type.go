package rules

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var nmBondSlaveType = lint.Rule{
	ID:       "nm-bond-slave-type",
	Title:    "a profile uses words that NetworkManager 1.46 has replaced",
	Severity: diag.Info,
	Category: lint.NM,
	Since:    "0.1",
	Dialects: []string{"keyfile", "nmcli"},
	Sources: []lint.Source{
		networkManager("man/nmcli.xml", "connection add, bond-slave"),
		networkManager("src/libnm-core-impl/nm-setting-connection.c", "master, slave-type, autoconnect-slaves"),
	},
	Covers: []string{"L04"},
	Check:  checkNMBondSlaveType,
}

// checkNMBondSlaveType is silent where the target is too old for the new words.
func checkNMBondSlaveType(p *lint.Pass) {
	const since = "1.46"
	if p.Target.NM.Before(since) {
		return
	}
	for f := range nmProfiles(p.Host) {
		var old []*ir.Entry
		for _, e := range f.entries {
			if newWord(e) != "" && e.UsedBy != "overridden" && e.UsedBy != "removed" {
				old = append(old, e)
			}
		}
		if len(old) > 0 {
			p.Report(oldWords(p, f, old))
		}
	}
}

// newWord returns what stands for an old word today, "" for one that is not
// old.
func newWord(e *ir.Entry) string {
	switch {
	case e.Key == "connection.master":
		return "controller"
	case e.Key == "connection.slave-type":
		return "port-type"
	case e.Key == "connection.autoconnect-slaves":
		return "autoconnect-ports"
	case e.Key == "connection.type" && e.Value == "bond-slave":
		return "ethernet port-type bond"
	}
	return ""
}

func oldWords(p *lint.Pass, f *nmProfile, old []*ir.Entry) lint.Finding {
	var words, now []string
	var changes []ir.Change
	for _, e := range old {
		text, place := e.KeySpan.Text(), e.KeySpan
		word := newWord(e)
		if e.Key == "connection.type" {
			place = e.Span.Sub(e.KeySpan.End-e.Span.Start, e.Span.End-e.Span.Start)
			text = "type " + e.Value
			if at := strings.Index(place.Text(), e.Value); at >= 0 {
				place = place.Sub(at, at+len(e.Value))
			}
			words, now = append(words, text), append(now, "type "+word)
		} else {
			setting, _, dotted := strings.Cut(text, ".")
			if dotted {
				word = setting + "." + word
			}
			words, now = append(words, text), append(now, word)
		}
		changes = append(changes, ir.Change{Kind: ir.Replace, Link: f.device(), Value: word, Span: place})
	}
	if !p.Target.NM.Known() {
		changes = nil // an older NetworkManager knows only these
	}
	return lint.Finding{
		Link:    f.link(p.Host),
		Span:    old[0].Span,
		Message: fmt.Sprintf("the profile %q is written in old words: %s, today %s", f.name, list(words), list(now)),
		Detail:  "NetworkManager 1.46 and newer still read the old words and call them deprecated; older versions know nothing else. If none of the hosts is older, write the new ones.",
		Fix:     &lint.Fix{Message: fmt.Sprintf("write %s, for NetworkManager 1.46 and newer", list(now)), Safe: p.Target.NM.Known(), Changes: changes},
	}
}
