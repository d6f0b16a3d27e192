package frontends

import (
	"path"

	"github.com/bondc/bondc/frontends/internal/resolvconf"
	"github.com/bondc/bondc/ir"
)

// resolverFile is where a host without a resolver of its own has its name servers,
// whoever applies the files about its links.
const resolverFile = "etc/resolv.conf"

// resolverMember returns the file of a root with the host's name servers, nil
// where there is none; shown is how the root is printed.
func resolverMember(held *holdings, shown string) *member {
	if !held.may(resolverFile) || !within(held.root, held.root+"/"+resolverFile) {
		return nil
	}
	return &member{full: held.root + "/" + resolverFile, name: path.Join(shown, resolverFile), path: resolverFile}
}

// readResolver reads the name servers that were written by hand. A file that
// cannot be read, and one that a program writes, says nothing.
func readResolver(m *member) ir.DNS {
	if m == nil {
		return ir.DNS{}
	}
	f, err := m.read()
	if err != nil || f.Fatal() || resolvconf.Generated(f) {
		return ir.DNS{}
	}
	dns := resolvconf.Read(f)
	if resolvconf.Local(&dns) {
		return ir.DNS{}
	}
	return dns
}
