package report

import (
	"bytes"
	"fmt"
	"net/netip"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// split writes the results as shards would: each result is a tree, the n-th in
// shard n modulo of.
func split(t *testing.T, format string, of int, results []HostResult) []Part {
	t.Helper()
	var parts []Part
	for i := range of {
		var mine []HostResult
		for n, r := range results {
			if r.Tree = n + 1; n%of == i {
				mine = append(mine, r)
			}
		}
		shard := &Shard{Index: i + 1, Of: of, Bondc: "1.2.3", Trees: len(results)}
		text := write(t, format, Options{Version: "1.2.3", Shard: shard}, mine)
		parts = append(parts, Part{fmt.Sprint("part", i), strings.NewReader(text)})
	}
	return parts
}

// owners tells of addresses that another host has.
func owners() func(host, link string, addr netip.Addr) (diag.Diagnostic, bool) {
	first := map[netip.Addr]string{}
	return func(host, link string, addr netip.Addr) (diag.Diagnostic, bool) {
		owner, taken := first[addr]
		if !taken {
			first[addr] = host
		}
		return diag.Diagnostic{Code: "twice", Severity: diag.Error, Message: "taken by " + owner}, taken && owner != host
	}
}

func TestMergedPartsAreTheWhole(t *testing.T) {
	for name, results := range map[string][]HostResult{"sample": sample(), "hostile": hostile(), "every code": everyCode(), "nothing": nil} {
		for _, format := range []string{"json", "sarif"} {
			want := write(t, format, Options{Version: "1.2.3"}, results)
			for of := 1; of <= 3; of++ {
				var got bytes.Buffer
				if _, err := Merge(&got, split(t, format, of, results), Merging{Version: "1.2.3", Claim: owners()}); err != nil {
					t.Errorf("%s of %s: %v", name, format, err)
				}
				if got.String() != want {
					t.Errorf("%s of %d parts in %s:\n%s\nwant\n%s", name, of, format, got.String(), want)
				}
			}
		}
	}
}

func TestReportsOfShardsAreValidSARIF(t *testing.T) {
	schema := sarifSchema(t)
	for i, part := range split(t, "sarif", 2, claimants()) {
		var text bytes.Buffer
		if _, err := text.ReadFrom(part.Text); err != nil {
			t.Fatal(err)
		}
		if err := validate(schema, text.String()); err != nil {
			t.Errorf("part %d: %#v", i, err)
		}
	}
}

// claimants are hosts with one address, and with findings around it.
func claimants() []HostResult {
	var results []HostResult
	for _, name := range []string{"a", "b", "c"} {
		file := source.New(name+"/f", "f", []byte("one\ntwo\nthree\n"))
		at := func(line int) diag.Diagnostic {
			return diag.Diagnostic{Code: "r", Severity: diag.Warning, Message: "m", Span: file.LineSpan(line), Link: "bond0"}
		}
		twice := at(2)
		twice.Code = "twice"
		results = append(results, HostResult{
			Name: name, Files: []string{file.Name}, Findings: diag.List{at(1), at(3)},
			Claims: []Claim{{Diagnostic: twice, Address: netip.MustParseAddr("192.0.2.1"), Silent: name == "b"}},
		})
	}
	return results
}

func TestClaimsBecomeFindingsInTheirPlace(t *testing.T) {
	for of := 1; of <= 3; of++ {
		var got bytes.Buffer
		sum, err := Merge(&got, split(t, "json", of, claimants()), Merging{Version: "1.2.3", Claim: owners()})
		if err != nil || sum.Errors != 1 || sum.Warnings != 6 || sum.Hosts != 3 || sum.Files != 3 {
			t.Fatal(sum, err)
		}
		lines := strings.Split(got.String(), "\n")
		if !strings.Contains(lines[7], `"message":"taken by a","file":"c/f","line":2,`) {
			t.Errorf("%d parts:\n%s", of, got.String())
		}
	}
}

// TestBrokenPartsAreRefused cuts and spoils a report at every byte: it is
// refused or taken, and nothing is written of what is refused.
func TestBrokenPartsAreRefused(t *testing.T) {
	for _, format := range []string{"json", "sarif"} {
		var whole bytes.Buffer
		if _, err := whole.ReadFrom(split(t, format, 1, claimants())[0].Text); err != nil {
			t.Fatal(err)
		}
		text := whole.String()
		for i := range text {
			var out bytes.Buffer
			if i < len(text)-1 {
				if _, err := Merge(&out, []Part{{"p", strings.NewReader(text[:i])}}, Merging{Version: "1.2.3", Claim: owners()}); err == nil || out.Len() > 0 {
					t.Fatalf("%s cut at %d: %v", format, i, err)
				}
			}
			spoilt := text[:i] + "]" + text[i+1:]
			if _, err := Merge(&out, []Part{{"p", strings.NewReader(spoilt)}}, Merging{Version: "1.2.3", Claim: owners()}); err != nil && out.Len() > 0 {
				t.Fatalf("%s spoilt at %d: %v after %q", format, i, err, out.String())
			}
		}
	}
}

func TestMergeRefusesOtherFiles(t *testing.T) {
	for text, want := range map[string]string{
		"":                            "no report",
		"[]":                          "no report",
		"{}":                          "no report",
		"<xml/>":                      "no report",
		`{"findings":[]}`:             "not the report of a shard",
		`{"findings":[{}]}`:           "not the report of a shard",
		`{"findings":[{"x":1}]}`:      "unknown field",
		`{"findings":[{"rule":1}]}`:   "cannot unmarshal",
		`{"runs":[]}`:                 "no report",
		`{"runs":[{"results":[]}]}`:   "not the report of a shard",
		`{"findings":[],"shard":{}}`:  "bondc",
		`{"findings":[],"shard":{}} `: "bondc",
		`{"findings":[],"shard":{}}x`: "more behind its end",
		`{"findings":[],"shard":{"bondc":"1.2.3","of":9000000}}`:                                          "no 9000000 shards",
		`{"findings":[],"shard":{"bondc":"1.2.3","of":1,"index":2}}`:                                      "no shard 2/1",
		`{"findings":[],"shard":{"bondc":"1.2.3","of":1,"index":1,"claims":[{"tree":1,"address":"x"}]}}`:  "not as bondc wrote them",
		`{"findings":[{"severity":"error","shard":{"tree":2}},{"severity":"error","shard":{"tree":1}}]}`:  "not in the order",
		`{"findings":[{"severity":"error","shard":{"tree":9223372036854775807}}],"shard":{}}`:             "not in the order",
		`{"findings":[{"severity":"fatal","shard":{"tree":1}}],"shard":{"bondc":"1.2.3","of":1,"index":1`: "no severity",
	} {
		var out bytes.Buffer
		_, err := Merge(&out, []Part{{"p", strings.NewReader(text)}}, Merging{Version: "1.2.3", Claim: owners()})
		if err == nil || !strings.Contains(err.Error(), want) || out.Len() > 0 {
			t.Errorf("%s: %v and %q, want %q", text, err, out.String(), want)
		}
	}
	if _, err := Merge(&bytes.Buffer{}, nil, Merging{}); err == nil {
		t.Error("no part is a run")
	}
}
