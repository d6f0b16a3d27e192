package ir

import (
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// The JSON of "show --format json", design.md section 5: a value that was not
// written has no key, 0 and false are printed when written, strings and lists
// are never empty.

// HostJSON is one host.
type HostJSON struct {
	Name     string      `json:"name"`
	Dialects []string    `json:"dialects"`
	Links    []LinkJSON  `json:"links"`
	DNS      *DNSJSON    `json:"dns,omitempty"`
	Residue  []EntryJSON `json:"residue,omitempty"`
}

// LinkJSON is one link.
type LinkJSON struct {
	Name       string        `json:"name"`
	Kind       string        `json:"kind"`
	OtherKind  string        `json:"otherKind,omitempty"`
	Activation string        `json:"activation,omitempty"`
	Optional   *bool         `json:"optional,omitempty"`
	MTU        *int          `json:"mtu,omitempty"`
	MAC        string        `json:"mac,omitempty"`
	WakeOnLAN  *bool         `json:"wakeOnLAN,omitempty"`
	Managed    *bool         `json:"managed,omitempty"`
	Zone       string        `json:"zone,omitempty"`
	Via        string        `json:"via,omitempty"`
	Match      *MatchJSON    `json:"match,omitempty"`
	IPv4       *IPv4JSON     `json:"ipv4,omitempty"`
	IPv6       *IPv6JSON     `json:"ipv6,omitempty"`
	Addresses  []AddressJSON `json:"addresses,omitempty"`
	Routes     []RouteJSON   `json:"routes,omitempty"`
	Rules      []RuleJSON    `json:"rules,omitempty"`
	DNS        *DNSJSON      `json:"dns,omitempty"`
	Bond       *BondJSON     `json:"bond,omitempty"`
	VLAN       *VLANJSON     `json:"vlan,omitempty"`
	Bridge     *BridgeJSON   `json:"bridge,omitempty"`
}

// MatchJSON says which device a link is.
type MatchJSON struct {
	Name         string `json:"name,omitempty"`
	PermanentMAC string `json:"permanentMAC,omitempty"`
	Driver       string `json:"driver,omitempty"`
	Rename       *bool  `json:"rename,omitempty"`
}

// IPv4JSON is a link's IPv4 configuration.
type IPv4JSON struct {
	Method       string `json:"method,omitempty"`
	UseDNS       *bool  `json:"useDNS,omitempty"`
	UseRoutes    *bool  `json:"useRoutes,omitempty"`
	NeverDefault *bool  `json:"neverDefault,omitempty"`
	RouteMetric  *int   `json:"routeMetric,omitempty"`
	ClientID     string `json:"clientID,omitempty"`
	Hostname     string `json:"hostname,omitempty"`
	DAD          *bool  `json:"dad,omitempty"`
	LinkLocal    *bool  `json:"linkLocal,omitempty"`
}

// IPv6JSON is a link's IPv6 configuration.
type IPv6JSON struct {
	Method       string `json:"method,omitempty"`
	RA           *bool  `json:"ra,omitempty"`
	LinkLocal    *bool  `json:"linkLocal,omitempty"`
	DHCP         *bool  `json:"dhcp,omitempty"`
	UseDNS       *bool  `json:"useDNS,omitempty"`
	UseRoutes    *bool  `json:"useRoutes,omitempty"`
	NeverDefault *bool  `json:"neverDefault,omitempty"`
	RouteMetric  *int   `json:"routeMetric,omitempty"`
	Privacy      *bool  `json:"privacy,omitempty"`
}

// AddressJSON is one address.
type AddressJSON struct {
	Address  string `json:"address"`
	Label    string `json:"label,omitempty"`
	Lifetime string `json:"lifetime,omitempty"`
}

// RouteJSON is one route.
type RouteJSON struct {
	To               string `json:"to"`
	Family           int    `json:"family"`
	Via              string `json:"via,omitempty"`
	Metric           *int   `json:"metric,omitempty"`
	Table            *int   `json:"table,omitempty"`
	OnLink           *bool  `json:"onLink,omitempty"`
	From             string `json:"from,omitempty"`
	Scope            string `json:"scope,omitempty"`
	Type             string `json:"type,omitempty"`
	MTU              *int   `json:"mtu,omitempty"`
	AdvMSS           *int   `json:"advMSS,omitempty"`
	CongestionWindow *int   `json:"congestionWindow,omitempty"`
	ReceiveWindow    *int   `json:"receiveWindow,omitempty"`
}

// RuleJSON is one policy rule.
type RuleJSON struct {
	From     string `json:"from,omitempty"`
	To       string `json:"to,omitempty"`
	Family   int    `json:"family,omitempty"`
	Table    *int   `json:"table,omitempty"`
	Priority *int   `json:"priority,omitempty"`
	Mark     *int   `json:"mark,omitempty"`
	TOS      *int   `json:"tos,omitempty"`
	IIF      string `json:"iif,omitempty"`
	OIF      string `json:"oif,omitempty"`
}

// DNSJSON is what a link contributes to name resolution.
type DNSJSON struct {
	Servers []string `json:"servers,omitempty"`
	Search  []string `json:"search,omitempty"`
}

// BondJSON is a bond.
type BondJSON struct {
	Mode    string            `json:"mode,omitempty"`
	Ports   []PortJSON        `json:"ports,omitempty"`
	Options map[string]string `json:"options,omitempty"`
	// Via, Created, Effective and Events are there with --effective only.
	// An option whose file is empty is not in Effective.
	Via       string            `json:"via,omitempty"`
	Created   *bool             `json:"created,omitempty"`
	Effective map[string]string `json:"effective,omitempty"`
	Events    []EventJSON       `json:"events,omitempty"`
}

// PortJSON is one port of a bond.
type PortJSON struct {
	Name    string            `json:"name"`
	Options map[string]string `json:"options,omitempty"`
}

// VLANJSON is a VLAN.
type VLANJSON struct {
	ID            *int   `json:"id,omitempty"`
	Link          string `json:"link,omitempty"`
	ReorderHeader *bool  `json:"reorderHeader,omitempty"`
	GVRP          *bool  `json:"gvrp,omitempty"`
	MVRP          *bool  `json:"mvrp,omitempty"`
	LooseBinding  *bool  `json:"looseBinding,omitempty"`
	Protocol      string `json:"protocol,omitempty"`
}

// BridgeJSON is a bridge. Times are in seconds.
type BridgeJSON struct {
	Ports        []string       `json:"ports,omitempty"`
	STP          *bool          `json:"stp,omitempty"`
	ForwardDelay *int           `json:"forwardDelay,omitempty"`
	HelloTime    *int           `json:"helloTime,omitempty"`
	MaxAge       *int           `json:"maxAge,omitempty"`
	AgeingTime   *int           `json:"ageingTime,omitempty"`
	Priority     *int           `json:"priority,omitempty"`
	PathCost     map[string]int `json:"pathCost,omitempty"`
	PortPriority map[string]int `json:"portPriority,omitempty"`
}

// EntryJSON is one entry of the residue.
type EntryJSON struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Link    string `json:"link,omitempty"`
	Section string `json:"section"`
	Key     string `json:"key"`
	Value   string `json:"value"`
	Class   string `json:"class"`
}

