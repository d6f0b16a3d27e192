package bondc

import (
	"strings"
	"testing"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint/rules"
)

func TestAboutKnowsEveryRuleAndCode(t *testing.T) {
	var all []string
	for _, r := range rules.All() {
		all = append(all, r.ID)
	}
	for _, c := range diag.Codes() {
		all = append(all, c.Slug)
	}
	for _, id := range all {
		a, ok := About(id)
		if !ok || a.Title == "" || a.Category == "" || a.Severity == 0 || !strings.HasPrefix(a.Page, "# `"+id+"`") {
			t.Errorf("%s: %v, %q, %q", id, ok, a.Title, a.Category)
		}
	}
	if _, ok := About("no-such-rule"); ok {
		t.Error("an unknown rule is known")
	}
}
