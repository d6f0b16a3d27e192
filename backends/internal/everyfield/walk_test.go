package everyfield

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// TestHostIsComplete fails when the model gets a field that Host does not set.
func TestHostIsComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range cuts(reflect.ValueOf(Host("hcl")).Elem(), "") {
		seen[c.path[strings.LastIndex(c.path, ".")+1:]] = true
	}
	// An alias says which module it is, the kernel's MAC address cannot be set
	// beside one of the link's own, and a link that was not read as a whole is
	// never written.
	without := []string{"Name", "Kind", "OtherKind", "Implied", "Unread", "Span", "Family", "KernelMAC", "SettingsSpan"}
	for _, typ := range []reflect.Type{
		reflect.TypeFor[ir.Link](), reflect.TypeFor[ir.Match](), reflect.TypeFor[ir.IPv4](), reflect.TypeFor[ir.IPv6](),
		reflect.TypeFor[ir.Address](), reflect.TypeFor[ir.Route](), reflect.TypeFor[ir.Rule](), reflect.TypeFor[ir.VLAN](),
		reflect.TypeFor[ir.Bridge](), reflect.TypeFor[ir.Port](),
	} {
		for i := range typ.NumField() {
			f := typ.Field(i)
			container := f.Type.Kind() == reflect.Slice || f.Type.Kind() == reflect.Pointer || descends(f.Type)
			if !container && !seen[f.Name] && !slices.Contains(without, f.Name) {
				t.Errorf("Host sets no %s.%s", typ.Name(), f.Name)
			}
		}
	}
}

// TestDropped finds what a backend drops that writes the MTU only.
func TestDropped(t *testing.T) {
	h := &ir.Host{Links: []*ir.Link{{Name: "a", MTU: some(9000), Zone: some("dmz"), Addresses: []ir.Address{{Prefix: prefix("192.0.2.1/24")}}}}}
	got := Dropped(h, func(h *ir.Host) (out ir.Output, list diag.List) {
		for _, l := range h.Links {
			out.Add(l.Name, 0, []byte{byte(l.MTU.Value >> 8)})
		}
		return out, nil
	})
	want := []string{"Links[a].Zone", "Links[a].Addresses[0]", "Links[a].Addresses[0].Prefix"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if h.Links[0].MTU.Value != 9000 || len(h.Links[0].Addresses) != 1 {
		t.Error("Dropped changed the host that it was given")
	}
}
