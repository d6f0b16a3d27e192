package report

import (
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// group holds back the findings of hosts that one HCL file declares, until the
// next host comes from another file: a finding on one place that all hosts of
// a for_each share is reported once.
type group struct {
	file     *source.File
	names    []string
	findings []Finding
	index    map[shared]int
}

// shared is what makes two findings the same finding on different hosts.
type shared struct {
	span            source.Span
	code            string
	severity        diag.Severity
	message, detail string
	link            string
}

func (g *group) accepts(file *source.File) bool {
	return len(g.names) == 0 || (file != nil && g.file == file)
}

func (g *group) add(result HostResult) {
	g.file = result.Span.File
	g.names = append(g.names, result.Name)
	if g.index == nil {
		g.index = map[shared]int{}
	}
	claims := result.Claims
	for _, d := range result.Findings {
		for len(claims) > 0 && claims[0].Compare(d) < 0 {
			g.claim(&result, &claims[0])
			claims = claims[1:]
		}
		key := shared{d.Span, d.Code, d.Severity, d.Message, d.Detail, d.Link}
		at, seen := g.index[key]
		if !seen || !d.Span.Known() {
			g.index[key] = len(g.findings)
			g.findings = append(g.findings, Finding{
				Diagnostic: d, Hosts: []string{result.Name}, Named: result.Span.Known() || !d.Span.Known(), tree: result.Tree,
			})
			continue
		}
		hosts := &g.findings[at].Hosts
		if last := (*hosts)[len(*hosts)-1]; last != result.Name {
			*hosts = append(*hosts, result.Name)
		}
	}
	for i := range claims {
		g.claim(&result, &claims[i])
	}
}

// claim puts a claim in its place. Which claims are one finding, the merge finds.
func (g *group) claim(result *HostResult, c *Claim) {
	g.findings = append(g.findings, Finding{
		Diagnostic: c.Diagnostic, Hosts: []string{result.Name}, tree: result.Tree, claim: c,
	})
}

// take returns the names of the hosts and the findings held and forgets them.
func (g *group) take() ([]string, []Finding) {
	names, findings := g.names, g.findings
	*g = group{}
	return names, findings
}
