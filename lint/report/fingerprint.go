package report

import (
	"encoding/hex"
	"fmt"
	"hash/fnv"
	"path"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir/source"
)

// LineHash returns a short hash of the text that a finding marks: the first
// line of the span, each run of blanks as one. It stays the same when the line
// moves, and when other words of the line change. A secret counts as what is
// shown in its place. A span without text has the hash of no text.
func LineHash(s source.Span) string {
	shown := ""
	if s.Known() {
		shown, _, _ = strings.Cut(s.Shown(), "\n")
	}
	return hash(strings.Join(strings.Fields(shown), " "))
}

// fingerprint tells findings apart without their lines: by rule, file, link
// and marked text.
func fingerprint(f *Finding) string {
	file := ""
	if f.Span.Known() {
		file = f.Span.File.Name
	}
	return fingerprintAt(f, file, LineHash(f.Span))
}

// fingerprintAt is the same for a finding that has its place apart.
func fingerprintAt(f *Finding, file, text string) string {
	if file != "" {
		file = path.Clean(file)
	}
	return hash(f.Code, file, f.Link, f.Hosts[0], text)
}

// fingerprints tells those by a number that are the same.
type fingerprints struct{ seen map[string]int }

func (p *fingerprints) of(key string) string {
	if p.seen == nil {
		p.seen = map[string]int{}
	}
	p.seen[key]++
	if n := p.seen[key]; n > 1 {
		return hash(key, strconv.Itoa(n))
	}
	return key
}

// hash returns a hash of the parts, which cannot run into each other. It tells
// texts apart and keeps nothing secret; crypto/sha256 would cost every run of
// bondc its start.
func hash(parts ...string) string {
	h := fnv.New128a()
	for _, part := range parts {
		fmt.Fprintf(h, "%d:%s", len(part), part)
	}
	return hex.EncodeToString(h.Sum(nil))
}
