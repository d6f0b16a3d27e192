package report

import "strings"

// xmlText escapes text for an attribute or an element. What XML 1.0 cannot
// hold and what a terminal would obey is shown as an escape; line breaks stay.
// encoding/xml builds tables at the start of every run, so that it is left out.
func xmlText(text string) string {
	marks := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;")
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = marks.Replace(escape(line))
	}
	return strings.Join(lines, "\n")
}

// xmlValue is xmlText for an attribute: readers would make line breaks blanks.
func xmlValue(text string) string { return strings.ReplaceAll(xmlText(text), "\n", "&#xA;") }
