package bondc

import (
	"io"
	"iter"
	"slices"

	"github.com/bondc/bondc/frontends"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint/report"
)

// LoadOptions say how to read.
type LoadOptions struct {
	// From is the dialect to read; empty means that it is recognised.
	From string
	// Vars are values for HCL variables.
	Vars map[string]string
	// Stdin is what the path "-" reads.
	Stdin io.Reader
	// Target says who applies ifcfg files where it is not for the files to
	// say, which decides what some of their words mean.
	Target target.Target
}

// Read is one host as it was read. Host is nil where the files of a tree
// yielded none; the findings then say why.
type Read struct {
	Host  *ir.Host
	Diags diag.List
	// Tree is where it was read from.
	Tree *frontends.Tree
}

// Trees finds the hosts' files below the paths (design.md section 5), one tree
// after another. The error is about a path that does not exist or about
// bondc's own reading of standard input.
func Trees(paths []string, opt LoadOptions) iter.Seq2[*frontends.Tree, error] {
	return frontends.Find(paths, frontends.FindOptions{Stdin: opt.Stdin})
}

// ReadTree reads the hosts of a tree: one for each stack of dialects in it, or
// as many as its HCL files declare.
func ReadTree(t *frontends.Tree, opt LoadOptions) []Read {
	var reads []Read
	t.Evidence = evidence(t.Evidence, opt.Target)
	for host, diags := range frontends.Hosts(t, opt.From, opt.Vars) {
		if host != nil {
			host.Settle()
		}
		reads = append(reads, Read{Host: host, Diags: diags, Tree: t})
	}
	stacks(reads)
	return reads
}

// stacks tells the hosts of one root of each other, where they are stacks of
// files that the machine reads: its services, and modprobe for the driver. A
// script or an HCL file is none.
func stacks(reads []Read) {
	if len(reads) < 2 {
		return
	}
	for _, a := range reads {
		for _, b := range reads {
			if isStack(a.Host) && isStack(b.Host) && a.Host.Dialect() != b.Host.Dialect() {
				a.Host.Beside = append(a.Host.Beside, b.Host)
			}
		}
	}
}

func isStack(h *ir.Host) bool {
	return h != nil && slices.Contains([]string{"ifcfg", "suse", "modprobe", "netplan", "keyfile", "networkd", "ifupdown"}, h.Dialect())
}

// evidence lays what flags say over what the root shows: --via is the last
// word, a release counts where the root shows nothing.
func evidence(found ir.Evidence, t target.Target) ir.Evidence {
	if t.Release != "" {
		found.Release = t.Release
	}
	switch {
	case t.Via != target.Unset:
		found.Via, found.Why = t.Via, "--via says so"
	case found.Via == target.Unset && t.Release != "":
		found.Via, found.Why = effect.TargetVia("ifcfg", t), "--env "+t.Release+" says so"
	}
	return found
}

// Result returns the read host as reports want it, without findings.
func Result(r Read) report.HostResult {
	result := report.HostResult{Name: r.Tree.Name}
	if r.Host == nil {
		return result
	}
	result.Name, result.Span = r.Host.Name, r.Host.Span
	for _, f := range r.Host.Files {
		result.Files = append(result.Files, f.Name)
	}
	return result
}

// ConvertRead converts a host as it was read; one that could not be read fails.
func ConvertRead(r Read, opt ConvertOptions) (Conversion, error) {
	if r.Host == nil {
		return Conversion{Diags: r.Diags, Failed: failed(r.Diags)}, nil
	}
	return Convert(r.Host, r.Diags, opt)
}
