package hcl

import (
	"bytes"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	reader "github.com/bondc/bondc/frontends/hcl"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// emit writes a host and wants the file in its final layout, and the same
// bytes twice.
func emit(t *testing.T, h *ir.Host) (string, diag.List) {
	t.Helper()
	out, losses := Emit(h, target.Target{})
	if len(out.Files) != 1 || out.Files[0].Path != "host.bondc.hcl" || out.Files[0].Mode != 0o644 {
		t.Fatalf("files: %v", out.Files)
	}
	text := out.Files[0].Data
	if again, _ := Emit(h, target.Target{}); !bytes.Equal(again.Files[0].Data, text) {
		t.Error("it prints differently the second time")
	}
	if formatted, diags := reader.Format(source.New(path, path, text)); !bytes.Equal(formatted, text) {
		t.Errorf("fmt changes it: %v\n%s", diags, cmp.Diff(string(text), string(formatted)))
	}
	return string(text), losses
}

// readBack reads one host.
func readBack(t *testing.T, text, name string) *ir.Host {
	t.Helper()
	var hosts []*ir.Host
	for h, diags := range reader.Parse([]*source.File{source.New(path, path, []byte(text))}, ir.ReadOptions{Host: name}) {
		for _, d := range diags {
			t.Errorf("line %d: %s", d.Span.Line(), d.Message)
		}
		hosts = append(hosts, h)
	}
	if len(hosts) != 1 {
		t.Fatalf("%d hosts in\n%s", len(hosts), text)
	}
	return hosts[0]
}

// model is the JSON without what a dialect cannot keep: the names of dialects
// and the residue.
func model(h *ir.Host) ir.HostJSON {
	j := h.JSON()
	j.Dialects, j.Residue = nil, nil
	return j
}

// TestReaderStories writes every host that the stories of the reader describe
// and reads it back as the same model.
func TestReaderStories(t *testing.T) {
	paths, err := filepath.Glob("../../frontends/hcl/testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	count := 0
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if !reader.Claims(f.Name) {
				continue
			}
			file := source.New(f.Name, f.Name, f.Data)
			for h, diags := range reader.Parse([]*source.File{file}, ir.ReadOptions{Host: "file"}) {
				if diags.Has(diag.Error) {
					continue
				}
				count++
				text, _ := emit(t, h)
				if diff := cmp.Diff(model(h), model(readBack(t, text, "file"))); diff != "" {
					t.Errorf("%s: %s: %s\n%s", path, f.Name, diff, text)
				}
			}
		}
	}
	if count < 5 {
		t.Errorf("only %d hosts", count)
	}
}

// TestStories compares what is written for the inputs in testdata. UPDATE=1
// rewrites the expectations.
func TestStories(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		inputs := &txtar.Archive{Comment: archive.Comment}
		want := map[string]string{}
		var got []txtar.File
		for _, f := range archive.Files {
			if strings.HasPrefix(f.Name, "want") {
				want[f.Name] = string(f.Data)
				continue
			}
			inputs.Files = append(inputs.Files, f)
			file := source.New(f.Name, f.Name, f.Data)
			for h := range reader.Parse([]*source.File{file}, ir.ReadOptions{}) {
				text, losses := emit(t, h)
				got = append(got, txtar.File{Name: "want/" + h.Name + "/host.bondc.hcl", Data: []byte(text)})
				if len(losses) > 0 {
					got = append(got, txtar.File{Name: "want/" + h.Name + "/diag", Data: []byte(lines(losses))})
				}
			}
		}
		if os.Getenv("UPDATE") != "" {
			inputs.Files = append(inputs.Files, got...)
			if err := os.WriteFile(path, txtar.Format(inputs), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		for _, f := range got {
			if diff := cmp.Diff(want[f.Name], string(f.Data)); diff != "" {
				t.Errorf("%s: %s (-want +got):\n%s", path, f.Name, diff)
			}
			delete(want, f.Name)
		}
		for name := range want {
			t.Errorf("%s: nothing makes %s", path, name)
		}
	}
}

func lines(list diag.List) string {
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintf(&b, "%s %s: %s: %s (%s %s %q)\n", d.Severity, d.Code, d.Link, d.Message, d.Loss.Class, d.Loss.What, d.Loss.Item)
	}
	return b.String()
}

