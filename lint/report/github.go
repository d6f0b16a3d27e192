package report

import (
	"bufio"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/bondc/bondc/ir/diag"
)

// githubReport writes workflow commands of GitHub Actions, one line a finding,
// which GitHub shows at the line of the change.
type githubReport struct {
	w   *bufio.Writer
	opt Options
	at  cursor
}

func newGitHub(w io.Writer, opt Options) Reporter {
	return &githubReport{w: bufio.NewWriter(w), opt: opt}
}

// Begin writes nothing.
func (g *githubReport) Begin() error { return nil }

// Finding writes one command.
func (g *githubReport) Finding(f Finding) error {
	if f.Severity == diag.Info && !g.opt.Infos {
		return nil
	}
	word := f.Severity.String()
	if f.Severity == diag.Info {
		word = "notice"
	}
	var fields []string
	if p := placeOf(&g.at, f.Span); p.known() {
		fields = append(fields, "file="+property(path.Clean(p.File)), fmt.Sprintf("line=%d", p.Line), fmt.Sprintf("endLine=%d", p.EndLine))
		// Columns of a span over several lines are refused.
		if p.Line == p.EndLine {
			fields = append(fields, fmt.Sprintf("col=%d", p.Column), fmt.Sprintf("endColumn=%d", max(p.EndColumn-1, p.Column)))
		}
	}
	fields = append(fields, "title="+property("bondc: "+f.Code))
	body := sentences(&f)
	if in := whose(&f); in != "" {
		body = upper(in) + ": " + body
	}
	fmt.Fprintf(g.w, "::%s %s::%s\n", word, strings.Join(fields, ","), message(body+"\n\n"+URL(f.Code)))
	return g.w.Flush()
}

// End writes the summary, as text for the log.
func (g *githubReport) End(s Summary) error {
	fmt.Fprintln(g.w, summaryLine(s, &g.opt))
	return g.w.Flush()
}

// message escapes the text of a command as the runner's toolkit does; line
// breaks stay, other control characters are shown.
func message(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.ReplaceAll(escape(line), "%", "%25")
	}
	return strings.Join(lines, "%0A")
}

// property escapes a value between the commas of a command.
func property(text string) string {
	text = message(text)
	text = strings.ReplaceAll(text, ":", "%3A")
	return strings.ReplaceAll(text, ",", "%2C")
}
