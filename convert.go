package bondc

import (
	"fmt"
	"slices"

	"github.com/bondc/bondc/backends"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/target"
)

// ConvertOptions say into what, and what may be lost on the way.
type ConvertOptions struct {
	// To is the dialect to write.
	To string
	// Target is the machine that will read the output.
	Target target.Target
	// From is the machine that the input runs on now.
	From target.Target
	// Strict refuses every loss.
	Strict bool
	// Accept are the codes of connectivity losses that are put up with.
	Accept []string
	// Companions keeps what netplan cannot say in files of networkd's beside its
	// own.
	Companions bool
	// Rename gives links new names: pairs of old and new.
	Rename [][2]string
}

// Conversion is what came of converting one host.
type Conversion struct {
	// Output is empty when the host failed.
	Output ir.Output
	Diags  diag.List
	// Failed means that nothing may be written for the host.
	Failed bool
	// Bug means that the output, read back, differs from the input in a way
	// that no loss announced: bondc is wrong, not the input.
	Bug bool
}

// Convert writes a host in another dialect. What silence meant is pinned
// first; the output is read back where bondc reads the dialect, and compared
// with the input by what both lead to. read are the findings of reading the
// host: an error among them fails it.
func Convert(h *ir.Host, read diag.List, opt ConvertOptions) (Conversion, error) {
	backend, ok := backends.Named(opt.To)
	if !ok {
		return Conversion{}, fmt.Errorf("there is no dialect %q to write", opt.To)
	}
	c := Conversion{Diags: slices.Clone(read)}
	if failed(read) {
		c.Failed = true
		return c, nil
	}
	h, err := renamed(h, opt.Rename)
	if err != nil {
		return Conversion{}, err
	}
	pinned, losses := effect.Pin(h, opt.From, effect.TargetVia(opt.To, opt.Target), opt.To)
	out, said := backend.Emit(pinned, opt.Target)
	if opt.Companions {
		files, left := backends.Companions(pinned, opt.Target, said)
		out.Files, said = append(out.Files, files.Files...), left
	}
	losses = append(losses, said...)
	losses = append(losses, residue(pinned, opt.To, losses)...)
	proof, err := readBack(h, out, opt)
	if err != nil {
		return Conversion{}, err
	}
	losses = append(losses, proof.invented()...)
	changed, bugs := proof.outcomes(effect.Announce(losses))
	losses = append(losses, changed...)
	bugs = append(bugs, proof.unannounced(pinned, losses)...)
	c.Bug = len(bugs) > 0
	c.Failed = refuses(losses, opt) || c.Bug
	c.Diags = append(append(c.Diags, accepted(losses, opt)...), bugs...)
	if !c.Failed {
		c.Output = out
	}
	return c, nil
}

// RenameError is a new name that the host has already given away.
type RenameError struct{ Old, New string }

func (e *RenameError) Error() string {
	return fmt.Sprintf("cannot rename %q to %q: the host has a link of that name", e.Old, e.New)
}

func renamed(h *ir.Host, pairs [][2]string) (*ir.Host, error) {
	if len(pairs) == 0 {
		return h, nil
	}
	h = h.Clone()
	for _, p := range pairs {
		if h.Link(p[1]) != nil {
			return nil, &RenameError{p[0], p[1]}
		}
		h.Rename(p[0], p[1])
	}
	return h, nil
}

// residue reports what the input says and nobody understood. A backend of the
// same dialect has written it back, and a link that is lost as a whole was
// reported as a whole.
func residue(h *ir.Host, to string, losses diag.List) diag.List {
	gone := map[string]bool{}
	for _, d := range losses {
		if d.Loss != nil && d.Loss.What == "link" {
			gone[d.Link] = true
		}
	}
	var list diag.List
	for _, e := range h.Residue() {
		if e.Dialect == to || (e.Link != "" && gone[e.Link]) {
			continue
		}
		list.Add(e.Lost(to))
	}
	return list
}

// refuses reports whether the losses fail the host.
func refuses(losses diag.List, opt ConvertOptions) bool {
	for _, d := range losses {
		if d.Loss == nil || slices.Contains(opt.Accept, d.Code) {
			continue
		}
		if opt.Strict || d.Loss.Class == diag.Connectivity {
			return true
		}
	}
	return false
}

// accepted lowers the severity of losses that were put up with: they no
// longer fail the host, but they stay in the report.
func accepted(losses diag.List, opt ConvertOptions) diag.List {
	for i := range losses {
		d := &losses[i]
		switch {
		case d.Loss == nil:
		case slices.Contains(opt.Accept, d.Code):
			d.Severity = max(d.Severity, diag.Warning)
		case opt.Strict:
			d.Severity = diag.Error
		}
	}
	return losses
}
