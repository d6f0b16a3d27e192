// Package hcl reads bondc's own dialect, the language in which bonds are
// written by hand for one host or a fleet (design.md, section 6).
//
// What is read: files named *.bondc.hcl in HCL's native syntax
// (github.com/hashicorp/hcl, spec.md and hclsyntax/spec.md), with the blocks
// variable, locals and host; in a host, or in a file that has no host, the
// blocks ethernet, bond, vlan, bridge and dns; in a link the blocks match, ipv4,
// ipv6, route, rule and dns, and port in a bond or bridge. The attributes of a
// bond are the kernel's options by their kernel names (ir/option), all others
// the keys of "show --format json" in snake_case.
//
// Expressions may use var, local and, under for_each, each; and the functions
// of functions.go: arithmetic, strings, collections, conversions, and cidrhost,
// cidrnetmask, cidrprefix (the length of a prefix, 24), cidrsubnet, cidrsubnets
// and cidraddress (a host with its length, 192.168.99.5/24). All of them are
// pure. Nothing reads files, the environment, the clock or the network, and
// there are no regular expressions and no decoders of other formats: what an
// expression can cost is bounded by budget.go, whatever the text says.
//
// What is deliberately not read: the settings file named .bondc.hcl
// (lint/settings), HCL's JSON syntax, modules, dynamic blocks and types of
// variables.
//
//	variable "site" { default = 99 }
//
//	host "web" {
//	  for_each = { client = 101, server = 102 }
//
//	  bond "bond0" {
//	    mode      = "active-backup"
//	    ports     = ["enp0s8", "enp0s9"]
//	    miimon    = 100
//	    addresses = ["192.168.${var.site}.${each.value}/24"]
//	  }
//	}
package hcl
