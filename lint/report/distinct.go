package report

import "hash/maphash"

// distinct counts different names. It keeps a hash of each and not the name, so
// that a fleet of a hundred thousand hosts costs megabytes: two names of a
// million are taken for one in one run of some forty million.
type distinct struct {
	seed maphash.Seed
	seen map[uint64]struct{}
}

func newDistinct() distinct {
	return distinct{maphash.MakeSeed(), map[uint64]struct{}{}}
}

func (d *distinct) add(name string) { d.seen[maphash.String(d.seed, name)] = struct{}{} }

func (d *distinct) count() int { return len(d.seen) }
