package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// junitReport writes the XML of JUnit in the form that Jenkins and GitLab read:
// a suite a host, in it a case a finding. A finding that fails the run (at or
// above --fail-on) is a failed case, another one a case that passed with
// output; a host without findings is one case that passed. A suite states how
// many cases it has, so that one host is held back at a time.
type junitReport struct {
	w     *bufio.Writer
	opt   Options
	suite string
	open  bool
	cases []string
	fails int
	at    cursor
}

func newJUnit(w io.Writer, opt Options) Reporter {
	return &junitReport{w: bufio.NewWriter(w), opt: opt}
}

// Begin opens the document.
func (j *junitReport) Begin() error {
	j.w.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"bondc lint\">\n")
	return j.w.Flush()
}

// Hosts begins a suite for hosts that are reported together.
func (j *junitReport) Hosts(names []string) error {
	j.flush()
	j.open, j.suite = true, "settings"
	if names[0] != "" {
		j.suite = strings.TrimPrefix(hostNames(names), "host ")
	}
	return j.w.Flush()
}

// Finding adds a case.
func (j *junitReport) Finding(f Finding) error {
	class, name := j.suite, f.Code
	if p := placeOf(&j.at, f.Span); p.known() {
		class, name = p.File, fmt.Sprintf("%s at line %d, column %d", f.Code, p.Line, p.Column)
	}
	body := sentences(&f)
	if class != j.suite {
		body += "\n\n" + escape(class) + " " + strings.TrimPrefix(name, f.Code+" ")
	}
	body += "\n" + URL(f.Code)
	var b strings.Builder
	fmt.Fprintf(&b, "    <testcase classname=\"%s\" name=\"%s\">\n", xmlValue(class), xmlValue(name))
	if f.Severity <= j.opt.FailOn {
		j.fails++
		fmt.Fprintf(&b, "      <failure type=\"%s\" message=\"%s\">%s</failure>\n", f.Severity, xmlValue(f.Message), xmlText(body))
	} else {
		fmt.Fprintf(&b, "      <system-out>%s</system-out>\n", xmlText(f.Severity.String()+": "+body))
	}
	b.WriteString("    </testcase>\n")
	j.cases = append(j.cases, b.String())
	return nil
}

// End closes the document.
func (j *junitReport) End(Summary) error {
	j.flush()
	j.w.WriteString("</testsuites>\n")
	return j.w.Flush()
}

// flush writes the suite that is held back.
func (j *junitReport) flush() {
	if !j.open {
		return
	}
	name := xmlValue(j.suite)
	if len(j.cases) == 0 {
		j.cases = []string{fmt.Sprintf("    <testcase classname=\"%s\" name=\"no findings\"/>\n", name)}
	}
	fmt.Fprintf(j.w, "  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"0\">\n", name, len(j.cases), j.fails)
	for _, c := range j.cases {
		j.w.WriteString(c)
	}
	j.w.WriteString("  </testsuite>\n")
	j.open, j.cases, j.fails = false, nil, 0
}
