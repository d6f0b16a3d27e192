package report

import (
	"strings"

	"github.com/bondc/bondc/ir/diag"
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

// About is what a format can tell about a rule or code.
type About struct {
	// Title states the problem in one line, without a full stop.
	Title string
	// Category is the group that lists show it in.
	Category string
	Severity diag.Severity
	// Page is its page, as Markdown.
	Page string
}

// sarifDriver describes bondc and the rules and codes of a list.
func sarifDriver(ids []string, opt *Options) sarifTool {
	tool := sarifTool{Name: "bondc", Version: opt.Version, URL: homepage, Rules: []sarifRule{}}
	for _, id := range ids {
		about := About{Title: id, Severity: diag.Warning}
		if opt.About != nil {
			if known, ok := opt.About(id); ok {
				about = known
			}
		}
		tool.Rules = append(tool.Rules, ruleOf(id, about))
	}
	return tool
}

func ruleOf(id string, about About) sarifRule {
	r := sarifRule{
		ID: id, Short: sarifMessage{Text: upper(about.Title) + "."}, URL: URL(id),
		Default: sarifDefault{sarifLevel(about.Severity)}, Properties: sarifRuleProperties{Tags: []string{"bonding"}},
	}
	r.Full = sarifMessage{Text: firstSection(about.Page)}
	if r.Full.Text == "" {
		r.Full = r.Short
	}
	r.Help = sarifMessage{Text: r.Full.Text + "\n\n" + r.URL, Markdown: about.Page}
	if about.Category != "" {
		r.Properties.Tags = append(r.Properties.Tags, about.Category)
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
