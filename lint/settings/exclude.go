package settings

import (
	"path"
	"slices"
	"strings"
)

// Excludes reports whether a path is left out. It is relative to the folder of
// the settings, with slashes. A path that leads out of that folder is never
// left out.
func (s *Settings) Excludes(name string) bool {
	name = path.Clean(name)
	if name == ".." || strings.HasPrefix(name, "../") || strings.HasPrefix(name, "/") {
		return false
	}
	parts := strings.Split(name, "/")
	return slices.ContainsFunc(s.exclude, func(pattern []string) bool { return matches(pattern, parts) })
}

// parsePattern splits a pattern at its slashes, or says why it cannot match.
func parsePattern(word string) (pattern []string, why string) {
	clean := path.Clean(word)
	switch {
	case strings.HasPrefix(clean, "/"):
		return nil, "it is not below the folder of the settings"
	case clean == ".." || strings.HasPrefix(clean, "../"):
		return nil, "it leads out of the folder of the settings"
	case strings.Contains(word, `\`):
		return nil, "it has a backslash"
	}
	pattern = strings.Split(clean, "/")
	for _, p := range pattern {
		if _, err := path.Match(p, ""); err != nil {
			return nil, "a bracket is not closed"
		}
	}
	return pattern, ""
}

// matches reports whether the pattern matches the path or one of the folders
// above it. It fills a row for each part of the pattern, so that many "**"
// cost no more than one.
func matches(pattern, parts []string) bool {
	// at[i] says that the pattern so far can end before parts[i].
	at := make([]bool, len(parts)+1)
	at[0] = true
	for _, p := range pattern {
		next := make([]bool, len(parts)+1)
		for i, reached := range at {
			switch {
			case p == "**":
				next[i] = reached || (i > 0 && next[i-1])
			case reached && i < len(parts):
				next[i+1], _ = path.Match(p, parts[i])
			}
		}
		at = next
	}
	return slices.Contains(at[1:], true)
}
