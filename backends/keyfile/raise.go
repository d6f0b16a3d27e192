package keyfile

import (
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/bondc/bondc/backends/internal/nmprofile"
)

// raise turns the properties of a profile into the keys of a file: lists of
// addresses, routes and rules have a key an item (nm-keyfile.c), flags are true
// and false, and what nmcli has words for is a number.
func raise(p *nmprofile.Profile) *file {
	f := &file{}
	c := f.in("connection")
	c.set("id", identity(p, "connection.id", escape(p.Name)))
	c.set("uuid", identity(p, "connection.uuid", uuid(p.Name)))
	c.set("type", p.Kind)
	if p.Device != "*" {
		c.set("interface-name", p.Device)
	}
	if p.Kind == "bond" {
		f.in("bond")
	}
	for i := range p.Props {
		prop := &p.Props[i]
		setting, name, _ := strings.Cut(prop.Key, ".")
		if setting == "802-3-ethernet" {
			setting = "ethernet"
		}
		g := f.in(setting)
		switch {
		case prop.Key == "connection.id" || prop.Key == "connection.uuid" || prop.Key == "ipv4.gateway" || prop.Key == "ipv6.gateway":
		case prop.Verbatim:
			g.set(name, prop.Value)
		case prop.Key == "bond.options":
			options(g, prop.Items)
		case name == "addresses":
			addresses(g, prop.Items, p.Get(setting+".gateway"))
		case name == "routes":
			routes(g, prop.Items, setting == "ipv6")
		case name == "routing-rules":
			for n, rule := range prop.Items {
				g.set(fmt.Sprintf("routing-rule%d", n+1), rule)
			}
		default:
			g.set(name, value(prop))
		}
	}
	return f
}

// identity is what the profile was called before, else what it is called now.
func identity(p *nmprofile.Profile, key, now string) string {
	if was := p.Get(key); was != nil {
		return was.Value
	}
	return now
}

// value returns the text of a property.
func value(p *nmprofile.Prop) string {
	switch {
	case p.Of != nil:
		return identity(p.Of, "connection.uuid", uuid(p.Of.Name))
	case p.Flag && p.Value == "yes":
		return "true"
	case p.Flag:
		return "false"
	case p.Items != nil:
		return list(p.Items)
	case p.Key == "match.interface-name" || p.Key == "match.driver":
		return list([]string{p.Value})
	case p.Key == "802-3-ethernet.wake-on-lan" && p.Value == "magic":
		return "64" // NM_SETTING_WIRED_WAKE_ON_LAN_MAGIC
	case p.Key == "ipv4.link-local" && p.Value == "enabled":
		return "3" // NM_SETTING_IP4_LL_ENABLED
	}
	return escape(p.Value)
}

// options writes one key an option. Items of a list are joined by commas here,
// which in nmcli would end the option.
func options(g *group, words []string) {
	for _, word := range words {
		key, value, _ := strings.Cut(word, "=")
		g.set(key, strings.ReplaceAll(value, " ", ","))
	}
}

// addresses writes a key an address; the gateway stands behind the first one.
func addresses(g *group, items []string, gateway *nmprofile.Prop) {
	for i, address := range items {
		if i == 0 && gateway != nil {
			address += "," + gateway.Value
		}
		g.set(fmt.Sprintf("address%d", i+1), escape(address))
	}
}

// routes writes "DEST,GATEWAY,METRIC" and the attributes in a key of their own.
// A metric without a gateway stands behind the address of none.
func routes(g *group, items []string, v6 bool) {
	for i, item := range items {
		var fields, attributes []string
		for _, word := range strings.Fields(item) {
			switch {
			case strings.Contains(word, "="):
				attributes = append(attributes, word)
			case len(fields) == 1 && !strings.ContainsAny(word, ".:"):
				none := "0.0.0.0"
				if v6 {
					none = "::"
				}
				fields = append(fields, none, word)
			default:
				fields = append(fields, word)
			}
		}
		g.set(fmt.Sprintf("route%d", i+1), escape(strings.Join(fields, ",")))
		if len(attributes) > 0 {
			g.set(fmt.Sprintf("route%d_options", i+1), strings.Join(attributes, ","))
		}
	}
}

// namespace is the UUID below which bondc's names lie.
const namespace = "bondc:NetworkManager:"

// uuid returns a UUID of version 5 that follows from the profile's name.
func uuid(name string) string {
	sum := sha1.Sum([]byte(namespace + name))
	sum[6], sum[8] = sum[6]&0x0f|0x50, sum[8]&0x3f|0x80
	text := hex.EncodeToString(sum[:16])
	return strings.Join([]string{text[:8], text[8:12], text[12:16], text[16:20], text[20:]}, "-")
}
