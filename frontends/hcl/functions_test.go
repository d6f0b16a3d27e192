package hcl

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/source"
)

// TestFunctions evaluates one expression per function, as the zone of a link.
func TestFunctions(t *testing.T) {
	called := map[string]bool{}
	for _, test := range []struct{ expr, want string }{
		{`abs(-3)`, "3"},
		{`ceil(1.2)`, "2"},
		{`floor(1.8)`, "1"},
		{`log(8, 2)`, "3"},
		{`max(1, 5, 3)`, "5"},
		{`min(4, 2)`, "2"},
		{`parseint("ff", 16)`, "255"},
		{`pow(2, 10)`, "1024"},
		{`signum(-7)`, "-1"},
		{`chomp("a\n")`, "a"},
		{`endswith("bond0", "0")`, "true"},
		{`format("%s-%03d", "rack", 7)`, "rack-007"},
		{`join(",", formatlist("eth%d", range(2)))`, "eth0,eth1"},
		{`indent(2, "a\nb")`, "a\n  b"},
		{`lower("ABC")`, "abc"},
		{`replace("a.b.c", ".", "-")`, "a-b-c"},
		{`replace("abc", "", "-")`, "-a-b-c-"},
		{`split(",", "a,b")[1]`, "b"},
		{`startswith("bond0", "bond")`, "true"},
		{`strlen("bond0")`, "5"},
		{`strrev("abc")`, "cba"},
		{`substr("bond0", 0, 4)`, "bond"},
		{`title("ab cd")`, "Ab Cd"},
		{`trim("--a--", "-")`, "a"},
		{`trimprefix("bond0", "bond")`, "0"},
		{`trimspace(" a ")`, "a"},
		{`trimsuffix("a.example.org", ".example.org")`, "a"},
		{`upper("abc")`, "ABC"},
		{`length(chunklist([1, 2, 3], 2))`, "2"},
		{`coalesce(null, "a")`, "a"},
		{`coalescelist([], ["a"])[0]`, "a"},
		{`join("", compact(["a", "", "b"]))`, "ab"},
		{`join("", concat(["a"], ["b"]))`, "ab"},
		{`contains(["a"], "a")`, "true"},
		{`join("", distinct(["a", "b", "a"]))`, "ab"},
		{`element(["a", "b"], 3)`, "b"},
		{`join("", flatten([["a"], [["b"]]]))`, "ab"},
		{`join("", keys({ b = 1, a = 2 }))`, "ab"},
		{`lookup({ a = "1" }, "b", "none")`, "none"},
		{`merge({ a = 1 }, { a = 2 }).a`, "2"},
		{`join("", reverse(["a", "b"]))`, "ba"},
		{`join("", setintersection(["a", "b"], ["b"]))`, "b"},
		{`length(setproduct(["a", "b"], [1, 2, 3]))`, "6"},
		{`join("", setsubtract(["a", "b"], ["b"]))`, "a"},
		{`join("", setsymmetricdifference(["a", "b"], ["b", "c"]))`, "ac"},
		{`join("", setunion(["a"], ["b"]))`, "ab"},
		{`join("", slice(["a", "b", "c"], 1, 2))`, "b"},
		{`join("", sort(["b", "a"]))`, "ab"},
		{`join("", values({ b = "1", a = "2" }))`, "21"},
		{`zipmap(["a"], ["x"]).a`, "x"},
		{`can(upper())`, "false"},
		{`tobool("true")`, "true"},
		{`join("", tolist(["a"]))`, "a"},
		{`tomap({ a = "x" })["a"]`, "x"},
		{`tonumber("12") + 1`, "13"},
		{`join("", toset(["b", "a", "b"]))`, "ab"},
		{`tostring(12)`, "12"},
		{`try({}.a, "none")`, "none"},
		{`cidrhost("192.168.1.7/24", 1)`, "192.168.1.1"},
		{`cidrhost("192.168.1.0/24", -1)`, "192.168.1.255"},
		{`cidrhost("2001:db8::/64", 256)`, "2001:db8::100"},
		{`cidraddress("10.1.0.0/16", 258)`, "10.1.1.2/16"},
		{`cidrnetmask("10.0.0.0/9")`, "255.128.0.0"},
		{`cidrprefix("10.0.0.0/9")`, "9"},
		{`cidrsubnet("10.0.0.0/8", 8, 5)`, "10.5.0.0/16"},
		{`cidrsubnet("2001:db8::/32", 32, 1)`, "2001:db8:0:1::/64"},
		{`join(" ", cidrsubnets("10.0.0.0/16", 8, 4, 8))`, "10.0.0.0/24 10.0.16.0/20 10.0.32.0/24"},
		{`length(cidrsubnets("10.0.0.0/16"))`, "0"},
	} {
		called[test.expr[:strings.IndexByte(test.expr, '(')]] = true
		for _, word := range strings.FieldsFunc(test.expr, func(r rune) bool { return r < 'a' || r > 'z' }) {
			called[word] = true
		}
		host, diags := evaluateZone(t, test.expr)
		if got := host.Links[0].Zone.Value; got != test.want || len(diags) > 0 {
			t.Errorf("%s is %q, want %q %v", test.expr, got, test.want, diags)
		}
	}
	for name := range functions() {
		if !called[name] {
			t.Errorf("%s has no test", name)
		}
	}
}

