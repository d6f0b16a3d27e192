package ignores

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir/source"
)

func TestFind(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a=1 # bondc:ignore mode why not\n", "mode (why not) 1"},
		{"# bondc:ignore mode why not\na=1\n", "mode (why not) 2"},
		{"# bondc:ignore one because\n# and more\n# bondc:ignore two because\na=1\n", "one (because) 4, two (because) 4"},
		{"# bondc:ignore one because\n\n# bondc:ignore two because\na=1\n", "one (because) 2, two (because) 4"},
		{"# bondc:ignore one because\na=1 # bondc:ignore two because\n", "one (because) 2, two (because) 2"},
		{"// bondc:ignore mode\n; bondc:ignore\n", "mode () 3,  () 3"},
		{"## bondc:ignored mode\n# not bondc:ignore mode\n#\n", ""},
	} {
		f := source.New("x", "x", []byte(c.text))
		var comments []Comment
		for line := 1; line <= f.Lines(); line++ {
			span := f.LineSpan(line)
			if i := strings.IndexAny(span.Text(), "#;/"); i >= 0 {
				comments = append(comments, Comment{Span: f.Span(span.Start+i, span.End), Trailing: i > 0})
			}
		}
		var got []string
		for _, i := range Find(comments) {
			got = append(got, fmt.Sprintf("%s (%s) %d", i.Rule, i.Reason, i.Line))
		}
		if text := strings.Join(got, ", "); text != c.want {
			t.Errorf("%q: %s, want %s", c.text, text, c.want)
		}
	}
}
