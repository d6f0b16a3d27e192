package source

import (
	"cmp"
	"slices"
	"sort"
	"strings"
)

// Mask stands for concealed text, however long it is.
const Mask = "***"

// hidden is a range of bytes that Shown masks.
type hidden struct{ start, end int }

// Conceal hides the bytes [start, end) from all that is shown of the file.
// Text and Raw stay what they are. It must not run beside Shown.
func (f *File) Conceal(start, end int) {
	s := f.Span(start, end)
	if s.Start == s.End {
		return
	}
	f.hidden = append(f.hidden, hidden{s.Start, s.End})
	if n := len(f.hidden); n > 1 && f.hidden[n-2].start > s.Start {
		slices.SortFunc(f.hidden, func(a, b hidden) int { return cmp.Compare(a.start, b.start) })
	}
}

// Concealed returns the texts that were hidden, in the order of their places.
func (f *File) Concealed() []string {
	var list []string
	for _, h := range f.hidden {
		list = append(list, f.Raw[h.start:h.end])
	}
	return list
}

// Shown returns the text of the span as people may see it: what was concealed
// is masked.
func (s Span) Shown() string {
	if s.File == nil || len(s.File.hidden) == 0 {
		return s.Text()
	}
	var b strings.Builder
	at := s.Start
	list := s.File.hidden
	for i := sort.Search(len(list), func(i int) bool { return list[i].end > s.Start }); i < len(list) && list[i].start < s.End; i++ {
		if list[i].end <= at {
			continue
		}
		b.WriteString(s.File.Raw[at:max(list[i].start, at)])
		b.WriteString(Mask)
		at = min(list[i].end, s.End)
	}
	b.WriteString(s.File.Raw[at:s.End])
	return b.String()
}
