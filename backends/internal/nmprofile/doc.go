// Package nmprofile makes NetworkManager profiles of a host. A profile is the
// same thing whether nmcli makes it or a keyfile holds it: properties and their
// values, in the names and words of nmcli (man nm-settings-nmcli). The two
// backends only write it down differently. What NetworkManager has no property
// for, or would refuse, is announced in the ledger.
package nmprofile
