package option

// Kind is the type of an option's value.
type Kind uint8

// The kinds.
const (
	_        Kind = iota
	Enum          // a word of Values
	Int           // a decimal number in [Min, Max]
	Bool          // 0 or 1, shown as the words of Values
	IfName        // the name of a link
	IPv4List      // IPv4 addresses, joined by commas
	IPv6List      // IPv6 addresses, joined by commas
	MAC           // a MAC address in lower case with colons
	None          // not a configuration value: run-time state
)

// Scope says what an option belongs to.
type Scope uint8

// The scopes.
const (
	_          Scope = iota
	Bond             // a setting of a bond
	Port             // a setting of one port of a bond
	ModuleOnly       // a parameter of the module that no single bond has
	Runtime          // state that can be written but is not configuration
	ReadOnly         // a status file
)

// Configurable reports whether the scope is configuration of a bond or a port.
func (s Scope) Configurable() bool { return s == Bond || s == Port }

// Unit is the unit of a number in the kernel.
type Unit uint8

// The units.
const (
	NoUnit Unit = iota
	Milliseconds
	Seconds
	Count
)

// String returns the unit as it stands behind a number in a sentence, "" for a
// plain count.
func (u Unit) String() string {
	switch u {
	case Milliseconds:
		return "ms"
	case Seconds:
		return "s"
	}
	return ""
}

// Mode is a bonding mode by its number in the kernel.
type Mode uint8

// The modes (include/uapi/linux/if_bonding.h).
const (
	BalanceRR Mode = iota
	ActiveBackup
	BalanceXOR
	Broadcast
	LACP
	BalanceTLB
	BalanceALB
	NumModes
)

// Modes is a set of modes.
type Modes uint8

// Sets of modes that the kernel's table uses.
const (
	AllModes    Modes = 1<<NumModes - 1
	OnlyRR      Modes = 1 << BalanceRR
	OnlyAB      Modes = 1 << ActiveBackup
	OnlyLACP    Modes = 1 << LACP
	HasPrimary  Modes = 1<<ActiveBackup | 1<<BalanceTLB | 1<<BalanceALB
	TLBAndALB   Modes = 1<<BalanceTLB | 1<<BalanceALB
	ARPCapable  Modes = 1<<BalanceRR | 1<<ActiveBackup | 1<<BalanceXOR | 1<<Broadcast
	HashesFlows Modes = 1<<BalanceXOR | 1<<LACP | 1<<BalanceTLB | 1<<BalanceALB
)

// Has reports whether the set holds the mode.
func (s Modes) Has(m Mode) bool { return s&(1<<m) != 0 }

// Value is one word of an enumeration with its number in the kernel.
type Value struct {
	Number int64
	Word   string
	// Since is the first mainline kernel that knows the word, where it is
	// newer than the option; Until the first that refuses it.
	Since, Until string
}

// Row is what is known about one option.
type Row struct {
	ID ID
	// Kernel is the canonical name: that of sysfs, the module and iproute2.
	Kernel string
	// AliasOf is the option whose value this one shares, if any.
	AliasOf ID
	Scope   Scope
	Kind    Kind
	Values  []Value
	// Words are what the kernel's own table calls some values besides, such as
	// "off" and "default": it reads them from sysfs, and from a module parameter
	// that is an Enum, and prints the canonical value (bond_options.c,
	// bond_opt_parse).
	Words []Value
	// Min and Max bound numbers; for lists Max is the number of entries.
	Min, Max int64
	Unit     Unit
	// Default is the canonical value of a new bond; "" is empty or unset.
	Default string
	// ModeDefault is the value that setting one of the modes ModeDefaultIn
	// gives an option that was off ("100" for miimon in 802.3ad).
	ModeDefault   string
	ModeDefaultIn Modes
	// Accepted are the modes in which the kernel takes the option (sysfs and
	// netlink); in the others it answers EACCES.
	Accepted Modes
	// Effective are the modes in which the option does something.
	Effective Modes
	// Needs are the options that must be on for this one to work; Excludes
	// those that cannot be on together with it.
	Needs, Excludes []ID
	// NeedsDown and NeedsEmpty say what the kernel wants of a bond before it
	// takes the option (BOND_OPTFLAG_IFDOWN, BOND_OPTFLAG_NOSLAVES).
	NeedsDown, NeedsEmpty bool
	// Since is the first mainline kernel with the option, "" where it is
	// older than 2.6.32 or not known exactly; SinceNote says the latter.
	Since, SinceNote string
	// Removed says when and how the option went away, "" where it did not.
	Removed string
	// Module reports whether bonding has a module parameter of this name.
	Module bool
	// Sysfs reports whether /sys/class/net/BOND/bonding has a writable file.
	Sysfs bool
	// IPRoute is the word of "ip link ... type bond", "" where there is none.
	IPRoute string
	// Netlink is the attribute, "" where there is none.
	Netlink string
	// Doc is one sentence for an administrator.
	Doc string
	// Note says what else the kernel does with it, "" where there is nothing.
	Note string
	// Sources are where the row was read, at least one.
	Sources []string
}

