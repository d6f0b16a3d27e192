package target

import (
	"fmt"
	"strings"
)

// judges are the releases whose programs judge, in every run of CI, what bondc
// writes for them, the oldest first (docs/verified.md).
var judges = [...]string{"debian-12", "debian-13"}

// Judgement says which versions of a program have judged what bondc writes.
type Judgement struct {
	// Program is its name, and Version the one that is written for, "" where
	// none was named.
	Program, Version string
	// By are the versions that judged, the oldest first, or none.
	By []string
	// Exact means that the version was one of them, or that none was named.
	Exact bool
	// Nearest are those of By next to the version, below and above, where it was
	// none of them.
	Nearest []string
}

// Judged returns how far a version of a program was judged; the zero version
// stands for none.
func Judged(s Software, v Version) Judgement {
	j := Judgement{Program: knownVersions[s].name, Exact: !v.Known()}
	if v.Known() {
		j.Version = v.short(s)
	}
	var below, above string
	for _, name := range judges {
		r, _ := FindRelease(name)
		by := r.of(s)
		j.By = append(j.By, by.short(s))
		switch {
		case by == v:
			j.Exact = true
		case by.less(v):
			below = by.short(s)
		case above == "":
			above = by.short(s)
		}
	}
	for _, near := range []string{below, above} {
		if near != "" && !j.Exact {
			j.Nearest = append(j.Nearest, near)
		}
	}
	return j
}

// String says it in one sentence.
func (j Judgement) String() string {
	by := j.Program + " " + strings.Join(j.By, " and ")
	switch {
	case len(j.By) == 0:
		return fmt.Sprintf("no version of %s has judged what bondc writes", j.Program)
	case j.Version == "":
		return fmt.Sprintf("what bondc writes was judged by %s", by)
	case j.Exact:
		return fmt.Sprintf("what bondc writes for %s %s was judged by that version", j.Program, j.Version)
	case len(j.Nearest) == 2:
		return fmt.Sprintf("%s %s has not judged what bondc writes: it stands between %s, which have", j.Program, j.Version, strings.Join(j.Nearest, " and "))
	}
	return fmt.Sprintf("%s %s has not judged what bondc writes: the nearest that has is %s", j.Program, j.Version, strings.Join(j.Nearest, ""))
}
