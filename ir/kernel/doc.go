// Package kernel is a model of the bonding driver's option code: what state a
// bond is in after settings reached the driver on one of its three ways in, and
// what became of every setting on the way.
//
// The same options mean different things as parameters of the module
// (bond_main.c, bond_check_params: values are reset, ARP monitoring is switched
// off, or nothing loads), as writes to sysfs files (bond_options.c: one write
// fails, the rest goes on) and as one netlink request (bond_netlink.c: one
// refusal and there is no bond). What holds for all options comes from the
// table of package option; the setters here are those that touch more than
// their own value.
//
// The facts are those of Linux 6.1.192 and 6.12.117, and later ones where the
// table says so; facts/lint-rules.md, "write paths" and sections A to D, K and
// M, names the functions. Package golden/kernel/fuzz holds the model against the
// driver in a guest, Linux 6.1.176: thousands of drawn cases, good and bad
// values on all three paths. What differed once stands in testdata/seen.txt with
// the kernel's answer. The package knows no dialect and no applier: what
// those send is the business of package effect.
package kernel
