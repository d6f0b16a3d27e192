package lint

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// silence takes away the findings that an ignore comment names, and notes
// which comments silenced nothing. What the comments themselves are blamed for
// cannot be silenced, and a comment without a reason silences nothing.
func (r *run) silence() {
	used := make([]bool, len(r.host.Ignores))
	r.found = slices.DeleteFunc(r.found, func(d diag.Diagnostic) bool {
		rule := Find(r.rules, d.Code)
		if rule == nil || rule.Category == Ignores {
			return false
		}
		silenced := false
		for i := range r.host.Ignores {
			if matches(&r.host.Ignores[i], &d) {
				used[i], silenced = true, true
			}
		}
		return silenced
	})
	if r.host.Partial || r.host.Span.Known() {
		// On a part of a host the rule may have had nothing to go by, and in a
		// file of several hosts a comment may serve another one.
		return
	}
	for i, ignore := range r.host.Ignores {
		rule := Find(r.rules, ignore.Rule)
		if !used[i] && ignore.Reason != "" && rule != nil && r.runs(rule) {
			r.unused = append(r.unused, ignore)
		}
	}
}

// matches reports whether the comment is about the finding: the same rule, on
// the line on which the finding starts.
func matches(ignore *ir.Ignore, d *diag.Diagnostic) bool {
	return ignore.Rule == d.Code && ignore.Reason != "" &&
		d.Span.Known() && d.Span.File == ignore.Span.File && d.Span.Line() == silenced(ignore)
}

// silenced returns the line that a comment is about. One that stands above its
// line looks past other comments, so that several can be stacked.
func silenced(ignore *ir.Ignore) int {
	file, line := ignore.Span.File, ignore.Line
	if line <= ignore.Span.Line() {
		return line
	}
	for ; line < file.Lines(); line++ {
		text := strings.TrimSpace(file.LineSpan(line).Text())
		if !strings.HasPrefix(text, "#") && !strings.HasPrefix(text, "//") {
			break
		}
	}
	return line
}
