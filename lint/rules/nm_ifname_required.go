package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/lint"
)

var nmIfnameRequired = lint.Rule{
	ID:       "nm-ifname-required",
	Title:    "the keyfile of a bond does not name its interface",
	Severity: diag.Error,
	Category: lint.NM,
	Since:    "0.1",
	Dialects: []string{"keyfile"},
	Sources: []lint.Source{
		nmBond("verify, connection.interface-name"),
		networkManager("src/libnm-core-impl/nm-utils.c", "_nm_connection_verify_required_interface_name"),
	},
	Covers: []string{"L07"},
	Check:  checkNMIfnameRequired,
}

// checkNMIfnameRequired is about keyfiles: nmcli gives a bond without a name
// that of "nm-bond".
func checkNMIfnameRequired(p *lint.Pass) {
	for f := range nmProfiles(p.Host) {
		typ := f.value("connection.type")
		if p.Host.Dialect() != "keyfile" || (typ != "bond" && typ != "bridge") || f.value("connection.interface-name", typ+".interface-name") != "" {
			continue
		}
		at := f.last("connection.type").Span
		p.Report(lint.Finding{
			Link:    f.link(p.Host),
			Span:    at,
			Message: fmt.Sprintf("the profile %q makes a %s and does not say how it is called", f.name, typ),
			Detail:  "NetworkManager does not load the profile (connection.interface-name: property is missing), so there is no such device, and its ports stay out.",
			Fix: &lint.Fix{
				Message: "name the interface, as the ports do that belong to it",
				Changes: nameIt(p.Host, f, at),
			},
		})
	}
}

// nameIt proposes the profile's own name where it can be that of a link.
func nameIt(h *ir.Host, f *nmProfile, at source.Span) []ir.Change {
	if !ir.ValidName(f.name) || h.Link(f.name) == nil {
		return nil
	}
	return []ir.Change{{Kind: ir.SetKey, Link: f.device(), Key: "connection.interface-name", Value: f.name, Span: at}}
}
