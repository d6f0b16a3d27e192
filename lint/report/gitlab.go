package report

import (
	"bufio"
	"io"
	"path"

	"github.com/bondc/bondc/ir/diag"
)

// gitlabReport writes the JSON array that GitLab takes as a Code Quality
// artifact: the part of the Code Climate format that it reads.
type gitlabReport struct {
	w      *bufio.Writer
	comma  bool
	at     cursor
	prints fingerprints
}

func newGitLab(w io.Writer, _ Options) Reporter {
	return &gitlabReport{w: bufio.NewWriter(w)}
}

type (
	gitlabIssue struct {
		Description string         `json:"description"`
		Check       string         `json:"check_name"`
		Fingerprint string         `json:"fingerprint"`
		Severity    string         `json:"severity"`
		Location    gitlabLocation `json:"location"`
	}
	gitlabLocation struct {
		Path  string      `json:"path"`
		Lines gitlabLines `json:"lines"`
	}
	gitlabLines struct {
		Begin int `json:"begin"`
		End   int `json:"end"`
	}
)

// Begin opens the array.
func (g *gitlabReport) Begin() error {
	g.w.WriteString("[")
	return g.w.Flush()
}

// Finding writes one element. GitLab drops elements without a file, so that a
// finding about a whole host names the host's folder.
func (g *gitlabReport) Finding(f Finding) error {
	issue := gitlabIssue{
		Description: upper(f.Message), Check: f.Code, Fingerprint: g.prints.of(fingerprint(&f)), Severity: gitlabSeverity(f.Severity),
		Location: gitlabLocation{path.Clean(f.Hosts[0]), gitlabLines{1, 1}},
	}
	if p := placeOf(&g.at, f.Span); p.known() {
		issue.Location = gitlabLocation{path.Clean(p.File), gitlabLines{p.Line, p.EndLine}}
	}
	text, err := jsonText(issue)
	if err != nil {
		return err
	}
	if g.comma {
		g.w.WriteString(",")
	}
	g.comma = true
	g.w.WriteString("\n  ")
	g.w.Write(text)
	return g.w.Flush()
}

// End closes the array.
func (g *gitlabReport) End(Summary) error {
	if g.comma {
		g.w.WriteString("\n")
	}
	g.w.WriteString("]\n")
	return g.w.Flush()
}

func gitlabSeverity(s diag.Severity) string {
	switch s {
	case diag.Error:
		return "critical"
	case diag.Warning:
		return "major"
	}
	return "info"
}