// fill sets every field of a struct that is an Opt, to a value made of n.
func fill(v reflect.Value, n *int) {
	if v.Kind() != reflect.Struct {
		return
	}
	if set := v.FieldByName("Set"); set.IsValid() && v.FieldByName("Value").IsValid() && v.NumField() == 3 {
		*n++
		set.SetBool(true)
		switch value := v.FieldByName("Value"); value.Kind() {
		case reflect.Bool:
			value.SetBool(*n%2 == 0)
		case reflect.Int:
			value.SetInt(int64(*n))
		case reflect.String:
			value.SetString(fmt.Sprintf("word %d", *n))
		case reflect.Uint8:
			value.SetUint(3)
		}
		return
	}
	for i := range v.NumField() {
		if v.Field(i).CanSet() {
			fill(v.Field(i), n)
		}
	}
}

// everything returns a host in which every field of the model is set.
func everything() *ir.Host {
	n := 0
	fill4 := func(l *ir.Link) *ir.Link {
		fill(reflect.ValueOf(l).Elem(), &n)
		l.Activation = ir.Opt[ir.Activation]{Value: ir.Manual, Set: true}
		l.MAC.Value, l.Match.PermanentMAC.Value = "02:00:00:00:00:01", "02:00:00:00:00:02"
		l.IPv4.Method.Value, l.IPv6.Method.Value = ir.MethodShared, ir.MethodIgnore
		l.Addresses = []ir.Address{
			{Prefix: netip.MustParsePrefix("10.0.0.1/8")},
			{Prefix: netip.MustParsePrefix("10.0.0.2/8"), Label: l.Name + ":1", Lifetime: "forever"},
			{Prefix: netip.MustParsePrefix("2001:db8::1/64"), Lifetime: "0"},
		}
		l.DNS = ir.DNS{
			Servers: []ir.DNSServer{{Addr: netip.MustParseAddr("10.0.0.3")}, {Addr: netip.MustParseAddr("fe80::3%eth0")}},
			Search:  []ir.Search{{Domain: "example.org"}},
		}
		full := ir.Route{To: netip.MustParsePrefix("10.0.0.0/8"), Family: 4, Via: netip.MustParseAddr("10.0.0.1"),
			Source: netip.MustParseAddr("10.0.0.2"), Scope: "link", Type: "blackhole"}
		fill(reflect.ValueOf(&full).Elem(), &n)
		l.Routes = []ir.Route{full, {Default: true, Family: 6}, {Default: true, Family: 4},
			{Default: true, Family: 6, Via: netip.MustParseAddr("fe80::1")},
			{Default: true, Family: 4, Via: netip.MustParseAddr("fe80::1")}}
		rule := ir.Rule{From: netip.MustParsePrefix("10.0.0.0/8"), To: netip.MustParsePrefix("0.0.0.0/0"), Family: 4, IIF: "eth0", OIF: "eth1"}
		fill(reflect.ValueOf(&rule).Elem(), &n)
		l.Rules = []ir.Rule{rule, {Family: 6}, {Family: 4}, {From: netip.MustParsePrefix("::/0"), Family: 6}}
		return l
	}
	setting := func(id option.ID, value string) ir.Setting { return ir.Setting{ID: id, Value: value} }
	bond := &ir.Bond{
		Defaults: []ir.Setting{setting(option.ModeOpt, "balance-rr"), setting(option.UpDelay, "200")},
		Ports: []ir.Port{{Name: "eth0", Settings: []ir.Setting{setting(option.QueueID, "3"), setting(option.Prio, "-5")}},
			{Name: "eth1"}},
	}
	for i := range option.Rows() {
		row := &option.Rows()[i]
		if row.Scope != option.Bond || !option.Spell(row.ID, option.HCL).Supported() {
			continue
		}
		bond.Settings = append(bond.Settings, setting(row.ID, sample(row)))
	}
	slices.Reverse(bond.Settings)
	vlan, bridge := &ir.VLAN{}, &ir.Bridge{Options: []ir.Setting{{Key: "multicast_snooping", Value: "0"}, {Key: "odd key", Value: "${x}"}}}
	fill(reflect.ValueOf(vlan).Elem(), &n)
	fill(reflect.ValueOf(bridge).Elem(), &n)
	vlan.Protocol.Value, vlan.Link.Value = "802.1q", "bond0"
	port := ir.Port{Name: "bond0.100"}
	fill(reflect.ValueOf(&port).Elem(), &n)
	bridge.Ports = []ir.Port{port, {Name: "tap0"}}
	return &ir.Host{
		Name: "every-thing", Dialects: []string{"ifcfg"},
		Links: []*ir.Link{
			fill4(&ir.Link{Name: "eth0"}),
			fill4(&ir.Link{Name: "bond0", Kind: ir.BondKind, Bond: bond}),
			fill4(&ir.Link{Name: "bond0.100", Kind: ir.VLANKind, VLAN: vlan}),
			fill4(&ir.Link{Name: "br0", Kind: ir.BridgeKind, Bridge: bridge}),
			{Name: "bare"},
			{Name: "eth1", Implied: true}, {Name: "tap0", Implied: true},
		},
		DNS: ir.DNS{Servers: []ir.DNSServer{{Addr: netip.MustParseAddr("9.9.9.9")}}, Search: []ir.Search{{Domain: "example.net"}}},
	}
}

