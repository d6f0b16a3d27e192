package report

import (
	"bufio"
	"io"
	"net/url"
	"path"
	"strings"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// sarifReport writes SARIF 2.1.0 (OASIS, with errata 01) while the run goes
// on: the results come first and the tool last, because its list of rules
// holds those that found something, in the order in which they did. The order
// of members means nothing in JSON.
type sarifReport struct {
	w       *bufio.Writer
	opt     Options
	rules   []string
	index   map[string]int
	comma   bool
	at, see cursor
	prints  fingerprints
	part    *part
}

func newSARIF(w io.Writer, opt Options) Reporter {
	return &sarifReport{w: bufio.NewWriter(w), opt: opt, index: map[string]int{}, part: newPart(opt)}
}

// The objects of the standard, as far as they are used; section numbers are
// those of the standard.
type (
	sarifResult struct { // 3.27
		RuleID       string            `json:"ruleId"`
		RuleIndex    int               `json:"ruleIndex"`
		Level        string            `json:"level"`
		Message      sarifMessage      `json:"message"`
		Locations    []sarifLocation   `json:"locations,omitempty"`
		Related      []sarifLocation   `json:"relatedLocations,omitempty"`
		Fingerprints map[string]string `json:"partialFingerprints"`
		Fixes        []sarifFix        `json:"fixes,omitempty"`
		Properties   sarifProperties   `json:"properties"`
	}
	sarifMessage struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifLocation struct { // 3.28
		ID       *int           `json:"id,omitempty"`
		Physical *sarifPhysical `json:"physicalLocation,omitempty"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
		Message  *sarifMessage  `json:"message,omitempty"`
	}
	sarifPhysical struct { // 3.29
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct { // 3.4
		URI  string `json:"uri"`
		Base string `json:"uriBaseId,omitempty"`
	}
	sarifRegion struct { // 3.30
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
	sarifLogical struct { // 3.33
		Name string `json:"name"`
		Full string `json:"fullyQualifiedName,omitempty"`
		Kind string `json:"kind"`
	}
	sarifFix struct { // 3.55
		Description sarifMessage  `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct { // 3.56
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct { // 3.57
		Deleted  sarifRegion   `json:"deletedRegion"`
		Inserted *sarifMessage `json:"insertedContent,omitempty"`
	}
	sarifProperties struct { // 3.8
		Hosts   []string `json:"hosts,omitempty"`
		Link    string   `json:"link,omitempty"`
		SafeFix *bool    `json:"safeFix,omitempty"`
		Shard   *mark    `json:"shard,omitempty"` // only in the report of a shard
	}
)

// Begin opens the log and its one run.
func (s *sarifReport) Begin() error {
	s.w.WriteString("{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\n \"version\":\"2.1.0\",\n \"runs\":[{\"columnKind\":\"unicodeCodePoints\",\n  \"results\":[")
	return s.w.Flush()
}

// Finding writes one result.
func (s *sarifReport) Finding(f Finding) error {
	key := fingerprint(&f)
	r := s.result(&f)
	r.Properties.Shard = s.part.mark(&f, key)
	return s.element(r, key)
}

// Claim keeps what the merge of shards may make a finding of.
func (s *sarifReport) Claim(f *Finding) { s.part.claim(f, f.Hosts[0]) }

// element writes a result, with what depends on those before it.
func (s *sarifReport) element(r sarifResult, key string) error {
	at, known := s.index[r.RuleID]
	if !known {
		at = len(s.rules)
		s.index[r.RuleID] = at
		s.rules = append(s.rules, r.RuleID)
	}
	r.RuleIndex = at
	r.Fingerprints = map[string]string{"bondc/v1": s.prints.of(key)}
	text, err := jsonText(r)
	if err != nil {
		return err
	}
	if s.comma {
		s.w.WriteString(",")
	}
	s.comma = true
	s.w.WriteString("\n   ")
	s.w.Write(text)
	return s.w.Flush()
}

// End writes the tool with its rules and closes the log.
func (s *sarifReport) End(sum Summary) error {
	s.w.WriteString("],\n  ")
	if rest := s.part.rest(sum); rest != nil {
		text, err := jsonText(rest)
		if err != nil {
			return err
		}
		s.w.WriteString("\"properties\":{\"shard\":")
		s.w.Write(text)
		s.w.WriteString("},\n  ")
	}
	text, err := jsonText(sarifDriver(s.rules, &s.opt))
	if err != nil {
		return err
	}
	s.w.WriteString("\"tool\":{\"driver\":")
	s.w.Write(text)
	s.w.WriteString("}}]}\n")
	return s.w.Flush()
}

func (s *sarifReport) result(f *Finding) sarifResult {
	r := sarifResult{
		RuleID: f.Code, Level: sarifLevel(f.Severity),
		Message:    sarifMessage{Text: sentences(f)},
		Properties: sarifProperties{Link: f.Link},
	}
	for _, host := range f.Hosts {
		if host != "" {
			r.Properties.Hosts = append(r.Properties.Hosts, host)
		}
	}
	location := sarifLocation{Physical: physical(&s.at, f.Span), Logical: logical(f)}
	if location.Physical != nil || location.Logical != nil {
		r.Locations = []sarifLocation{location}
	}
	for i, rel := range f.Related {
		r.Related = append(r.Related, sarifLocation{ID: &i, Physical: physical(&s.see, rel.Span), Message: &sarifMessage{Text: rel.Message}})
	}
	if f.Fix != nil && len(f.Fix.Edits) > 0 {
		r.Fixes = []sarifFix{{Description: sarifMessage{Text: f.Fix.Message + then(f.Fix.Effect)}, Changes: changes(f.Fix.Edits)}}
		r.Properties.SafeFix = &f.Fix.Safe
	}
	return r
}

// sentences returns message, detail and fix as paragraphs.
func sentences(f *Finding) string {
	parts := []string{upper(f.Message) + "."}
	if f.Detail != "" {
		parts = append(parts, f.Detail)
	}
	if f.Fix != nil {
		parts = append(parts, "Fix: "+f.Fix.Message+then(f.Fix.Effect)+".")
	}
	return strings.Join(parts, "\n\n")
}

// upper starts a sentence with a capital letter.
func upper(text string) string {
	if text != "" && text[0] >= 'a' && text[0] <= 'z' {
		return string(text[0]-'a'+'A') + text[1:]
	}
	return text
}

// sarifLevel returns the word of section 3.27.10.
func sarifLevel(s diag.Severity) string {
	if s == diag.Info {
		return "note"
	}
	return s.String()
}

func physical(c *cursor, s source.Span) *sarifPhysical {
	return physicalAt(placeOf(c, s))
}

func physicalAt(p place) *sarifPhysical {
	if !p.known() {
		return nil
	}
	return &sarifPhysical{artifact(p.File), &sarifRegion{p.Line, p.Column, p.EndLine, p.EndColumn}}
}

func logical(f *Finding) []sarifLogical {
	host := f.Hosts[0]
	switch {
	case f.Link != "" && host != "":
		return []sarifLogical{{f.Link, host + "/" + f.Link, "object"}}
	case f.Link != "":
		return []sarifLogical{{f.Link, "", "object"}}
	case host != "":
		return []sarifLogical{{host, "", "module"}}
	}
	return nil
}

// artifact returns a file as a URI: relative to the folder that bondc was
// started in, which is the root of the sources in CI.
func artifact(name string) sarifArtifact {
	name = path.Clean(name)
	if strings.HasPrefix(name, "/") {
		return sarifArtifact{URI: (&url.URL{Scheme: "file", Path: name}).String()}
	}
	return sarifArtifact{URI: (&url.URL{Path: name}).String(), Base: "%SRCROOT%"}
}

// changes groups edits by their file, in the order of the edits.
func changes(edits []diag.Edit) []sarifChange {
	var list []sarifChange
	var c cursor
	for _, e := range edits {
		p := placeOf(&c, e.File.Span(e.Start, e.End))
		if !p.known() {
			continue
		}
		if a := artifact(p.File); len(list) == 0 || list[len(list)-1].Artifact != a {
			list = append(list, sarifChange{Artifact: a})
		}
		r := sarifReplacement{Deleted: sarifRegion{p.Line, p.Column, p.EndLine, p.EndColumn}}
		if e.Text != "" {
			r.Inserted = &sarifMessage{Text: e.Text}
		}
		last := &list[len(list)-1]
		last.Replacements = append(last.Replacements, r)
	}
	return list
}

func (s *sarifReport) made(f *Finding, c *claim) element {
	r := s.result(f)
	r.Locations = nil
	if location := (sarifLocation{Physical: physicalAt(c.place), Logical: logical(f)}); location.Physical != nil || location.Logical != nil {
		r.Locations = []sarifLocation{location}
	}
	r.Properties.Shard = &mark{Key: fingerprintAt(f, c.File, c.Text)}
	return element{sarif: &r}
}

func (s *sarifReport) put(e element) error {
	key := e.sarif.Properties.Shard.Key
	e.sarif.Properties.Shard = nil
	return s.element(*e.sarif, key)
}
