package report

import (
	"net/netip"

	"github.com/bondc/bondc/ir/diag"
)

// Shard is what the report of one shard of a run tells the merge. Index to
// Baseline are known at the start, the rest before End.
type Shard struct {
	// Index counts from 1 to Of.
	Index int `json:"index"`
	Of    int `json:"of"`
	// Bondc is the version that wrote it.
	Bondc string `json:"bondc"`
	// Run tells the flags and PATHs of one run from those of others.
	Run string `json:"run"`
	// From is the dialect that was asked for, "" for any.
	From string `json:"from,omitempty"`
	// Baseline is the file of the findings that are known already.
	Baseline string `json:"baseline,omitempty"`
	// Trees counts the hosts, and HCL files of hosts, of all shards; Fleet is a
	// hash of their names.
	Trees int    `json:"trees"`
	Fleet string `json:"fleet"`
	// Read counts the hosts of this shard that could be read.
	Read int `json:"read"`
	// Gone are the entries of the baseline that this shard did not meet.
	Gone []Gone `json:"gone,omitempty"`
}

// Gone is an entry of a baseline that a run, or a shard of it, did not meet.
type Gone struct {
	// Entry is its number in the baseline, from 1.
	Entry int    `json:"entry"`
	Rule  string `json:"rule"`
	File  string `json:"file"`
	Count int    `json:"count"`
}

// Claim is an address of a host that no other host may have. Whether one has
// it comes out when all shards of a run are together.
type Claim struct {
	// Diagnostic is the finding where another host has the address. Its message
	// does not name that host yet.
	diag.Diagnostic
	Address netip.Addr
	// Silent means that it is no finding of this run, whoever has the address.
	Silent bool
}

// claiming is a Reporter that is told the claims, each at its place among the
// findings.
type claiming interface{ Claim(*Finding) }

// mark is what a finding in the report of a shard carries for the merge.
type mark struct {
	// Tree is the number of its host, or HCL file of hosts, in the whole run;
	// 0 is none.
	Tree int `json:"tree"`
	// Key is its fingerprint before equal ones were counted.
	Key string `json:"key,omitempty"`
	// Claims stand between the finding before it and itself.
	Claims []claim `json:"claims,omitempty"`
}

// claim is a Claim in the report of a shard.
type claim struct {
	Tree    int    `json:"tree"`
	Host    string `json:"host"`
	Link    string `json:"link,omitempty"`
	Address string `json:"address"`
	Silent  bool   `json:"silent,omitempty"`
	place
	// Text is the LineHash of the place.
	Text string `json:"text,omitempty"`
	// Entry is the number of the entry in the baseline that would hold the
	// finding, and Count how many such findings that does.
	Entry int `json:"entry,omitempty"`
	Count int `json:"count,omitempty"`
}

// rest ends the report of a shard.
type rest struct {
	*Shard
	// Claims are those behind the last finding.
	Claims []claim `json:"claims,omitempty"`
	// Summary is that of the shard.
	Summary Summary `json:"summary"`
}

// part collects what the report of a shard holds beside the findings. A nil
// part is that of a whole run and does nothing.
type part struct {
	shard  *Shard
	entry  func(*Finding) (entry, count int)
	claims []claim
	at     cursor
}

func newPart(opt Options) *part {
	if opt.Shard == nil {
		return nil
	}
	return &part{shard: opt.Shard, entry: opt.Entry}
}

// claim notes one claim of a host.
func (p *part) claim(f *Finding, host string) {
	c := claim{Tree: f.tree, Host: host, Address: f.claim.Address.String(), Silent: f.claim.Silent}
	if !c.Silent {
		c.Link, c.place, c.Text = f.Link, placeOf(&p.at, f.Span), LineHash(f.Span)
		if p.entry != nil {
			c.Entry, c.Count = p.entry(f)
		}
	}
	p.claims = append(p.claims, c)
}

// mark returns the mark of the next finding.
func (p *part) mark(f *Finding, key string) *mark {
	if p == nil {
		return nil
	}
	m := &mark{Tree: f.tree, Key: key, Claims: p.claims}
	p.claims = nil
	return m
}

func (p *part) rest(s Summary) *rest {
	if p == nil {
		return nil
	}
	return &rest{p.shard, p.claims, s}
}
