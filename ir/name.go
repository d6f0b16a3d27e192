package ir

// ValidName reports whether the kernel takes a name for a link: 1 to 15 bytes
// without blanks, "/" and ":", and neither "." nor ".." (net/core/dev.c,
// dev_valid_name). Control characters are refused as well: no file can carry
// them.
func ValidName(name string) bool {
	if name == "" || len(name) > 15 || name == "." || name == ".." {
		return false
	}
	for i := range len(name) {
		if c := name[i]; c == '/' || c == ':' || c <= ' ' || c == 0x7f {
			return false
		}
	}
	return true
}
