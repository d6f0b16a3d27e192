package fuzz

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir/target"
)

// Seen is a case with what a kernel answered.
type Seen struct {
	// Why is what the case is about: lines of text, each after "# ".
	Why string
	Case
	// Release is whose kernel it was.
	Release string
	// Answer is as Answer.String has it, "" where nobody has asked yet.
	Answer string
}

// Target is the release as a target.
func (s Seen) Target() (target.Target, error) {
	r, ok := target.FindRelease(s.Release)
	if !ok {
		return target.Target{}, fmt.Errorf("case %s: there is no release %q", s.Name, s.Release)
	}
	return target.Target{}.On(r), nil
}

// String returns the case as ParseSeen reads it.
func (s Seen) String() string {
	return s.Why + s.Case.String() + "on " + s.Release + "\n" + s.Answer
}

// ParseSeen reads cases that stand in a file, with a blank line between them.
func ParseSeen(text string) ([]Seen, error) {
	var list []Seen
	for block := range strings.SplitSeq(text, "\n\n") {
		if strings.Trim(block, "\n") == "" {
			continue
		}
		s, err := parseSeen(strings.Trim(block, "\n"))
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}

func parseSeen(block string) (Seen, error) {
	var s Seen
	for line := range strings.SplitSeq(block, "\n") {
		word, rest, _ := strings.Cut(line, " ")
		switch {
		case strings.HasPrefix(line, "#"):
			s.Why += line + "\n"
		case word == "case":
			s.Name = rest
		case word == "ports":
			s.Ports = strings.Fields(rest)
		case word == "on":
			s.Release = rest
		case word == "refused", word == "state", line == "no bond":
			s.Answer += line + "\n"
		default:
			step, err := parseStep(line)
			if err != nil {
				return s, fmt.Errorf("case %s: %w", s.Name, err)
			}
			s.Steps = append(s.Steps, step)
		}
	}
	if s.Name == "" || s.Release == "" {
		return s, fmt.Errorf("a case without a name or a release:\n%s", block)
	}
	return s, nil
}