// TestFunctionErrors wants a finding that says what is wrong.
func TestFunctionErrors(t *testing.T) {
	for expr, want := range map[string]string{
		`cidrhost("192.168.1.0/24", 256)`:        "192.168.1.0/24 has 256 addresses",
		`cidrhost("192.168.1.0/24", -257)`:       "192.168.1.0/24 has 256 addresses",
		`cidrhost("192.168.1.0", 1)`:             "must be an address and a length",
		`cidrhost("192.168.1.0/24", 1.5)`:        "must be a whole number",
		`cidrnetmask("2001:db8::/64")`:           "only IPv4 has netmasks",
		`cidrsubnet("10.0.0.0/8", 25, 0)`:        "can grow by 0 to 24 bits",
		`cidrsubnet("10.0.0.0/8", -1, 0)`:        "can grow by 0 to 24 bits",
		`cidrsubnet("10.0.0.0/8", 1, 2)`:         "10.0.0.0/8 has 2 networks of length 9",
		`cidrsubnets("10.0.0.0/30", 1, 1, 1)`:    "has no room left for a network of length 31",
		`cidrsubnets("10.0.0.0/30", 3)`:          "cannot grow by 3 bits",
		`file("/etc/passwd")`:                    "no function named \"file\"",
		`env("HOME")`:                            "no function named \"env\"",
		`timestamp()`:                            "no function named \"timestamp\"",
		`regex("a", "a")`:                        "no function named \"regex\"",
		`replace("aaaa", "a", upper(true, 1))`:   "too many function arguments",
		`format("%1001s", "a")`:                  "width and precision",
		`join("${format("%1000s", "")}", ["a"])`: "",
	} {
		_, diags := evaluateZone(t, expr)
		if want == "" {
			if len(diags) > 0 {
				t.Errorf("%s: %v", expr, diags)
			}
			continue
		}
		if len(diags) != 1 || !strings.Contains(diags[0], want) {
			t.Errorf("%s says %q, want %q", expr, diags, want)
		}
	}
}

func evaluateZone(t *testing.T, expr string) (*ir.Host, []string) {
	t.Helper()
	text := fmt.Sprintf("ethernet \"eth0\" {\n  zone = %s\n}\n", expr)
	f := source.New("x.bondc.hcl", "x.bondc.hcl", []byte(text))
	for host, diags := range Parse([]*source.File{f}, ir.ReadOptions{}) {
		var lines []string
		for _, d := range diags {
			lines = append(lines, d.Message+" "+d.Detail)
		}
		return host, lines
	}
	t.Fatal("no host")
	return nil, nil
}
