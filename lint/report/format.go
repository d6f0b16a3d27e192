package report

import "io"

// Format is one row of the table of formats. Flags, help and shell completion
// are made from the table.
type Format struct {
	// Name is the word of --format.
	Name string
	// Title is one line for help.
	Title string
	// Edits says that the format writes the edits of fixes, which cost time
	// to make.
	Edits bool
	// Merges says that Merge joins the reports of shards.
	Merges bool
	// New returns a Reporter that writes to w.
	New func(w io.Writer, opt Options) Reporter
}

// Formats returns the table, the default first.
func Formats() []Format {
	return []Format{
		{"text", "for people: the line, what will happen, the fix", false, false, newText},
		{"json", "for programs: one object, stable", true, true, newJSON},
		{"sarif", "SARIF 2.1.0, for code scanning", true, true, newSARIF},
		{"github", "annotations in a job of GitHub Actions", false, false, newGitHub},
		{"gitlab", "Code Quality report of GitLab", false, false, newGitLab},
		{"junit", "JUnit XML, a suite a host", false, false, newJUnit},
		{"checkstyle", "Checkstyle XML", false, false, newCheckstyle},
	}
}

// FindFormat returns the format of a name.
func FindFormat(name string) (Format, bool) {
	for _, f := range Formats() {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}
