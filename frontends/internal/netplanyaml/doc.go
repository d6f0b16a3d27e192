// Package netplanyaml lowers netplan's YAML, version 2, for the dialects that
// have it: netplan's own files and cloud-init's network configuration, which
// hands its version 2 to netplan as it is. Merging and refusing are netplan's
// own, as netplan(5) of 1.1 describes them and as netplan 0.106 and 1.1.2 were
// seen to do it (facts/dialects.md 5).
package netplanyaml
