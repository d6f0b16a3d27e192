package nmcli

import (
	"strings"
	"testing"
	"time"

	"github.com/bondc/bondc/frontends/internal/readertest"
)

// TestHostile reads what could make a reader slow, deep or big.
func TestHostile(t *testing.T) {
	const add = "nmcli c a type bond ifname b "
	for name, text := range map[string]string{
		"nested ifs":     strings.Repeat("if ", 100_000),
		"brackets":       strings.Repeat("{ ", 150) + "nmcli c a type bond ifname b",
		"chain":          strings.Repeat("true && ", 8_000) + "true",
		"many profiles":  strings.Repeat("nmcli c a type ethernet ifname e\n", 2_000),
		"many changes":   add + "\n" + strings.Repeat("nmcli c m bond-b +ipv4.addresses 10.0.0.1/8 +bond.options miimon=1\n", 2_000),
		"long list":      add + "ipv4.dns " + strings.Repeat("1.1.1.1,", 8_000),
		"long variables": "A=" + strings.Repeat("x", 60_000) + "\nB=$A$A$A$A\n" + strings.Repeat("nmcli c a type bond ifname $B\n", 200),
		"doubling":       "A0=xxxxxxxx\n" + doubling(40) + "nmcli c a type bond ifname $A40\n",
		"functions":      strings.Repeat("f() { nmcli c a type bond; }\nif f; then f; fi\n", 1_000),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			script := file(text)
			Sniff(script)
			host, diags := readertest.One(Parse, script)
			if host == nil || len(diags) > 5_000 {
				t.Errorf("%d findings", len(diags))
			}
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("took %s", took)
			}
		})
	}
}

func doubling(n int) string {
	var b strings.Builder
	for i := range n {
		from, to := string(rune('a'+i%26))+strings.Repeat("_", i/26), string(rune('a'+(i+1)%26))+strings.Repeat("_", (i+1)/26)
		b.WriteString(to + "=$" + from + "$" + from + "\n")
	}
	return b.String()
}
