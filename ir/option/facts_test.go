package option

import (
	"encoding/csv"
	"os"
	"strconv"
	"strings"
	"testing"
)

// facts reads a file of testdata: the first line is the heading. The files were
// derived once from the research that the table was written from, so that a
// slip of the pen in the table shows.
func facts(t *testing.T, name string, least int) []map[string]string {
	t.Helper()
	f, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil || len(lines) < least {
		t.Fatalf("%s: %d lines, %v", name, len(lines), err)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, cell := range line {
			row[lines[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}

func TestEveryKernelOptionHasARow(t *testing.T) {
	rows := facts(t, "kernel-options.csv", 56)
	for _, fact := range rows {
		row := Get(LookupKernel(fact["option"]))
		if row == nil {
			t.Errorf("option %q of the kernel has no row", fact["option"])
			continue
		}
		for what, got := range map[string]string{
			"module": yes(row.Module), "sysfs": yes(row.Sysfs), "iproute2": row.IPRoute, "netlink": row.Netlink, "needs": needs(row),
		} {
			if got != fact[what] {
				t.Errorf("%s: %s is %q, not %q", row.Kernel, what, got, fact[what])
			}
		}
		kernelLimits(t, row, fact)
	}
	if want := len(rows) + 1; len(Rows()) != want { // and balance-slb
		t.Errorf("%d rows, want %d", len(Rows()), want)
	}
}

// kernelLimits compares what the research does not know of every option.
func kernelLimits(t *testing.T, row *Row, fact map[string]string) {
	t.Helper()
	for what, got := range map[string]string{
		"min": itoa(row.Min), "max": itoa(row.Max), "accepted": numbers(row.Accepted), "since": row.Since, "values": values(row),
	} {
		if fact[what] != "" && got != fact[what] && row.Kind != None {
			t.Errorf("%s: %s is %q, not %q", row.Kernel, what, got, fact[what])
		}
	}
	effective := fact["effective"]
	if effective == "" {
		effective = fact["accepted"]
	}
	if effective != "" && row.Kind != None && numbers(row.Effective) != effective {
		t.Errorf("%s: effective in %q, not %q", row.Kernel, numbers(row.Effective), effective)
	}
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

func needs(row *Row) string {
	var list []string
	if row.NeedsDown {
		list = append(list, "down")
	}
	if row.NeedsEmpty {
		list = append(list, "empty")
	}
	return strings.Join(list, " ")
}

func numbers(s Modes) string {
	var list []string
	for _, m := range s.List() {
		list = append(list, strconv.Itoa(int(m)))
	}
	return strings.Join(list, " ")
}

func values(row *Row) string {
	var list []string
	for _, v := range row.Values {
		list = append(list, itoa(v.Number)+"="+v.Word)
	}
	return strings.Join(list, " ")
}

func TestEveryKeyIsTheDialects(t *testing.T) {
	columns := []struct {
		name string
		d    Dialect
	}{{"ifcfg", Ifcfg}, {"ifcfg-nm", IfcfgNM}, {"modprobe", Modprobe}, {"netplan", Netplan}, {"nm", NM}, {"networkd", Networkd}, {"ifupdown", Ifupdown}, {"cloudinit", CloudInit}, {"nmstate", Nmstate}, {"dracut", Dracut}}
	for _, fact := range facts(t, "dialect-keys.csv", 40) {
		id := LookupKernel(fact["option"])
		for _, c := range columns {
			want := fact[c.name]
			if id == ActivePort && c.d != Networkd {
				want = "" // run-time state: lint-rules.md A12
			}
			if got := Spell(id, c.d).Key; got != want {
				t.Errorf("%s: %s is called %q, not %q", c.d, fact["option"], got, want)
			}
		}
	}
}
