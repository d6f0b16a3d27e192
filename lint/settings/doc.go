// Package settings reads .bondc.hcl, the file in which a repository says how
// lint should judge it (design.md, section 6).
//
//	environment = ["rhel-9", "virtualbox"]
//	kernel      = "6.1"
//	exclude     = ["old/**", "hosts/*/scratch"]
//
//	shared_addresses = ["192.0.2.1", "198.51.100.0/24"]
//
//	rule "switch-config" {
//	  enabled = false
//	}
//	rule "no-link-monitor" {
//	  severity = "warning"
//	}
//
// environment lists what --env takes: releases and surroundings. kernel is what
// --kernel takes; it wins over the kernel of a release, and both flags win over
// the file. exclude lists paths below the folder of the file that are left
// out: * and ? match within a name, [a-z] one character, ** any number of
// folders, and what matches a folder covers everything in it. shared_addresses
// lists addresses and prefixes that several hosts have on purpose. A rule block
// switches a rule off, or gives its findings another severity (error, warning
// or info).
//
// Every value is written out: there are no variables, functions or
// interpolations. The file is found upwards from each argument of the command
// and never inside a host's root, so that a copied host cannot switch rules off.
package settings
