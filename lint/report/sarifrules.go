package report

import (
	"strings"

	"github.com/bondc/bondc/docs"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
	"github.com/bondc/bondc/lint/rules"
)

const homepage = "https://github.com/bondc/bondc"

type (
	sarifTool struct { // 3.19
		Name    string      `json:"name"`
		Version string      `json:"semanticVersion,omitempty"`
		URL     string      `json:"informationUri"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct { // 3.49
		ID         string              `json:"id"`
		Short      sarifMessage        `json:"shortDescription"`
		Full       sarifMessage        `json:"fullDescription"`
		URL        string              `json:"helpUri"`
		Help       sarifMessage        `json:"help"`
		Default    sarifDefault        `json:"defaultConfiguration"`
		Properties sarifRuleProperties `json:"properties"`
	}
	sarifDefault struct {
		Level string `json:"level"`
	}
	sarifRuleProperties struct {
		Tags []string `json:"tags"`
	}
)

// sarifDriver describes bondc and the rules and codes of a list.
func sarifDriver(ids []string, version string) sarifTool {
	tool := sarifTool{Name: "bondc", Version: version, URL: homepage, Rules: []sarifRule{}}
	var all []lint.Rule
	for _, id := range ids {
		if code, ok := diag.CodeOf(id); ok {
			page, _ := docs.Code(id)
			tool.Rules = append(tool.Rules, ruleOf(id, code.Title, "files", page, code.Severity))
			continue
		}
		if all == nil {
			all = rules.All()
		}
		page, _ := rules.Page(id)
		r := lint.Find(all, id)
		if r == nil {
			r = &lint.Rule{ID: id, Title: id, Severity: diag.Warning}
		}
		tool.Rules = append(tool.Rules, ruleOf(id, r.Title, string(r.Category), page, r.Severity))
	}
	return tool
}

func ruleOf(id, title, category, page string, severity diag.Severity) sarifRule {
	r := sarifRule{
		ID: id, Short: sarifMessage{Text: upper(title) + "."}, URL: URL(id), Default: sarifDefault{sarifLevel(severity)},
		Properties: sarifRuleProperties{Tags: []string{"bonding", category}},
	}
	r.Full = sarifMessage{Text: firstSection(page)}
	if r.Full.Text == "" {
		r.Full.Text = r.Short.Text
	}
	r.Help = sarifMessage{Text: r.Full.Text + "\n\n" + r.URL, Markdown: page}
	if category == "" {
		r.Properties.Tags = r.Properties.Tags[:1]
	}
	return r
}

// firstSection returns the prose of the first section of a page, as one
// paragraph: what the rule reports, or what the code means.
func firstSection(page string) string {
	_, rest, _ := strings.Cut(page, "\n## ")
	_, body, _ := strings.Cut(rest, "\n")
	body, _, _ = strings.Cut(body, "\n## ")
	body, _, _ = strings.Cut(body, "```")
	return strings.Join(strings.Fields(body), " ")
}
