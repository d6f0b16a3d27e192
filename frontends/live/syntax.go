package live

import (
	"strings"

	"github.com/bondc/bondc/ir/source"
)

// banner begins every file of /proc/net/bonding.
const banner = "Ethernet Channel Bonding Driver"

const (
	procBonds = "proc/net/bonding/"
	procVLANs = "proc/net/vlan/"
	sysLinks  = "sys/class/net/"
)

// place is what a file is about: the link, and the file's path below the
// link's folder of sysfs; for files of /proc it is their folder's.
type place struct{ link, file string }

// placeOf returns the place of a path below a root.
func placeOf(name string) (place, bool) {
	for _, dir := range []string{procBonds, procVLANs} {
		if link, ok := strings.CutPrefix(name, dir); ok {
			return place{link, dir}, link != "" && !strings.Contains(link, "/") && (dir != procVLANs || link != "config")
		}
	}
	rest, ok := strings.CutPrefix(name, sysLinks)
	if !ok {
		return place{}, false
	}
	link, file, ok := strings.Cut(rest, "/")
	return place{link, file}, ok && link != "" && shows(file)
}

// shows reports whether a file of a link's folder shows something that bondc
// reads.
func shows(file string) bool {
	folder, name, nested := strings.Cut(file, "/")
	if !nested {
		switch folder {
		case "address", "addr_assign_type", "mtu", "type", "uevent":
			return true
		}
		return false
	}
	switch folder {
	case "bonding":
		return !strings.Contains(name, "/")
	case "bonding_slave":
		return name == "perm_hwaddr" || name == portQueue()
	case "bridge":
		return bridgeFile(name)
	case "brif":
		_, leaf, ok := strings.Cut(name, "/")
		return ok && leaf == "priority"
	}
	return false
}

// word is a piece of a file's text with its place.
type word struct {
	text string
	span source.Span
}

// words cuts a span at blanks.
func words(s source.Span) []word {
	text := s.File.Text[s.Start:s.End]
	var list []word
	for at := 0; at < len(text); {
		if strings.IndexByte(" \t\r\n,", text[at]) >= 0 {
			at++
			continue
		}
		n := strings.IndexAny(text[at:], " \t\r\n,")
		if n < 0 {
			n = len(text) - at
		}
		list = append(list, word{text[at : at+n], s.Sub(at, at+n)})
		at += n
	}
	return list
}

// content is the value of a file of sysfs: its first line.
func content(f *source.File) word {
	text := f.Text
	if n := strings.IndexByte(text, '\n'); n >= 0 {
		text = text[:n]
	}
	return trimmed(f, 0, len(text))
}

func trimmed(f *source.File, from, to int) word {
	text := f.Text[from:to]
	left := len(text) - len(strings.TrimLeft(text, " \t\r"))
	text = strings.TrimSpace(text)
	return word{text, f.Span(from+left, from+left+len(text))}
}

// line is "Label: value" of a file of /proc.
type line struct {
	label string
	value word
	span  source.Span
}

// lines cuts a file of /proc in lines. A label may hold colons that no blank
// follows ("NS IPv6 target/s (xx::xx form)").
func lines(f *source.File) []line {
	var list []line
	at := 0
	for text := range strings.Lines(f.Text) {
		from, to := at, at+len(strings.TrimRight(text, "\r\n"))
		at += len(text)
		whole := trimmed(f, from, to)
		if whole.text == "" {
			continue
		}
		end := strings.Index(whole.text, ": ")
		if end < 0 {
			end = len(strings.TrimSuffix(whole.text, ":"))
		}
		start := whole.span.Start + min(end+1, len(whole.text))
		list = append(list, line{whole.text[:end], trimmed(f, start, whole.span.End), whole.span})
	}
	return list
}
