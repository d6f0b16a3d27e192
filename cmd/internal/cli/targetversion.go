package cli

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/target"
)

// judgements say which versions of the programs that read a dialect have judged
// what bondc writes, empty for HCL, which no program but bondc reads. Programs
// that are not in the table of releases are named by the release they came with.
func judgements(dialect string, t target.Target) []target.Judgement {
	switch dialect {
	case "netplan":
		list := []target.Judgement{target.Judged(target.NetplanSoftware, t.Netplan)}
		if effect.TargetVia(dialect, t) == target.NetworkManager {
			return append(list, target.Judged(target.NMSoftware, t.NM))
		}
		return append(list, target.Judged(target.SystemdSoftware, t.Systemd))
	case "networkd":
		return []target.Judgement{target.Judged(target.SystemdSoftware, t.Systemd)}
	case "nmcli", "keyfile":
		return []target.Judgement{target.Judged(target.NMSoftware, t.NM)}
	case "ifupdown":
		return []target.Judgement{{Program: "ifupdown and ifenslave of Debian", By: []string{"12", "13"}, Exact: true}}
	case "modprobe":
		return []target.Judgement{{Program: "kmod of Debian", By: []string{"12", "13"}, Exact: true}}
	case "ifcfg":
		return []target.Judgement{{Program: "initscripts or of NetworkManager's ifcfg reader", By: []string{}, Exact: true}}
	}
	return nil
}

// judged are findings about those versions that have not judged, or all.
func judged(list []target.Judgement, all bool) diag.List {
	var notes diag.List
	for _, j := range list {
		if !j.Exact || all {
			notes.Add(diag.Diagnostic{
				Code: diag.JudgedVersion, Severity: diag.Info, Message: j.String(),
				Detail: "In every run of bondc's tests the programs themselves read what it writes (docs/verified.md). For other versions it goes by their sources and manuals.",
			})
		}
	}
	return notes
}

// versionOf reads what stands behind the @ of --to: a release, or the version
// of the program that reads the dialect. A version that may have come out after
// this bondc is taken for the newest known, which the list says.
func versionOf(dialect, version string) (target.Target, diag.List, error) {
	var t target.Target
	if r, ok := target.FindRelease(version); ok {
		return t.On(r), nil, nil
	}
	v, err := target.ParseVersion(version)
	if err != nil {
		return t, nil, usagef("--to %s@%s: a version looks like 1.46, a release is one of %s", dialect, version, strings.Join(releaseNames(), ", "))
	}
	var software target.Software
	switch dialect {
	case "netplan":
		t.Netplan, software = v, target.NetplanSoftware
	case "networkd":
		t.Systemd, software = v, target.SystemdSoftware
	case "nmcli", "keyfile":
		t.NM, software = v, target.NMSoftware
	default:
		return t, nil, usagef("--to %s@%s: %s files have no version of their own; name a release (%s)", dialect, version, dialect, strings.Join(releaseNames(), ", "))
	}
	newer, err := target.CheckVersion(software, v)
	switch {
	case err != nil:
		return t, nil, usagef("--to %s@%s: %v", dialect, version, err)
	case newer:
		return t, newerVersion(software, version), nil
	}
	return t, nil, nil
}

func newerVersion(s target.Software, version string) diag.List {
	name, newest := target.Newest(s)
	return diag.List{{
		Code: diag.NewerVersion, Severity: diag.Info,
		Message: fmt.Sprintf("bondc does not know %s %s and writes what %s reads", name, version, newest),
		Detail:  "Newer versions read what older ones read, as a rule; what they have learnt since is not used.",
	}}
}
