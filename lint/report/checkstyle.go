package report

import (
	"bufio"
	"fmt"
	"io"
	"path"
)

// checkstyleReport writes the XML of Checkstyle, which many servers of CI and
// many editors read: an element a file, in it one a finding.
type checkstyleReport struct {
	w    *bufio.Writer
	file string
	open bool
	at   cursor
}

func newCheckstyle(w io.Writer, _ Options) Reporter {
	return &checkstyleReport{w: bufio.NewWriter(w)}
}

// Begin opens the document.
func (c *checkstyleReport) Begin() error {
	c.w.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n")
	return c.w.Flush()
}

// Finding writes one error element, and the file element where the file is
// another one. Without a place, the host stands for the file.
func (c *checkstyleReport) Finding(f Finding) error {
	name, at := f.Hosts[0], ""
	if p := placeOf(&c.at, f.Span); p.known() {
		name, at = path.Clean(p.File), fmt.Sprintf(" line=\"%d\" column=\"%d\"", p.Line, p.Column)
	}
	if !c.open || name != c.file {
		c.close()
		c.open, c.file = true, name
		fmt.Fprintf(c.w, "  <file name=\"%s\">\n", xmlValue(name))
	}
	fmt.Fprintf(c.w, "    <error%s severity=\"%s\" message=\"%s\" source=\"bondc.%s\"/>\n", at, f.Severity, xmlValue(sentences(&f)), xmlValue(f.Code))
	return c.w.Flush()
}

// End closes the document.
func (c *checkstyleReport) End(Summary) error {
	c.close()
	c.w.WriteString("</checkstyle>\n")
	return c.w.Flush()
}

func (c *checkstyleReport) close() {
	if c.open {
		c.w.WriteString("  </file>\n")
		c.open = false
	}
}
