package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var kernelTooOld = lint.Rule{
	ID:       "kernel-too-old",
	Title:    "an option or a value is newer than the host's kernel",
	Severity: diag.Error,
	Category: lint.Versions,
	Since:    "0.1",
	Sources: []lint.Source{
		kernelTree("include/uapi/linux/if_link.h", "IFLA_BOND_*, by the releases that added them"),
		driver("bond_options.c", "the tables of values, by release"),
	},
	Covers: []string{"N01", "N02", "C11"},
	Check:  checkKernelTooOld,
}

func checkKernelTooOld(p *lint.Pass) {
	t := running(p)
	if !t.Kernel.Known() {
		return
	}
	for b := range bonds(p) {
		for s := range b.settings() {
			since, what := newer(t, s)
			if _, lost := option.Loses(applied(s.via), s.ID, s.Value); since == "" || lost {
				continue // what is not handed on meets no kernel
			}
			f := lint.Finding{
				Link:    b.Link,
				Span:    whole(s.Setting),
				Message: fmt.Sprintf("%s came with Linux %s, and the host has %s", what, since, t.Kernel),
				Detail:  withoutIt(t, b, s),
				Fix:     drop(b.Link, s.Setting, false),
			}
			if t.KernelOf != "" {
				f.Severity = diag.Warning
				f.Detail += fmt.Sprintf(" The kernel of %s is not mainline's: look at a running host whether its makers have added it.", t.KernelOf)
			}
			p.Report(f)
		}
	}
}

// newer returns since when the kernel has an option or a value that the
// target's lacks, and what that is; "" where it has both.
func newer(t target.Target, s setting) (since, what string) {
	if !kernel.Knows(t, s.ID) {
		return s.row.Since, fmt.Sprintf("%q", s.Key)
	}
	for _, v := range s.row.Values {
		if v.Word == s.Value && t.Kernel.Before(v.Since) {
			return v.Since, fmt.Sprintf("the value %q of %q", s.Value, s.Key)
		}
	}
	return "", ""
}

// withoutIt says what a kernel does that does not know the setting.
func withoutIt(t target.Target, b *bond, s setting) string {
	switch known := kernel.Knows(t, s.ID); {
	case s.via == target.Module && !known:
		return "The driver has no such parameter; the kernel logs that and loads it without."
	case s.via == target.Module:
		return "The driver refuses to load with a value that it does not know: there is no bond."
	case known:
		return answer("EINVAL", s.via, b.Name)
	case s.via == target.Initscripts || s.via == target.Sysfs || s.via == target.Ifupdown:
		return "There is no such file below /sys/class/net; the write fails, and the bond runs without the setting."
	}
	return "The kernel skips what it does not know without a word, and the bond runs without the setting."
}

// running is the target with the kernel of the release that the host's files
// show, where nobody named another.
func running(p *lint.Pass) target.Target {
	if r, ok := target.FindRelease(p.Host.Evidence.Release); ok && !p.Target.Kernel.Known() {
		return p.Target.On(r)
	}
	return p.Target
}

// olderThan reports whether the host's kernel is known to be older than an
// option.
func olderThan(p *lint.Pass, id option.ID) bool {
	t := running(p)
	return t.Kernel.Known() && !kernel.Knows(t, id)
}
