package frontends

import (
	"path"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/source"
)

// bootFiles are the files below a root that hold the kernel's command line, and
// the folders of such files. What stands on it about links is done by the
// initramfs, before any service of the host reads its own files
// (dracut.cmdline(7), "Network"; facts/dialects.md 12).
func bootFiles() (files, folders []string) {
	return []string{"etc/default/grub", "etc/kernel/cmdline", "proc/cmdline"}, []string{"boot/loader/entries", "etc/dracut.conf.d"}
}

// BootFile reports whether a path below a root is a file with the kernel's
// command line.
func BootFile(name string) bool {
	files, folders := bootFiles()
	return slices.Contains(files, name) || slices.Contains(folders, path.Dir(name)) && path.Ext(name) == ".conf"
}

// bootMembers returns the files of a root that hold the kernel's command line;
// shown is how the root is printed.
func bootMembers(held *holdings, shown string) []member {
	var members []member
	add := func(rel string) {
		if full := held.root + "/" + rel; held.may(rel) && within(held.root, full) {
			members = append(members, member{full: full, name: path.Join(shown, rel), path: rel})
		}
	}
	files, folders := bootFiles()
	for _, f := range files {
		add(f)
	}
	for _, dir := range folders {
		for _, name := range names(held, dir) {
			if BootFile(dir + "/" + name) {
				add(dir + "/" + name)
			}
		}
	}
	return members
}

// readBoot reads what the kernel's command line says about links. A file that
// cannot be read says nothing: it is evidence, and no part of the host.
func readBoot(members []member) []ir.BootWord {
	var files []*source.File
	for i := range members {
		if f, err := members[i].read(); err == nil && !f.Fatal() {
			files = append(files, f)
		}
	}
	return BootWords(files)
}

// BootWords returns the words about links on the kernel's command line, as the
// files of a root write it.
func BootWords(files []*source.File) []ir.BootWord {
	var words []ir.BootWord
	for _, f := range files {
		at := 0
		for line := range strings.Lines(f.Text) {
			if from := commandLine(f.Path, line); from >= 0 {
				words = append(words, bootWords(f, at+from, at+len(line))...)
			}
			at += len(line)
		}
	}
	return words
}

// commandLine returns where the command line begins in a line of a file, -1
// where the line holds none.
func commandLine(file, line string) int {
	text := strings.TrimLeft(line, " \t")
	start := len(line) - len(text)
	if strings.HasPrefix(text, "#") {
		return -1
	}
	switch dir := path.Dir(file); {
	case file == "etc/default/grub":
		key, value, ok := strings.Cut(text, "=")
		if !ok || !strings.HasPrefix(key, "GRUB_CMDLINE_LINUX") {
			return -1
		}
		return len(line) - len(value)
	case dir == "etc/dracut.conf.d":
		key, value, ok := strings.Cut(text, "=")
		if !ok || strings.TrimRight(key, "+ ") != "kernel_cmdline" {
			return -1
		}
		return len(line) - len(value)
	case dir == "boot/loader/entries":
		rest, ok := strings.CutPrefix(text, "options")
		if !ok || strings.TrimLeft(rest, " \t") == rest {
			return -1
		}
		return len(line) - len(rest)
	}
	return start
}

// bootWords splits a command line. A word that a shell would complete is left
// out: nobody can tell it from the file.
func bootWords(f *source.File, from, to int) []ir.BootWord {
	var words []ir.BootWord
	for at := from; at < to; {
		n := strings.IndexAny(f.Text[at:to], " \t\r\n\"'")
		if n < 0 {
			n = to - at
		}
		word := f.Text[at : at+n]
		key, value, ok := strings.Cut(word, "=")
		if ok && slices.Contains([]string{"bond", "vlan", "bridge", "ifname", "ip"}, key) && !strings.ContainsAny(word, "$`\\") {
			words = append(words, ir.BootWord{Key: key, Value: value, Span: f.Span(at, at+n)})
		}
		at += n + 1
	}
	return words
}
