package effect

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/ir/source"
)

// Order names a list of facts whose order has a meaning.
type Order uint8

// The orders. Ports: the bond takes the first one's address (bond_main.c,
// bond_enslave). Servers and search domains are asked in turn (resolv.conf(5)).
// The first address is the source of new connections (ip-address(8)).
const (
	Unordered Order = iota
	OfPorts
	OfServers
	OfSearch
	FirstIPv4
	FirstIPv6
)

// String returns the item of a difference in that order.
func (o Order) String() string {
	return [...]string{"", "order of ports", "order of name servers", "order of search domains", "first IPv4 address", "first IPv6 address"}[o]
}

// firstOnly reports whether only the head of the list matters.
func (o Order) firstOnly() bool { return o == FirstIPv4 || o == FirstIPv6 }

// orders returns the lists that both hosts have in different order. Only what
// is in both counts: what one of them lacks is a difference of its own.
func orders(a, b []Fact) []Difference {
	var out []Difference
	type place struct {
		link  string
		order Order
	}
	listsB := listsOf(b)
	at := make(map[place]int, len(listsB))
	for i := range listsB {
		at[place{listsB[i].link, listsB[i].order}] = i
	}
	for _, list := range listsOf(a) {
		i, ok := at[place{list.link, list.order}]
		if !ok {
			continue
		}
		left, right := list.in(&listsB[i]), listsB[i].in(&list)
		if list.order.firstOnly() && len(left) > 0 {
			left, right = left[:1], right[:1]
		}
		if !slices.Equal(left, right) {
			out = append(out, Difference{
				Link: list.link, What: list.what, Item: list.order.String(), Moved: left, Span: list.span,
				A: strings.Join(left, " "), B: strings.Join(right, " "), InA: true, InB: true,
			})
		}
	}
	return out
}

// orderedList is the items of one list, each once.
type orderedList struct {
	link, what string
	order      Order
	items      []string
	has        map[string]bool
	span       source.Span
}

// in returns the items that the other list has as well.
func (l *orderedList) in(other *orderedList) []string {
	return slices.DeleteFunc(slices.Clone(l.items), func(item string) bool { return !other.has[item] })
}

// listsOf returns the lists among the facts; those of a link are few.
func listsOf(facts []Fact) []orderedList {
	var lists []orderedList
	for i, from := 0, 0; i < len(facts); i++ {
		f := &facts[i]
		if i > 0 && f.Link != facts[i-1].Link {
			from = len(lists)
		}
		if f.Order == Unordered {
			continue
		}
		at := from + slices.IndexFunc(lists[from:], func(l orderedList) bool { return l.link == f.Link && l.order == f.Order })
		if at < from {
			at = len(lists)
			lists = append(lists, orderedList{link: f.Link, what: f.What, order: f.Order, has: map[string]bool{}, span: f.Span})
		}
		if l := &lists[at]; !l.has[f.Item] {
			l.has[f.Item] = true
			l.items = append(l.items, f.Item)
		}
	}
	return lists
}
