package ir

// EventJSON is what became of one setting of a bond on its way to the kernel,
// as "show --effective --format json" prints it.
type EventJSON struct {
	// Event is one word: refused, ignored, overridden, rounded, reset,
	// defaulted, inert, load-failed or not-sent.
	Event string `json:"event"`
	// By is who did it: kernel, networkd, NetworkManager, netplan,
	// initscripts, ifupdown or ip.
	By string `json:"by"`
	// Option is the kernel's name of the option, or the key as written where
	// there is none of that name.
	Option string `json:"option"`
	// Port is the port whose setting it is.
	Port string `json:"port,omitempty"`
	// Value is what was asked for, Result what the option has instead.
	Value  string `json:"value,omitempty"`
	Result string `json:"result,omitempty"`
	// Errno is the kernel's error, such as EINVAL.
	Errno string `json:"errno,omitempty"`
	// Why is part of a sentence in lower case, without a full stop.
	Why string `json:"why"`
	// File and Line are where the setting stands.
	File string `json:"file,omitempty"`
	Line int    `json:"line,omitempty"`
}
