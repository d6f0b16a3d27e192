package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/lint"
	"github.com/bondc/bondc/lint/rules"
)

// sarifSchema compiles the official schema.
func sarifSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	const name = "testdata/schema/sarif-2.1.0-rtm.5.json"
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	doc, err := jsonschema.UnmarshalJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(name, doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func validate(schema *jsonschema.Schema, text string) error {
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		return err
	}
	return schema.Validate(doc)
}

// about tells about the rules as bondc does.
func about(code string) (About, bool) {
	r := lint.Find(rules.All(), code)
	if r == nil {
		return About{}, false
	}
	page, _ := rules.Page(code)
	return About{r.Title, string(r.Category), r.Severity, page}, true
}

// everyCode is a run with a finding of each rule, and one of a code that nothing is known about.
func everyCode() []HostResult {
	file := source.New("a b/ü%:1", "x", []byte("x\n"))
	result := HostResult{Name: "h", Files: []string{file.Name}}
	for _, r := range rules.All() {
		result.Findings.Add(diag.Diagnostic{Code: r.ID, Severity: r.Severity, Message: "m", Span: file.Span(0, 1)})
	}
	result.Findings.Add(diag.Diagnostic{Code: "no-such-rule", Severity: diag.Error, Message: "m"})
	return []HostResult{result}
}

func TestSARIFIsValid(t *testing.T) {
	schema := sarifSchema(t)
	for name, results := range map[string][]HostResult{"sample": sample(), "hostile": hostile(), "every code": everyCode(), "nothing": nil} {
		if err := validate(schema, write(t, "sarif", Options{Version: "1.2.3", About: about}, results)); err != nil {
			t.Errorf("%s: %#v", name, err)
		}
	}
	broken := strings.Replace(write(t, "sarif", Options{}, sample()), `"level":"error"`, `"level":"fatal"`, 1)
	if validate(schema, broken) == nil {
		t.Error("the schema takes a level that there is not: the test checks nothing")
	}
}

type sarifLog struct {
	Runs []struct {
		Tool struct {
			Driver sarifTool `json:"driver"`
		} `json:"tool"`
		Results []json.RawMessage `json:"results"`
	} `json:"runs"`
}

func TestSARIFTellsAboutEveryRule(t *testing.T) {
	var log sarifLog
	if err := json.Unmarshal([]byte(write(t, "sarif", Options{About: about}, everyCode())), &log); err != nil {
		t.Fatal(err)
	}
	list := log.Runs[0].Tool.Driver.Rules
	if want := len(rules.All()) + 1; len(list) != want {
		t.Fatalf("%d rules, want %d", len(list), want)
	}
	for _, r := range list[:len(list)-1] {
		if r.URL != URL(r.ID) || !strings.HasPrefix(r.Help.Markdown, "# `"+r.ID+"`") || r.Full.Text == r.Short.Text ||
			!strings.Contains(r.Help.Text, r.Full.Text) || strings.Contains(r.Full.Text, "```") {
			t.Errorf("%s: %+v", r.ID, r)
		}
	}
	for i, raw := range log.Runs[0].Results {
		var r sarifResult
		if err := json.Unmarshal(raw, &r); err != nil || r.RuleIndex != i || list[r.RuleIndex].ID != r.RuleID {
			t.Errorf("result %d names rule %d: %v", i, r.RuleIndex, err)
		}
	}
}

func TestSARIFResults(t *testing.T) {
	var log sarifLog
	if err := json.Unmarshal([]byte(write(t, "sarif", Options{}, sample())), &log); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	for _, raw := range log.Runs[0].Results {
		if err := json.Indent(&b, raw, "", "  "); err != nil {
			t.Fatal(err)
		}
		b.WriteString("\n")
	}
	golden(t, "sarif-results.txt", b.String())
}

// TestSARIFEditsAreTheEdits wants lines and columns to lead to the offsets that
// they were made from, whatever the width of the characters.
func TestSARIFEditsAreTheEdits(t *testing.T) {
	file := source.New("f", "f", []byte("a ä€😀 b\r\nc\n"))
	for from := range file.Raw {
		c := changes([]diag.Edit{{File: file, Start: from, End: len(file.Raw)}})
		if len(c) != 1 || len(c[0].Replacements) != 1 {
			t.Fatalf("%d: %v", from, c)
		}
		if r := c[0].Replacements[0].Deleted; file.Raw[from] != '\n' && file.Offset(r.StartLine, r.StartColumn) != from {
			t.Errorf("offset %d became %d:%d", from, r.StartLine, r.StartColumn)
		}
	}
}

func TestArtifactsAreURIs(t *testing.T) {
	for name, want := range map[string]string{
		"a/b": "a/b", "./a": "a", "../a": "../a", "/etc/x": "file:///etc/x", "a:b": "./a:b", "a b%\xff": "a%20b%25%FF", "-": "-",
	} {
		if got := artifact(name).URI; got != want {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
	}
	if fmt.Sprint(artifact("a").Base, artifact("/a").Base) != "%SRCROOT%" {
		t.Error("only relative paths have a base")
	}
}
