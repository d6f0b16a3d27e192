package hcl

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// TestHostileTextIsBounded reads texts that would overflow the stack, fill the
// memory or never end, and wants one clear finding, soon.
func TestHostileTextIsBounded(t *testing.T) {
	nest := func(open, inner, end string, n int) string {
		return "locals {\n a = " + strings.Repeat(open, n) + inner + strings.Repeat(end, n) + "\n}\n"
	}
	doubling := func(first, next string) string {
		var b strings.Builder
		fmt.Fprintf(&b, "locals {\n l0 = %s\n", first)
		for i := range 40 {
			fmt.Fprintf(&b, " l%d = %s\n", i+1, strings.ReplaceAll(next, "@", fmt.Sprintf("local.l%d", i)))
		}
		return b.String() + "}\n"
	}
	for name, test := range map[string]struct{ text, want string }{
		"parentheses behind comments": {nest("(\n#)\n", "1", ")", 100_000), "nested deeper"},
		"not not not":                 {nest("!", "true", "", 500_000), "operators"},
		"minus signs":                 {nest("-", "1", "", 500_000), "operators"},
		"sum":                         {nest("1+", "1", "", 300_000), "operators"},
		"sum in lines":                {nest("1+\n", "1", "", 500_000), ""},
		"sum in for":                  {"locals {\n a = {for k in []: k => \n" + strings.Repeat("1+\n", 200_000) + "1}\n}\n", "operators"},
		"conditions":                  {nest("true ? 1 : ", "1", "", 200_000), "operators"},
		"indexes":                     {"locals {\n b = [0]\n a = local.b" + strings.Repeat("[local.b]", 150_000) + "\n}\n", "operators"},
		"directives":                  {"locals {\n a = \"" + strings.Repeat("%{if true}", 150_000) + "\"\n}\n", "operators"},
		"interpolations":              {nest("\"${", "1", "}\"", 100_000), ""},
		"blocks":                      {strings.Repeat("a {\n#}\n", 150_000), "nested deeper"},
		"many tokens":                 {"locals {\n a = [" + strings.Repeat("1,", 2_000_000) + "]\n}\n", "words and signs"},
		"long number":                 {nest("1", "1", "", 3_000_000), "too long"},
		"large number":                {"locals { a = 1e99999999 }", "too long or too large"},
		"large text number":           {"locals { a = \"1e99999999\" * 2 }", "too long or too large"},
		"growing number":              {doubling("1e300", "@ * @"), "too large"},
		"shrinking number":            {doubling("1e-300", "@ * @"), "too small"},
		"modulo":                      {"locals { a = pow(10, 999999) % 7 }", ""},
		"string doubling":             {doubling(`"xxxxxxxx"`, `"${@}${@}"`), "1048576 bytes"},
		"list doubling":               {doubling(`["x"]`, `[@, @]`), "100000 elements"},
		"object doubling":             {doubling(`{ a = 1 }`, `{ a = @, b = @ }`), "100000 elements"},
		"concat doubling":             {doubling(`["x"]`, `concat(@, @)`), "100000 elements"},
		"flatten":                     {doubling(`["x"]`, `flatten([@, @])`), "100000 elements"},
		"join doubling":               {doubling(`"xxxx"`, `join(@, [@, @, @])`), "1048576 bytes"},
		"replace doubling":            {doubling(`"xxxx"`, `replace(@, "x", "xx")`), "1048576 bytes"},
		"format doubling":             {doubling(`"xxxx"`, `format("%s%s", @, @)`), "1048576 bytes"},
		"format width":                {`locals { a = format("%999999999s", "x") }`, "width and precision"},
		"format precision":            {`locals { a = format("%.999999999f", 1) }`, "width and precision"},
		"format index":                {"locals {\n a = format(\"" + strings.Repeat("%[1]s", 1_000) + "\", \"" + strings.Repeat("x", 100_000) + "\")\n}\n", "longer than"},
		"formatlist":                  {"locals {\n a = formatlist(\"" + strings.Repeat("%[1]s", 1_000) + "\", \"" + strings.Repeat("x", 10_000) + "\", range(1000))\n}\n", "longer than"},
		"indent":                      {`locals { a = indent(999999999, "x\ny") }`, "spaces"},
		"range":                       {"locals { a = range(1000000000) }", "more than 1024 values"},
		"setproduct":                  {"locals { a = setproduct(range(1000), range(1000), range(1000)) }", "elements"},
		"distinct":                    {"locals { a = distinct(concat(range(1000), range(1000), range(1000))) }", "at most"},
		"for in for":                  {"locals {\n r = range(1024)\n a = [for a in local.r : [for b in local.r : [for c in local.r : 1]]]\n}\n", "steps and bytes"},
		"for in for, nothing kept":    {"locals {\n r = range(1024)\n a = [for a in local.r : 1 if length([for b in local.r : [for c in local.r : 1 if false]]) == 0]\n}\n", "steps and bytes"},
		"four for":                    {"locals {\n r = []\n a = [for a in local.r : [for b in local.r : [for c in local.r : [for d in local.r : 1]]]]\n}\n", "at most 3"},
		"comparing in for":            {"locals {\n r = range(1024)\n b = setproduct(local.r, range(20))\n a = [for a in local.b : local.b == local.b]\n}\n", "steps and bytes"},
		"contains in for":             {"locals {\n r = range(1024)\n b = setproduct(local.r, range(20))\n a = [for a in local.b : contains(local.b, a)]\n}\n", "steps and bytes"},
		"try hides it":                {"locals {\n r = range(1024)\n a = try([for a in local.r : [for b in local.r : [for c in local.r : 1]]], 1)\n}\n", "steps and bytes"},
		"errors in for":               {"locals {\n r = range(1024)\n a = [for a in local.r : [for b in local.r : [for c in local.r : upper()]]]\n}\n", "not enough"},
		"splat":                       {"locals {\n r = range(1024)\n p = setproduct(local.r, range(20))\n a = [for a in local.r : local.p[*][0]]\n}\n", "steps and bytes"},
		"parse of digits":             {"locals {\n a = tonumber(\"" + strings.Repeat("9", 1_000_000) + "\")\n}\n", "too long"},
		"parseint of digits":          {"locals {\n a = parseint(\"" + strings.Repeat("9", 1_000_000) + "\", 10)\n}\n", "too long"},
		"reversed number":             {"locals {\n a = strrev(\"99999999e1\") + 0\n}\n", "too long or too large"},
		"hosts":                       {"host \"a\" {\n for_each = { for p in setproduct(range(1000), range(300)) : join(\"-\", p) => 1 }\n}\n", "elements"},
		"joined for":                  {"locals {\n s = \"" + strings.Repeat("x", 1000) + "\"\n a = \"%{for a in range(1024)}%{for b in range(1024)}${local.s}%{endfor}%{endfor}\"\n}\n", "bytes"},
		"signs in a string":           {"locals {\n a = \"" + strings.Repeat("%x", 400_000) + "\"\n}\n", "lines and signs"},
		"lines in a string":           {"locals {\n a = <<E\n" + strings.Repeat("x\n", 200_000) + "E\n}\n", "lines and signs"},
		"long string":                 {"locals {\n a = \"" + strings.Repeat("x", 3_000_000) + "\"\n}\n", "bytes"},
		"infinity":                    {"locals {\n a = tonumber(\"inf\") - tonumber(\"inf\")\n}\n", ""},
		"division":                    {"locals {\n a = 0 / 0\n b = 1 / 0\n}\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			found := diag.List{}
			f := source.New("x.bondc.hcl", "x.bondc.hcl", []byte(test.text))
			if f.Fatal() && test.want != "" {
				t.Fatalf("the scan refuses it: %v", f.Flaws[0].Kind)
			}
			for _, diags := range Parse([]*source.File{f}, ir.ReadOptions{}) {
				found = append(found, diags...)
			}
			runtime.ReadMemStats(&after)
			if spent := time.Since(start); spent > 10*time.Second {
				t.Errorf("it took %v", spent)
			}
			if got := (after.TotalAlloc - before.TotalAlloc) >> 20; got > 2_000 {
				t.Errorf("%d MiB were allocated", got)
			}
			all := ""
			for _, d := range found {
				all += d.Message + " " + d.Detail + "\n"
			}
			if !strings.Contains(all, test.want) || (test.want != "" && len(found) > 2*maxFindings) {
				t.Errorf("%d findings, none says %q:\n%.600s", len(found), test.want, all)
			}
			t.Logf("%v, %d MiB, %d findings: %.200s", time.Since(start).Round(time.Millisecond), (after.TotalAlloc-before.TotalAlloc)>>20, len(found), all)
		})
	}
}

// TestHostsAreCounted describes more hosts than a file may.
func TestHostsAreCounted(t *testing.T) {
	text := "locals {\n a = { for i, p in setproduct(range(200), range(150)) : i => 1 }\n}\n"
	for i := range 7 {
		text += fmt.Sprintf("host \"h%d\" {\n for_each = local.a\n}\n", i)
	}
	f := source.New("x.bondc.hcl", "x.bondc.hcl", []byte(text))
	hosts, found := 0, diag.List{}
	for _, diags := range Parse([]*source.File{f}, ir.ReadOptions{}) {
		hosts++
		found = append(found, diags...)
	}
	if hosts != 180_000+1 || len(found) != 1 || !strings.Contains(found[0].Message, "more than 200000 hosts") {
		t.Errorf("%d hosts, %v", hosts, found)
	}
}