// Dialect is a column of the table. Who applies a file decides what it means,
// so ifcfg has two columns,
// and so has ifupdown.
type Dialect uint8

// The columns.
const (
	Ifcfg     Dialect = iota // BONDING_OPTS written to sysfs by initscripts
	IfcfgNM                  // BONDING_OPTS read by NetworkManager's ifcfg-rh
	Modprobe                 // parameters of the bonding module
	Netplan                  // bonds.ID.parameters
	NM                       // [bond] of a keyfile, bond.options of nmcli
	Networkd                 // [Bond] of a .netdev, [Network] of a port's .network
	Ifupdown                 // bond-... lines of /etc/network/interfaces, for ifenslave
	Ifupdown2                // bond-... lines of /etc/network/interfaces, for ifupdown2
	HCL                      // bondc's own dialect
	SUSE                     // BONDING_MODULE_OPTS of SUSE's ifcfg files, read by wicked
	Live                     // files of sysfs that show a running bond
	CloudInit                // "params" of version 1 of cloud-init's network configuration
	Nmstate                  // link-aggregation of nmstate's YAML
	Dracut                   // bond= of the kernel's command line
	NumDialects
)

// String returns the column's heading.
func (d Dialect) String() string {
	if d >= NumDialects {
		return "no dialect"
	}
	return [...]string{"ifcfg (initscripts)", "ifcfg (NetworkManager)", "modprobe", "netplan", "NetworkManager", "networkd", "ifupdown", "ifupdown2", "HCL", "SUSE", "live", "cloud-init v1", "nmstate", "dracut"}[d]
}

// Place says where in a dialect an option stands.
type Place uint8

// The places.
const (
	InBond     Place = iota // among the bond's options
	InPort                  // in the port's own file, profile or block, with the value
	MarksPort               // a boolean in the file of the port that the value names
	ModuleLine              // on an "options" line
)

// Codec says how a dialect writes the value.
type Codec uint8

// The codecs. Every codec reads all that the dialect's consumer reads and
// writes the one form that every version of it understands.
const (
	_            Codec = iota
	Word               // a word; numbers are refused
	WordOrNumber       // a word or its number; the word is written
	KernelWord         // the same, or one of the row's Words; the word is written
	Number             // a decimal number in the kernel's unit
	KernelNumber       // decimal digits without a sign, or one of the row's Words; digits are written
	CNumber            // a number as C writes it: 0x10 is 16 and 010 is 8; decimal digits are written
	MillisOrSpan       // digits are ms, all else is a TimeSpan; digits are written (netplan)
	SecondsText        // digits are s, a suffix makes a time span; digits are written (netplan, learn-packet-interval)
	TimeSpan           // systemd's time span, bare digits are seconds; "100ms" or "1s" is written
	ZeroOne            // 0 or 1
	YesNo              // systemd's booleans; "yes" and "no" are written
	PlainYesNo         // yes, no, on, off, 1, 0 and nothing else; "yes" and "no" are written (ifupdown2)
	YAMLBool           // netplan's booleans; "true" and "false" are written
	OnOff              // on, off, 1, 0; "on" and "off" are written
	Text               // the value as it is
	HardwareAddr       // a MAC address with colons, dashes or dots; colons are written
	CommaList          // a,b without blanks or empty entries
	PlusList           // a,b, or +a alone, repeated to add (initscripts)
	SignedList         // a LooseList whose signs are dropped: +a,-b (NetworkManager's ifcfg reader)
	LooseList          // a,b or a b, empty entries are dropped; a,b is written
	SpaceList          // a b
	Sequence           // a YAML or HCL list
	Flag               // a boolean at the port named by the value
	Literal            // HCL: a bare number, true, false or a quoted word; the writer quotes
)

// Status says what a tool makes of an alias.
type Status uint8

// The statuses.
const (
	Accepted Status = iota
	Deprecated
	Misspelt
)

// Alias is another key for the same option in the same dialect.
type Alias struct {
	Key    string
	Status Status
	// Since is the consumer's version that knows it, "" for always.
	Since string
}

// Cannot is a value that a dialect cannot carry, and why.
type Cannot struct {
	Value  string // canonical
	Reason string
}

// Spelling is one cell: how a dialect says an option, or why it cannot. The
// zero Spelling means that nobody has looked, and fails the table's test.
type Spelling struct {
	// Key is what the option is called; "" where Unsupported says why not.
	Key     string
	Aliases []Alias
	Place   Place
	Codec   Codec
	// Default is what silence means, in canonical form, where it is not the
	// kernel's default.
	Default string
	// Loses are the values that get lost on this way.
	Loses []Cannot
	// Since is the consumer's first version that knows the key, "" for any.
	Since string
	// Sent says when the consumer really passes the option on, "" for always.
	Sent string
	// SentModes are the modes in which the consumer passes it on; zero is all.
	SentModes Modes
	// Unsupported is the reason why the dialect cannot say it, "" if it can.
	Unsupported string
	// Source is where the cell was read or seen.
	Source string
}

// Supported reports whether the dialect has a key for the option.
func (s *Spelling) Supported() bool { return s.Key != "" }
