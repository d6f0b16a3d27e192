package rules

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var ifcfgOptsUnquoted = lint.Rule{
	ID:       "ifcfg-opts-unquoted",
	Title:    "the words of BONDING_OPTS are not quoted",
	Severity: diag.Error,
	Category: lint.Ifcfg,
	Since:    "0.1",
	Dialects: []string{"ifcfg"},
	Sources: []lint.Source{
		initscripts("network-functions", "source_config"),
		networkManager("src/core/settings/plugins/ifcfg-rh/shvar.c", "svUnescape"),
	},
	Covers: []string{"I11"},
	Check:  checkIfcfgOptsUnquoted,
}

func checkIfcfgOptsUnquoted(p *lint.Pass) {
	for f := range ifcfgFiles(p.Host) {
		for i, e := range f.entries {
			if e.Key != optsKey || strings.HasPrefix(e.Raw, "\"") || strings.HasPrefix(e.Raw, "'") || e.Raw == "" {
				continue
			}
			if rest := sameLine(e, f.entries[i+1:]); len(rest) > 0 {
				p.Report(unquoted(p, f, e, rest))
			}
		}
	}
}

const optsKey = "BONDING_OPTS"

// sameLine returns the entries that follow one on its line with nothing but
// blanks between them.
func sameLine(e *ir.Entry, entries []*ir.Entry) []*ir.Entry {
	end := e.Span.End
	for i, next := range entries {
		gap := e.File.Text[end:max(next.Span.Start, end)]
		if next.File != e.File || gap == "" || strings.Trim(gap, " \t") != "" {
			return entries[:i]
		}
		end = next.Span.End
	}
	return entries
}

func unquoted(p *lint.Pass, f *ifcfgFile, e *ir.Entry, rest []*ir.Entry) lint.Finding {
	all := e.Span.To(rest[len(rest)-1].Span)
	value := all.Sub(len(e.Key)+1, all.End-all.Start)
	found := lint.Finding{
		Link:    f.link(p.Host),
		Span:    all,
		Message: fmt.Sprintf("BONDING_OPTS is only %s: the words behind it are not quoted", e.Raw),
		Detail:  fmt.Sprintf("To a shell %s sets a variable of its own, which nobody reads: the bond runs without that option.", rest[0].Span.Text()),
		Fix:     &lint.Fix{Message: "put the words into quotes"},
	}
	if rest[0].Key == "" {
		found.Message = "BONDING_OPTS is not set: its words are not quoted"
		found.Detail = fmt.Sprintf("To a shell the line runs the command %s, as root, and sets the variable for it alone: the bond runs without any option.", rest[0].Span.Text())
	}
	if f.via(p) == target.NetworkManager {
		found.Detail = "NetworkManager takes a value with blanks only in quotes and drops the whole line: the bond runs with its defaults."
	}
	if text := value.Text(); !strings.ContainsAny(text, "\"'`$\\") {
		found.Fix.Safe = true
		found.Fix.Effect = "the bond gets all options of the line, which it runs without today"
		found.Fix.Changes = []ir.Change{{Kind: ir.Replace, Link: f.device(), Key: optsKey, Value: `"` + text + `"`, Span: value}}
	}
	return found
}

// cutOff reports whether a value without quotes has more words behind it on
// its line.
func cutOff(value source.Span) bool {
	text := value.File.Text
	if value.Start == 0 || value.End > len(text) || text[value.Start-1] != '=' {
		return false
	}
	rest, _, _ := strings.Cut(text[value.End:], "\n")
	words := strings.TrimLeft(rest, " \t")
	return words != "" && words != rest && words[0] != '#'
}
