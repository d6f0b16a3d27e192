// Package hcl writes a host in bondc's own dialect (design.md, section 6), as
// "show --format hcl" and "convert --to hcl" print it.
//
// What is written: one file, host.bondc.hcl (0644), in the layout of "bondc
// fmt": a host block if the host has a name that can be one, else the links of
// one host. Options of bonds stand in the kernel's order under their kernel
// names, everything else under the keys of ir/json.go in snake_case. frontends/hcl
// reads all of it back as the same model. Links that are only named are not
// declared.
//
// For which version: that of this bondc; the dialect has no other reader.
//
// What is deliberately not written: links that bondc does not model, with all
// that stands on them, and settings that could not be read. They are losses, and
// a comment at the end says what they were. Residue gets a comment too; that it
// is lost is reported by who converts.
//
//	# Written by bondc
//
//	host "web" {
//	  bond "bond0" {
//	    mode   = "active-backup"
//	    ports  = ["enp0s8", "enp0s9"]
//	    miimon = 100
//	  }
//	}
package hcl
