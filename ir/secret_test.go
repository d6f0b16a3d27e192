package ir

import (
	"testing"

	"github.com/bondc/bondc/ir/source"
)

func TestSecretGoesByTheKey(t *testing.T) {
	for key, secret := range map[string]bool{
		"WPA_PSK": true, "KEY": true, "KEY1": true, "KEY_1": true, "KEY_PASSPHRASE2": true, "KEY_MGMT": false, "KEY_TYPE": false,
		"IEEE_8021X_PASSWORD": true, "IEEE_8021X_PRIVATE_KEY_PASSWORD": true, "IEEE_8021X_IDENTITY": false, "PASSWORD": true,
		"password": true, "psk": true, "wep-key0": true, "wpa-psk": true, "client-key-password": true, "PrivateKey": true, "PresharedKey": true,
		"key-management": false, "DEVICE": false, "IPADDR": false, "miimon": false, "keepalive": false, "public": false,
	} {
		if got := (&Entry{Key: key}).Secret(); got != secret {
			t.Errorf("Secret of %s = %v, want %v", key, got, secret)
		}
	}
	if !(&Entry{Section: "tunnels.wg0.keys", Key: "private"}).Secret() {
		t.Error("the private key of a tunnel is no secret")
	}
	if (&Entry{Section: "bonds.bond0", Key: "shared"}).Secret() {
		t.Error("a key called shared is a secret")
	}
}

func TestConcealHidesValuesOnly(t *testing.T) {
	f := source.New("ifcfg-wlan0", "", []byte("A=1\nWPA_PSK=\"se cret\"\nB=2\n"))
	h := Host{Entries: []*Entry{
		{Key: "A", Value: "1", File: f, KeySpan: f.Span(0, 1), Span: f.Span(0, 3)},
		{Key: "WPA_PSK", Value: "se cret", File: f, KeySpan: f.Span(4, 11), Span: f.Span(4, 21)},
	}}
	h.Conceal()
	if got, want := f.Span(0, len(f.Raw)).Shown(), "A=1\nWPA_PSK=***\nB=2\n"; got != want {
		t.Errorf("shown is %q, want %q", got, want)
	}
	if got := h.Entries[1].Shown(); got != Masked {
		t.Errorf("the entry shows %q", got)
	}
	if got, want := f.Span(13, 16).Shown(), "***"; got != want {
		t.Errorf("a part of the secret is shown as %q, want %q", got, want)
	}
}