// JSON returns the host as "show --format json" prints it.
func (h *Host) JSON() HostJSON {
	j := HostJSON{Name: h.Name, Dialects: h.Dialects, Links: []LinkJSON{}, DNS: h.DNS.json()}
	for _, l := range h.Links {
		j.Links = append(j.Links, l.json())
	}
	for _, e := range h.Residue() {
		j.Residue = append(j.Residue, e.json())
	}
	return j
}

func (e *Entry) json() EntryJSON {
	name := ""
	if e.File != nil {
		name = e.File.Name
	}
	return EntryJSON{name, e.Span.Line(), e.Link, e.Section, e.Key, e.Shown(), e.Class.String()}
}

func (l *Link) json() LinkJSON {
	j := LinkJSON{
		Name: l.Name, Kind: l.Kind.String(), OtherKind: l.OtherKind,
		Activation: string(l.Activation.Value), Optional: ptr(l.Optional),
		MTU: ptr(l.MTU), MAC: l.MAC.Value, WakeOnLAN: ptr(l.WakeOnLAN),
		Managed: ptr(l.Managed), Zone: l.Zone.Value, Via: l.Via.Value.String(),
		Match: l.Match.json(), IPv4: l.IPv4.json(), IPv6: l.IPv6.json(),
		DNS: l.DNS.json(), Bond: l.Bond.json(), VLAN: l.VLAN.json(), Bridge: l.Bridge.json(),
	}
	for _, a := range l.Addresses {
		j.Addresses = append(j.Addresses, AddressJSON{a.Prefix.String(), a.Label, a.Lifetime})
	}
	for i := range l.Routes {
		j.Routes = append(j.Routes, l.Routes[i].json())
	}
	for i := range l.Rules {
		j.Rules = append(j.Rules, l.Rules[i].json())
	}
	return j
}

func (m *Match) json() *MatchJSON {
	if !m.Any() && !m.Rename.Set {
		return nil
	}
	return &MatchJSON{m.Name.Value, m.PermanentMAC.Value, m.Driver.Value, ptr(m.Rename)}
}

func (c *IPv4) json() *IPv4JSON {
	j := IPv4JSON{
		Method: c.Method.Value, UseDNS: ptr(c.UseDNS), UseRoutes: ptr(c.UseRoutes),
		NeverDefault: ptr(c.NeverDefault), RouteMetric: ptr(c.RouteMetric),
		ClientID: c.ClientID.Value, Hostname: c.Hostname.Value, DAD: ptr(c.DAD), LinkLocal: ptr(c.LinkLocal),
	}
	if j == (IPv4JSON{}) {
		return nil
	}
	return &j
}

