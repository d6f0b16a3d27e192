package report

import (
	"fmt"
	"strings"
)

// Fit refuses shards, by the names of their files, that do not make one run; the
// error is a *PartError then. version is bondc's own.
func Fit(names []string, shards []*Shard, version string) error {
	streams := make([]*stream, len(shards))
	for i, s := range shards {
		streams[i] = &stream{name: names[i], document: &document{}, rest: &rest{Shard: s}}
	}
	return fit(streams, version)
}

// fit refuses reports that do not make one run.
func fit(streams []*stream, version string) error {
	if len(streams) == 0 {
		return partf("there is no report to merge")
	}
	first := streams[0]
	if err := alike(first, first, version); err != nil {
		return err
	}
	of := make([]*stream, first.rest.Of)
	for _, s := range streams {
		if err := alike(first, s, version); err != nil {
			return err
		}
		i := s.rest.Index
		if i < 1 || i > s.rest.Of {
			return partf("%s: there is no shard %d/%d", s.name, i, s.rest.Of)
		}
		if twin := of[i-1]; twin != nil {
			return partf("%s and %s are both shard %d/%d", twin.name, s.name, i, s.rest.Of)
		}
		of[i-1] = s
	}
	return complete(of, first)
}

// alike refuses a report of another run than that of the first.
func alike(first, s *stream, version string) error {
	a, b := first.rest.Shard, s.rest.Shard
	switch {
	case b.Bondc != version:
		return partf("%s: bondc %s wrote it, and this is bondc %s; merge with the one that wrote it", s.name, b.Bondc, version)
	case b.Of < 1 || b.Of > maxParts:
		return partf("%s: there are no %d shards of a run", s.name, b.Of)
	case a.Of != b.Of:
		return partf("%s is one of %d shards, and %s one of %d", first.name, a.Of, s.name, b.Of)
	case first.format != s.format:
		return partf("%s is %s, and %s is %s; all must be of one format", first.name, strings.ToUpper(first.format), s.name, strings.ToUpper(s.format))
	case a.Run != b.Run || a.From != b.From || a.Baseline != b.Baseline:
		return partf("%s and %s are not of one run: their PATHs or flags differ", first.name, s.name)
	case a.Trees != b.Trees || a.Fleet != b.Fleet:
		return partf("%s and %s did not see the same hosts: one found %d, the other %d, or their names differ; each shard must have all files of the fleet", first.name, s.name, a.Trees, b.Trees)
	}
	return nil
}

// maxParts bounds the number of shards.
const maxParts = 1_000_000

// complete refuses a run of which shards are missing, or that read nothing.
func complete(of []*stream, first *stream) error {
	var missing []string
	read := 0
	for i, s := range of {
		if s == nil {
			missing = append(missing, fmt.Sprintf("%d/%d", i+1, len(of)))
			continue
		}
		read += s.rest.Read
	}
	const shown = 5
	switch n := len(missing); {
	case n == 1:
		return partf("shard %s is missing", missing[0])
	case n > shown:
		return partf("shards %s and %d more are missing", strings.Join(missing[:shown], ", "), n-shown)
	case n > 1:
		return partf("shards %s are missing", strings.Join(missing, ", "))
	case first.rest.From != "" && read == 0:
		return partf("--from %s: there is nothing of that dialect in any shard", first.rest.From)
	}
	return nil
}
