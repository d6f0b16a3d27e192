package report

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// hostile is a run in which every text tries to drive the terminal, or to
// break out of its format.
func hostile() []HostResult {
	const bad = "a\x1b[2J\x00\x9b\xff\u009b1m\u202e\U000e0001\u2028%0A::error::x,y:z\r\"'<b>]]>&amp;\n::warning::w"
	file := source.New("f"+bad, "x", []byte("\x1b]0;title\a\xff \u202e\u009b1m x\n::error::y\n"))
	return []HostResult{{Name: "h" + bad, Files: []string{file.Name}, Findings: diag.List{
		{Code: "no-link-monitor", Severity: diag.Error, Message: bad, Detail: bad, Span: file.Span(0, 5), Link: "l" + bad,
			Fix:     &diag.Fix{Message: bad, Edits: []diag.Edit{{File: file, Start: 0, End: 5, Text: bad}}},
			Related: []diag.Related{{Message: bad, Span: file.Span(1, 2)}}},
		{Code: "syntax", Severity: diag.Warning, Message: bad, Span: file.Span(2, 25)},
		{Code: "no-such-rule", Severity: diag.Info, Message: bad},
	}}}
}

// TestNothingHostilePassesThrough runs every format over hostile text: no
// control character, nothing that is hidden or no UTF-8 reaches the output,
// and formats with a syntax of their own keep it.
func TestNothingHostilePassesThrough(t *testing.T) {
	for _, format := range Formats() {
		out := write(t, format.Name, Options{Infos: true, FailOn: diag.Info, Version: "1"}, hostile())
		if !utf8.ValidString(out) {
			t.Errorf("%s: no UTF-8: %q", format.Name, out)
		}
		for _, r := range out {
			if r != '\n' && (r < ' ' || (r >= 0x7f && r < 0xa0) || r == 0x202e || r == 0x2028 || r == 0xe0001) {
				t.Errorf("%s: %q passed through in %q", format.Name, r, out)
				break
			}
		}
		if err := wellFormed(format.Name, out); err != nil {
			t.Errorf("%s: %v in:\n%s", format.Name, err, out)
		}
	}
}

func wellFormed(format, out string) error {
	switch format {
	case "json", "sarif", "gitlab":
		if !json.Valid([]byte(out)) {
			return errors.New("no JSON")
		}
	case "junit", "checkstyle":
		d := xml.NewDecoder(strings.NewReader(out))
		for {
			if _, err := d.Token(); err == io.EOF {
				return nil
			} else if err != nil {
				return err
			}
		}
	case "github":
		for _, line := range strings.Split(strings.TrimSuffix(out, "\n"), "\n") {
			if strings.Count(line, "::") > 0 && !strings.HasPrefix(line, "::") {
				return errors.New("a command inside of text: " + line)
			}
		}
		if n := strings.Count(out, "\n::") + 1; n != 3 {
			return errors.New("not one line a finding")
		}
	}
	return nil
}

func TestSecretsAreNotHashed(t *testing.T) {
	file := source.New("f", "f", []byte("PASSWORD=abc  \tdef\n"))
	plain := LineHash(file.Span(0, 18))
	file.Conceal(9, 12)
	if LineHash(file.Span(0, 18)) == plain {
		t.Error("the hash is that of the secret")
	}
	if LineHash(file.Span(0, 5)) == LineHash(file.Span(0, 6)) || LineHash(source.Span{}) != LineHash(file.Span(0, 0)) {
		t.Error("the hash does not follow the text")
	}
}

func TestFingerprintsAreUniqueAndSurviveMovedLines(t *testing.T) {
	print := func(text string) []string {
		var p fingerprints
		var list []string
		f := source.New("./a/f", "f", []byte(text))
		for line := 1; line <= f.Lines(); line++ {
			if f.LineSpan(line).Text() != "" {
				list = append(list, p.of(fingerprint(&Finding{Diagnostic: diag.Diagnostic{Code: "r", Span: f.LineSpan(line)}, Hosts: []string{"h"}})))
			}
		}
		return list
	}
	a, b := print("x  y\nx y\nz"), print("\n\nx y\n\n x\ty\nz\n")
	if len(a) != 3 || len(b) != 3 {
		t.Fatal(a, b)
	}
	for i := range a {
		if a[i] != b[i] || a[i] == a[(i+1)%3] {
			t.Errorf("fingerprints %v and %v", a, b)
		}
	}
}
