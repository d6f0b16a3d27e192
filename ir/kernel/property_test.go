package kernel

import (
	"math/rand"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// value makes a value that the option's row allows.
func value(r *rand.Rand, row *option.Row) string {
	switch row.Kind {
	case option.Enum, option.Bool:
		return row.Values[r.Intn(len(row.Values))].Word
	case option.Int:
		if row.Unit == option.Milliseconds {
			return strconv.Itoa([]int{0, 50, 100, 200, 250}[r.Intn(5)])
		}
		return strconv.FormatInt(row.Min+r.Int63n(min(row.Max-row.Min, 300)+1), 10)
	case option.IfName:
		return []string{"eth0", "eth1", "eth9"}[r.Intn(3)]
	case option.MAC:
		return []string{"02:00:00:00:00:01", "00:00:00:00:00:00"}[r.Intn(2)]
	case option.IPv4List:
		return []string{"10.0.0.1", "10.0.0.1,10.0.0.2", "10.0.0.3"}[r.Intn(3)]
	case option.IPv6List:
		return []string{"2001:db8::1", "2001:db8::2,fe80::1"}[r.Intn(2)]
	}
	return ""
}

// some makes a layer of settings, valid one by one.
func some(r *rand.Rand, p Path) Layer {
	var rows []*option.Row
	for i := range option.Rows() {
		if row := &option.Rows()[i]; row.Scope == option.Bond && row.Kernel != "balance-slb" {
			rows = append(rows, row)
		}
	}
	l := Layer{Path: p, AsWritten: r.Intn(2) == 0}
	for range r.Intn(9) {
		row := rows[r.Intn(len(rows))]
		l.Settings = append(l.Settings, ir.Setting{ID: row.ID, Key: row.Kernel, Value: value(r, row)})
	}
	return l
}

// TestAcceptedIsReportedBack is the property that the model stands for: what
// is taken without an event reads back unchanged.
func TestAcceptedIsReportedBack(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	accepted, created := 0, 0
	for range 40000 {
		layers := []Layer{some(r, Path(1+r.Intn(3)))}
		if layers[0].Path == Module {
			layers = append(layers, some(r, Path(2+r.Intn(2))))
		}
		result := Simulate(target.Target{}, layers, []string{"eth0", "eth1"})
		if !result.Created {
			if result.State != (State{}) {
				t.Fatalf("no bond, but a state: %+v", layers)
			}
			if !slices.ContainsFunc(result.Events, func(e Event) bool { return e.Kind == Refused || e.Kind == LoadFailed }) {
				t.Fatalf("no bond and no reason: %+v", layers)
			}
			continue
		}
		created++
		for _, l := range layers {
			for i := range l.Settings {
				s := &l.Settings[i]
				// Of two that say the same, the later stands for both.
				if slices.ContainsFunc(result.Events, func(e Event) bool {
					return e.Kind != Inert && e.Setting != nil && home(target.Target{}, e.Setting.ID) == home(target.Target{}, s.ID) && e.Setting.Value == s.Value
				}) {
					continue
				}
				accepted++
				if got := result.State[s.ID]; got != s.Value && !holds(got, s) {
					t.Fatalf("%s=%s by %s reads %q, and no event says why\nlayers %+v\nevents %s", s.Key, s.Value, l.Path, got, layers, spell(result.Events))
				}
			}
		}
		for _, id := range result.Files {
			row := option.Get(id)
			if v := result.State[id]; option.Check(id, v).Kind != option.NoProblem && (v != "" || !lacpOnly(id)) {
				t.Fatalf("%s reads %q, which it cannot", row.Kernel, v)
			}
		}
	}
	if accepted < 40000 || created < 10000 {
		t.Errorf("only %d settings were taken, %d bonds created: the test says nothing", accepted, created)
	}
}

// holds reports whether a list has the targets of a setting: sysfs adds.
func holds(list string, s *ir.Setting) bool {
	have := strings.Split(list, ",")
	for _, item := range strings.Split(s.Value, ",") {
		if !slices.Contains(have, item) || !isList(option.Get(s.ID)) {
			return false
		}
	}
	return true
}

func FuzzSimulate(f *testing.F) {
	f.Add("mode=1 miimon=100 updelay=250 primary=eth0", byte(2), byte(1), "6.1", "eth0")
	f.Add("mode=4 arp_interval=100 arp_ip_target=10.0.0.1,0.0.0.0", byte(1), byte(3), "", "eth1")
	f.Add("miimon=2147483647 updelay=2147483647 miimon=1", byte(2), byte(2), "2.6", "")
	f.Add("slaves=+eth0 mii_status=up queue_id=eth0:1 max_bonds=x", byte(2), byte(0), "7.2", "lo")
	f.Fuzz(func(t *testing.T, text string, path, second byte, version, port string) {
		v, _ := target.ParseVersion(version)
		p := Path(1 + path%3)
		layers := []Layer{
			{Path: p, Settings: settings(p, text), AsWritten: second&1 != 0},
			{Path: Path(1 + second%3), Settings: settings(p, text), Live: second&2 != 0},
			{Path: Path(1 + second%3), Settings: settings(p, text), Port: port},
		}
		r := Simulate(target.Target{Kernel: v}, layers, []string{port, "eth0"})
		for _, e := range r.Events {
			if e.Why == "" || e.Kind == 0 || e.Cause == 0 {
				t.Errorf("an event without kind, reason or cause: %+v", e)
			}
		}
		// The path of a layer has nothing to do with whose text it is.
		Simulate(target.Target{Kernel: v}, []Layer{{Path: Path(second % 5), Settings: settings(p, text)}}, nil)
	})
}
