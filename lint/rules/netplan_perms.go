package rules

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/lint"
)

var netplanPerms = lint.Rule{
	ID:       "netplan-perms",
	Title:    "others can read the file",
	Severity: diag.Warning,
	Category: lint.Netplan,
	Since:    "0.1",
	Dialects: []string{"netplan"},
	Sources: []lint.Source{
		netplan("src/parse.c", "netplan_parser_load_yaml"),
		netplan("doc/security.md", "netplan file permissions"),
	},
	Covers: []string{"J01"},
	Check:  checkNetplanPerms,
}

func checkNetplanPerms(p *lint.Pass) {
	for _, f := range p.Host.Files {
		if f.Installed && f.Mode&0o077 != 0 {
			p.Report(lint.Finding{
				Span:    opening(f),
				Message: fmt.Sprintf("the permissions of %q are %04o: others than root can read or write it", f.Path, f.Mode),
				Detail:  "netplan prints a warning at each run, and installers and audits expect 0600. Its files may hold passwords of wireless networks and keys of tunnels, and who can write them configures the network as root.",
				Fix:     &lint.Fix{Message: "chmod 600 " + f.Name},
			})
		}
	}
}

// opening returns the first line of a file that is no comment.
func opening(f *source.File) source.Span {
	for line := 1; line <= f.Lines(); line++ {
		if text := strings.TrimSpace(f.LineSpan(line).Text()); text != "" && text[0] != '#' {
			return f.LineSpan(line)
		}
	}
	return f.Span(0, 0)
}
