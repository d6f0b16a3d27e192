package ir

import (
	"strings"
	"unicode"

	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// MostLinks bounds the links of one host. The largest machines that are known,
// with all VLANs on several bonds, stay below it.
const MostLinks = 20_000

// MostSettings bounds the settings of one bond, and of one of its ports, however
// often options are repeated. There are about fifty options.
const MostSettings = 500

// Host is the network of one machine as one stack of files describes it.
type Host struct {
	// Name is the host's path below the argument, or its label in HCL.
	Name string
	// Dialects are the dialects that it was read from, the one that owns the
	// links first: "ifcfg", "modprobe".
	Dialects []string
	// Partial means that files of the host may be missing (standard input, a
	// lone copy): what needs absent files to be known stays silent.
	Partial bool
	// Links are all links, in the order in which they were declared.
	Links []*Link
	// Module is what modprobe files say about the bonding driver; nil if none.
	Module *Module
	// DNS is the host-wide part of DNS that belongs to no link.
	DNS DNS
	// Entries are all keys read, in order of files and text.
	Entries []*Entry
	// Ignores are the comments that silence findings.
	Ignores []Ignore
	// Files are the files that the host was read from.
	Files []*source.File
	// Evidence says who applies the files here, where the root shows it.
	Evidence Evidence
	// Span is the place that declares the host: its block in HCL, else none.
	Span source.Span
	// Beside are the hosts that other stacks of files in the same root describe:
	// the same machine, configured by somebody else.
	Beside []*Host

	index *index // nil until Settle
}

// Evidence is what a host's root shows about who applies its files.
type Evidence struct {
	// Via is the applier found, Unset without evidence.
	Via target.Via
	// Why is what was seen, for messages.
	Why string
	// Release is the release that the host runs, in the words of the table of
	// releases ("rhel-7"); "" without evidence.
	Release string
	// Boot is what the kernel's command line says about links, in the order of
	// the files and the text.
	Boot []BootWord
	// Unmanaged are the devices that NetworkManager leaves alone, and those that
	// it does not ("except:"), in the order of its files.
	Unmanaged []DeviceMatch
	// Resolver are the name servers and domains of the root's /etc/resolv.conf where
	// no program writes it.
	Resolver DNS
}

// DeviceMatch is one item of a list of devices in NetworkManager's own
// configuration: "interface-name:eth*", "mac:...", "type:bond", "except:...".
type DeviceMatch struct {
	Text string
	Span source.Span
}

// BootWord is a word on the kernel's command line that makes or configures a
// link before the host's own files are read: "bond=bond0:eth0,eth1".
type BootWord struct {
	Key, Value string
	Span       source.Span
}

// Dialect returns the dialect that owns the links, or "".
func (h *Host) Dialect() string {
	if len(h.Dialects) == 0 {
		return ""
	}
	return h.Dialects[0]
}

// Opt is a value that may have been written.
type Opt[T any] struct {
	Value T
	// Set reports whether it was written at all.
	Set bool
	// Span is the place of the value, or of what implied it.
	Span source.Span
}

// Some returns a written value.
func Some[T any](value T, span source.Span) Opt[T] {
	return Opt[T]{Value: value, Set: true, Span: span}
}

// Or returns the value, or other where it was not written.
func (o Opt[T]) Or(other T) T {
	if o.Set {
		return o.Value
	}
	return other
}

// Setting is one bonding option as it was written.
type Setting struct {
	// ID is the option, option.Unknown for a key that no row has.
	ID option.ID
	// Key is the key as written.
	Key string
	// Value is the canonical value in the kernel's words; lists are joined by
	// commas. It is "" where Problem says that the text could not be read.
	Value string
	// Raw is the value as written.
	Raw string
	// Adds means that the value adds to an earlier one (arp_ip_target=+a)
	// instead of replacing it.
	Adds bool
	// KeySpan and Span are the places of the key and of the value.
	KeySpan, Span source.Span
	// Problem is what is wrong with it; zero if nothing.
	Problem option.Problem
}

// Usable reports whether the setting has an option and a value.
func (s *Setting) Usable() bool {
	return s.ID != option.Unknown && s.Problem.Kind == option.NoProblem
}

// Unreadable says why the value of a setting that is not usable cannot be told,
// as the end of a sentence.
func (s *Setting) Unreadable() string {
	if text := s.Problem.Text; text != "" && !strings.ContainsFunc(text, unicode.IsControl) {
		return text
	}
	return "it could not be understood"
}

// WithController is what used (Entry.UsedBy) the line of a port's profile that
// keeps it from starting by itself, where its controller brings it up: such a port
// comes up with the bond or bridge, and does not bring that one up at boot.
const WithController = "with-controller"

// Entry is one key that was read, whether or not anybody understood it.
type Entry struct {
	// Dialect is the dialect that read it, as in Host.Dialects.
	Dialect string
	// File is where it stands; Section is the dialect's path to it.
	File    *source.File
	Section string
	Key     string
	// Value is the decoded value; Raw its text.
	Value, Raw string
	// Unknown means that nobody can tell the value from the file: a shell
	// would compute it, or the line cannot be parsed. Value is its text then.
	Unknown bool
	// Path is the mapping or list that the entry stands in, in a file that nests
	// them (netplan); nil at the top and in other files. Form is what it is there.
	Path *Path
	Form Form
	// KeySpan is the key, Span the whole assignment.
	KeySpan, Span source.Span
	// Link is the link that the entry belongs to, if any.
	Link string
	// UsedBy names what consumed the entry ("mtu", "address"); "" means
	// nobody did, which makes it residue.
	UsedBy string
	// Class says what is lost with it when it is residue.
	Class EntryClass
	// Reason says why it is residue, where there is more to say than that
	// bondc does not model the key. It ends the sentence "X is not carried over:
	// ..." and starts in lower case. Advice says what that means on the machine and
	// what to do, in sentences, where it is not what is true of all of the class.
	Reason, Advice string
}

// Path is the way to a mapping or list of a file that nests them, without the
// outermost key that all entries share. Each mapping that is read has its own.
type Path struct {
	// Up is the mapping or list around it, nil at the top.
	Up *Path
	// Key is the key that holds it in a mapping; in a list it is "" and Item
	// is the number of the item, from 1.
	Key  string
	Item int
}

// Form is what an entry is where it stands.
type Form uint8

// The forms.
const (
	KeyForm      Form = iota // a key with a value
	ItemForm                 // an item of the list Path
	EmptyMapping             // a key with a mapping without keys
	EmptyList                // a key with a list without items
)

// Residue returns the entries that nobody used.
func (h *Host) Residue() []*Entry {
	var rest []*Entry
	for _, e := range h.Entries {
		if e.UsedBy == "" {
			rest = append(rest, e)
		}
	}
	return rest
}

// Ignore is a comment that silences one rule on one line.
type Ignore struct {
	Rule, Reason string
	// Span is the comment; Line is the 1-based line that it silences.
	Span source.Span
	Line int
}
