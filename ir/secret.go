package ir

import (
	"strings"

	"github.com/bondc/bondc/ir/source"
)

// Masked is what stands for a secret wherever people may see it.
const Masked = source.Mask

// Secret reports whether the entry's value is a password or a key, which no
// finding and no listing may show. It goes by the key's name, in all dialects
// alike: ifcfg's WPA_PSK, KEY_1 and IEEE_8021X_PASSWORD, netplan's password and
// keys of tunnels, keyfiles' psk and wep-key0, networkd's PrivateKey. One key too
// many costs nothing: writing back in the same dialect goes by Value.
func (e *Entry) Secret() bool {
	if !mayBeSecret(e.Key) {
		return false
	}
	name := strings.ToLower(e.Key)
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		name = name[i+1:]
	}
	name, _, _ = strings.Cut(name, "[")
	name = strings.ReplaceAll(strings.ReplaceAll(name, "-", ""), "_", "")
	name = strings.TrimRight(name, "0123456789")
	switch name {
	case "key", "keys", "pin", "psk":
		return true
	case "private", "shared": // of a WireGuard tunnel of netplan's
		return strings.HasSuffix(e.Section, "keys")
	case "keymgmt", "keymanagement", "keytype":
		return false
	}
	for _, end := range []string{"password", "passwd", "passphrase", "psk", "secret", "privatekey", "presharedkey", "wepkey", "wirelesskey", "8021xpin"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return strings.HasPrefix(strings.ToUpper(e.Key), "KEY_")
}

// mayBeSecret leaves out at once nearly every key there is: all that Secret
// looks for is, or ends in, something with a K, a PIN, a PASS, or one of three
// words.
func mayBeSecret(key string) bool {
	for _, part := range [...]string{"k", "pin", "pass", "secret", "private", "shared"} {
		if containsFold(key, part) {
			return true
		}
	}
	return false
}

// containsFold reports whether text holds part, which is in lower case, in
// ASCII letters of any case.
func containsFold(text, part string) bool {
	for i := 0; i+len(part) <= len(text); i++ {
		if strings.EqualFold(text[i:i+len(part)], part) {
			return true
		}
	}
	return false
}

// Shown is the value as people may see it.
func (e *Entry) Shown() string {
	if e.Value != "" && e.Secret() {
		return Masked
	}
	return e.Value
}

// Conceal hides the host's secrets in its files, so that no excerpt of a
// file shows them. HCL, of which one file may be a thousand hosts, has no key
// for a secret.
func (h *Host) Conceal() {
	for _, e := range h.Entries {
		if e.Dialect == "hcl" || !e.Span.Known() || !e.Secret() {
			continue
		}
		start := e.Span.Start
		if e.KeySpan.Known() && e.KeySpan.Start == start {
			start = e.KeySpan.End
		}
		text := e.Span.File.Raw[start:max(e.Span.End, start)]
		start += len(text) - len(strings.TrimLeft(text, " \t=:"))
		e.Span.File.Conceal(start, e.Span.End)
	}
}
