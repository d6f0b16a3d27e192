package bondc

import (
	"fmt"
	"hash/fnv"
	"io"
	"strconv"
	"strings"
)

// Shard is one of the equal parts that a run is split into, so that each can
// be worked on elsewhere. The zero Shard is the whole run.
//
// A host belongs to the shard that a hash of its name says (its path below the
// PATH, as reports print it) and the number of shards: not its neighbours, not
// the order or the spelling of the PATHs, and not the machine. The hosts of one
// HCL file go together.
type Shard struct {
	// Index counts from 1 to Of.
	Index, Of int
}

// maxShards bounds the number of shards.
const maxShards = 1_000_000

// ParseShard reads "2/8".
func ParseShard(text string) (Shard, error) {
	index, of, _ := strings.Cut(text, "/")
	i, err := strconv.Atoi(index)
	n, errOf := strconv.Atoi(of)
	if err != nil || errOf != nil || i < 1 || n < i || n > maxShards {
		return Shard{}, fmt.Errorf("%q is not a shard: write I/N, the number of this shard (from 1) and that of all, as 2/8", text)
	}
	return Shard{i, n}, nil
}

// Has reports whether the host, or HCL file of hosts, of a name is in the
// shard.
func (s Shard) Has(name string) bool {
	if s.Of <= 1 {
		return true
	}
	h := fnv.New64a()
	io.WriteString(h, name)
	return int(mix(h.Sum64())%uint64(s.Of)) == s.Index-1
}

// mix spreads a hash over all bits: the lowest of FNV-1a depend on little more
// than the last letters. It is the finalizer of MurmurHash3.
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}