// sample returns a value of an option that is not its default.
func sample(row *option.Row) string {
	switch row.Kind {
	case option.Enum, option.Bool:
		for _, v := range row.Values {
			if v.Word != row.Default {
				return v.Word
			}
		}
	case option.Int:
		return fmt.Sprint(row.Max)
	case option.IPv4List:
		return "192.168.1.1,192.168.1.2"
	case option.IPv6List:
		return "2001:db8::1"
	case option.MAC:
		return "02:00:00:00:00:aa"
	}
	return "eth1"
}

func TestEverythingReadsBack(t *testing.T) {
	h := everything()
	text, losses := emit(t, h)
	if len(losses) > 0 {
		t.Errorf("losses: %s", lines(losses))
	}
	back := readBack(t, text, "")
	if diff := cmp.Diff(model(h), model(back)); diff != "" {
		t.Errorf("(-written +read):\n%s\n%s", diff, text)
	}
	bridge := back.Link("br0").Bridge
	if len(bridge.Options) != 2 || bridge.Options[1].Key != "odd key" || bridge.Options[1].Value != "${x}" {
		t.Errorf("bridge options: %v", bridge.Options)
	}
	if back.Links[len(back.Links)-1].Name != "tap0" || !back.Link("tap0").Implied || back.Link("bare").Implied {
		t.Error("implied links are not implied again, or others are")
	}
	if again, _ := emit(t, back); again != text {
		t.Errorf("the second round differs:\n%s", cmp.Diff(text, again))
	}
	every := map[string]bool{}
	keys(reflect.ValueOf(model(h)), every)
	// What a file says of itself, what is no kind of HCL's, and what the kernel
	// makes of a bond are not written as settings.
	for _, key := range []string{"dialects", "residue", "otherKind", "created", "effective", "events"} {
		delete(every, key)
	}
	for key, set := range every {
		if !set {
			t.Errorf("the test sets no %q", key)
		}
	}
}

// keys notes for each JSON key whether a value has it.
func keys(v reflect.Value, seen map[string]bool) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			keys(v.Elem(), seen)
		}
	case reflect.Slice:
		for i := range v.Len() {
			keys(v.Index(i), seen)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
			seen[name] = seen[name] || !v.Field(i).IsZero()
			keys(v.Field(i), seen)
		}
	}
}

