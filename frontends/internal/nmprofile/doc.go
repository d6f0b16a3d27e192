// Package nmprofile turns NetworkManager connection profiles into a host. A
// profile is what a keyfile and the commands of nmcli both describe: values of
// properties ("ipv4.method"), each with its place. How they are written down is
// the matter of the two dialects; what they mean is the same and stands here.
//
// Several profiles may be for one device. NetworkManager activates the one with
// the highest connection.autoconnect-priority, among equals the one that was
// used last (man nm-settings-nmcli), which no file shows; the model takes the
// port's profile then, and the others stay in the entries, for rules to see.
package nmprofile
