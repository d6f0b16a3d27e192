package rules

import (
	"fmt"
	"path"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var nmKeyfilePerms = lint.Rule{
	ID:       "nm-keyfile-perms",
	Title:    "a keyfile may be read or written by others than root",
	Severity: diag.Error,
	Category: lint.NM,
	Since:    "0.1",
	Dialects: []string{"keyfile"},
	Sources: []lint.Source{
		networkManager("src/core/settings/plugins/keyfile/nms-keyfile-utils.c", "nms_keyfile_utils_check_file_permissions_stat"),
		networkManager("man/nm-settings-keyfile.xml", "File Format"),
	},
	Covers: []string{"L05"},
	Check:  checkNMKeyfilePerms,
}

// checkNMKeyfilePerms looks at files of a host's root. Copies and checkouts
// have other permissions than the host.
func checkNMKeyfilePerms(p *lint.Pass) {
	const others = 0o077
	for _, f := range p.Host.Files {
		if p.Host.Dialect() != "keyfile" || !f.Installed || f.Mode&others == 0 {
			continue
		}
		finding := lint.Finding{
			Span:    f.LineSpan(1),
			Message: fmt.Sprintf("%q has the mode %04o, and NetworkManager ignores keyfiles that others may read or write", path.Base(f.Path), f.Mode),
			Detail:  "The profile is not loaded, with one line in the journal (\"insecure permissions\"): its link does not come up. Profiles hold secrets, so NetworkManager takes only those of root with mode 0600.",
			Fix:     &lint.Fix{Message: "run \"chown root:root\" and \"chmod 600\" on the file"},
		}
		for _, e := range p.Host.Entries {
			if e.File == f {
				finding.Link, finding.Span = p.Host.Link(e.Link), e.Span
				break
			}
		}
		p.Report(finding)
	}
}