// TestNothingBreaksOut puts hostile text wherever text can stand.
func TestNothingBreaksOut(t *testing.T) {
	for _, evil := range []string{
		"${upper(\"x\")}", "%{if true}x%{endif}", "$${x}", "$$${x}", "%%{x}", "a\"\nbond \"x\" {}\n#", "a\\\"b\\", "tab\there",
		"nul\x00bell\x07esc\x1b[31m", "line\u2028sep\u0085nel", "rtl\u202e", "\ufeffbom", "*/ /*", "<<EOF\nx\nEOF", "$", "${", "%{", "🙂", "\xff\xfe",
	} {
		h := &ir.Host{Name: evil, Links: []*ir.Link{
			{Name: evil, Kind: ir.BondKind, Bond: &ir.Bond{
				Ports:    []ir.Port{{Name: evil + "p", Settings: []ir.Setting{{ID: option.QueueID, Value: evil}}}},
				Settings: []ir.Setting{{Key: evil, Raw: evil, Problem: option.Problem{Kind: option.UnknownOption, Text: evil}}},
			}, Zone: ir.Opt[string]{Value: evil, Set: true}, DNS: ir.DNS{Search: []ir.Search{{Domain: evil}}}},
			{Name: evil + "o", Kind: ir.Other, OtherKind: evil},
		}}
		f := source.New(evil, evil, []byte("x"))
		h.Entries = []*ir.Entry{{File: f, Span: f.Span(0, 1), Section: evil, Key: evil, Value: evil, Class: diag.Behaviour}}
		text, losses := emit(t, h)
		if len(losses) != 3 { // the unknown option, the other link, what is no domain
			t.Errorf("%q: losses: %s", evil, lines(losses))
		}
		if strings.ContainsFunc(text, func(r rune) bool { return r < ' ' && r != '\n' || r == 0x7f || r == '\u2028' || r == '\u202e' }) {
			t.Errorf("%q: control characters in\n%q", evil, text)
		}
		back := readBack(t, text, strings.ToValidUTF8(evil, "\ufffd"))
		if len(back.Links) != 2 || len(back.Ignores) > 0 {
			t.Fatalf("%q: %d links in\n%s", evil, len(back.Links), text)
		}
		want := strings.ToValidUTF8(evil, "\ufffd")
		l := back.Links[0]
		if l.Name != want || l.Zone.Value != want || len(l.DNS.Search) > 0 || l.Bond.Ports[0].Name != want+"p" || back.Name != want {
			t.Errorf("%q comes back as %q, %q, %q, %v in\n%s", evil, back.Name, l.Name, l.Zone.Value, l.DNS.Search, text)
		}
	}
}

// TestLosses wants each thing that cannot be written announced and commented.
func TestLosses(t *testing.T) {
	f := source.New("etc/x", "etc/x", []byte("USERCTL=no\n"))
	h := &ir.Host{Name: "h", Links: []*ir.Link{
		{Name: "wlan0", Kind: ir.Other, OtherKind: "wifi"},
		{Name: "wlan0.5", Kind: ir.VLANKind, VLAN: &ir.VLAN{Link: ir.Opt[string]{Value: "wlan0", Set: true}}},
		{Name: "br0", Kind: ir.BridgeKind, Bridge: &ir.Bridge{Ports: []ir.Port{{Name: "wlan0.5"}, {Name: "eth0"}}}},
		{Name: "bond0", Kind: ir.BondKind, MAC: ir.Opt[string]{Value: "random", Set: true},
			Match: ir.Match{PermanentMAC: ir.Opt[string]{Value: "x", Set: true}},
			Bond: &ir.Bond{
				Ports: []ir.Port{{Name: "eth0", Settings: []ir.Setting{{ID: option.MIIMon, Value: "5"}}}},
				Settings: []ir.Setting{
					{ID: option.MIIMon, Key: "miimon", Value: "100"},
					{ID: option.ActivePort, Key: "active_slave", Value: "eth0"},
					{ID: option.Prio, Key: "prio", Value: "5"},
					{ID: option.UpDelay, Key: "updelay", Raw: "soon", Problem: option.Problem{Kind: option.BadNumber}},
				},
			}},
		{Name: "eth0", Implied: true, Routes: []ir.Route{{}}},
		{Name: "bond0"},
	}}
	h.Entries = []*ir.Entry{{File: f, Span: f.LineSpan(1), Link: "bond0", Key: "USERCTL", Value: "no", Class: diag.Behaviour},
		{File: f, Span: f.LineSpan(1), Key: "DEVICE", Value: "bond0", UsedBy: "name"}}
	text, losses := emit(t, h)
	got := txtar.Format(&txtar.Archive{Files: []txtar.File{{Name: "host.bondc.hcl", Data: []byte(text)}, {Name: "diag", Data: []byte(lines(losses))}}})
	const golden = "testdata/losses.golden"
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	readBack(t, text, "")
}
