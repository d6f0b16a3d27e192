package report

import (
	"encoding/xml"
	"strings"
)

// xmlText escapes text for an attribute or an element. What XML 1.0 cannot
// hold and what a terminal would obey is shown as an escape; line breaks stay.
func xmlText(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		var b strings.Builder
		// A strings.Builder does not fail.
		_ = xml.EscapeText(&b, []byte(escape(line)))
		lines[i] = b.String()
	}
	return strings.Join(lines, "\n")
}

// xmlValue is xmlText for an attribute: readers would make line breaks blanks.
func xmlValue(text string) string { return strings.ReplaceAll(xmlText(text), "\n", "&#xA;") }