func (c *IPv6) json() *IPv6JSON {
	j := IPv6JSON{
		Method: c.Method.Value, RA: ptr(c.RA), LinkLocal: ptr(c.LinkLocal), DHCP: ptr(c.DHCP),
		UseDNS: ptr(c.UseDNS), UseRoutes: ptr(c.UseRoutes), NeverDefault: ptr(c.NeverDefault),
		RouteMetric: ptr(c.RouteMetric), Privacy: ptr(c.Privacy),
	}
	if j == (IPv6JSON{}) {
		return nil
	}
	return &j
}

func (r *Route) json() RouteJSON {
	j := RouteJSON{
		To: r.Dest(), Family: r.Family, Metric: ptr(r.Metric), Table: ptr(r.Table), OnLink: ptr(r.OnLink),
		Scope: r.Scope, Type: r.Type, MTU: ptr(r.MTU), AdvMSS: ptr(r.AdvMSS),
		CongestionWindow: ptr(r.CongestionWindow), ReceiveWindow: ptr(r.ReceiveWindow),
	}
	if r.Via.IsValid() {
		j.Via = r.Via.String()
	}
	if r.Source.IsValid() {
		j.From = r.Source.String()
	}
	return j
}

// Dest returns the destination as text: "default" or a prefix.
func (r *Route) Dest() string {
	if r.Default {
		return "default"
	}
	return r.To.String()
}

func (r *Rule) json() RuleJSON {
	j := RuleJSON{
		Family: r.Family, Table: ptr(r.Table), Priority: ptr(r.Priority),
		Mark: ptr(r.Mark), TOS: ptr(r.TOS), IIF: r.IIF, OIF: r.OIF,
	}
	if r.From.IsValid() {
		j.From = r.From.String()
	}
	if r.To.IsValid() {
		j.To = r.To.String()
	}
	return j
}

func (d *DNS) json() *DNSJSON {
	if len(d.Servers) == 0 && len(d.Search) == 0 {
		return nil
	}
	j := &DNSJSON{}
	for _, s := range d.Servers {
		j.Servers = append(j.Servers, s.Addr.String())
	}
	for _, s := range d.Search {
		j.Search = append(j.Search, s.Domain)
	}
	return j
}

func (b *Bond) json() *BondJSON {
	if b == nil {
		return nil
	}
	mode, _ := b.Value(option.ModeOpt)
	j := &BondJSON{Mode: mode, Options: optionsJSON(b.Defaults, b.Settings)}
	for _, p := range b.Ports {
		j.Ports = append(j.Ports, PortJSON{p.Name, optionsJSON(p.Settings)})
	}
	return j
}

// optionsJSON returns the usable settings of several layers, later ones over
// earlier ones, without the mode.
func optionsJSON(layers ...[]Setting) map[string]string {
	options := map[string]string{}
	for _, layer := range layers {
		var seen [option.NumOptions]bool // a hostile file repeats one a hundred thousand times
		for i := range layer {
			s := &layer[i]
			if row := option.Get(s.ID); row != nil && s.Usable() && s.ID != option.ModeOpt && !seen[s.ID] {
				seen[s.ID] = true
				options[row.Kernel], _ = ValueOf(layer, s.ID)
			}
		}
	}
	for name, value := range options {
		if value == "" {
			delete(options, name)
		}
	}
	return options
}

func (v *VLAN) json() *VLANJSON {
	if v == nil {
		return nil
	}
	return &VLANJSON{
		ID: ptr(v.ID), Link: v.Link.Value, ReorderHeader: ptr(v.ReorderHeader),
		GVRP: ptr(v.GVRP), MVRP: ptr(v.MVRP), LooseBinding: ptr(v.LooseBinding), Protocol: v.Protocol.Value,
	}
}

func (b *Bridge) json() *BridgeJSON {
	if b == nil {
		return nil
	}
	j := &BridgeJSON{
		STP: ptr(b.STP), ForwardDelay: ptr(b.ForwardDelay), HelloTime: ptr(b.HelloTime),
		MaxAge: ptr(b.MaxAge), AgeingTime: ptr(b.AgeingTime), Priority: ptr(b.Priority),
		PathCost: map[string]int{}, PortPriority: map[string]int{},
	}
	for _, p := range b.Ports {
		j.Ports = append(j.Ports, p.Name)
		if p.PathCost.Set {
			j.PathCost[p.Name] = p.PathCost.Value
		}
		if p.Priority.Set {
			j.PortPriority[p.Name] = p.Priority.Value
		}
	}
	return j
}

func ptr[T any](o Opt[T]) *T {
	if !o.Set {
		return nil
	}
	v := o.Value
	return &v
}

// Origin returns the names of a span's file and line for messages.
func Origin(s source.Span) (file string, line int) {
	if !s.Known() {
		return "", 0
	}
	return s.File.Name, s.Line()
}
