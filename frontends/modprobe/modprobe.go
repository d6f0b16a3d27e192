package modprobe

import (
	"iter"
	"path"
	"slices"
	"strings"

	"github.com/bondc/bondc/frontends/internal/ignores"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

const dialect = "modprobe"

// Claims reports whether a path is a file of the dialect: modprobe.conf and
// modules.conf of old releases, *.conf in a modprobe.d folder, and whatever
// else lies in etc/modprobe.d and is no backup: today's modprobe does not read
// it, but somebody may think so.
func Claims(name string) bool {
	base := path.Base(name)
	if strings.HasPrefix(base, ".") {
		return false
	}
	if base == "modprobe.conf" || base == "modules.conf" {
		return true
	}
	dir := path.Dir(name)
	if !strings.HasSuffix(base, ".conf") {
		return dir == "etc/modprobe.d" && !isBackup(base)
	}
	return path.Base(dir) == "modprobe.d" || dir == "."
}

// isBackup reports whether a name is what editors and packages leave behind.
func isBackup(base string) bool {
	return strings.HasPrefix(base, "README") || slices.ContainsFunc([]string{
		"~", ".bak", ".old", ".orig", ".save", ".swp", ".disabled",
		".rpmnew", ".rpmorig", ".rpmsave", ".dpkg-new", ".dpkg-old", ".dpkg-dist", ".dpkg-bak", ".ucf-dist", ".ucf-old",
	}, func(end string) bool { return strings.HasSuffix(base, end) })
}

// isRead reports whether the host's modprobe reads a file: kmod wants the
// suffix .conf (libkmod-config.c, conf_files_filter_out); module-init-tools of
// RHEL 5 and 6 reads all files of the folder (modprobe.c, read_config).
func isRead(f *source.File, release string) bool {
	return strings.HasSuffix(f.Path, ".conf") || path.Base(path.Dir(f.Path)) != "modprobe.d" ||
		release == "rhel-5" || release == "rhel-6"
}

// Sniff reports whether the text looks like the dialect: its first line that
// is no comment is a whole command that modprobe reads today.
func Sniff(f *source.File) bool {
	lines, _ := split(f)
	if len(lines) == 0 {
		return false
	}
	first := &lines[0]
	n := operands(first.word(0))
	return n > 0 && len(first.words) > n && !strings.Contains(first.word(1), "=")
}

// Parse reads the files as one host's and yields it. The host's links are the
// bonds that the module makes when nothing else describes them; joined to
// another dialect by ir.Host.Merge, only Module counts.
func Parse(files []*source.File, opt ir.ReadOptions) iter.Seq2[*ir.Host, diag.List] {
	return func(yield func(*ir.Host, diag.List) bool) {
		r := reader{host: &ir.Host{
			Name: opt.Host, Dialects: []string{dialect}, Partial: opt.Partial,
			Evidence: opt.Evidence, Files: files, Module: &ir.Module{},
		}, aliases: map[string]bool{}, linked: map[string]bool{}}
		var lines []line
		for _, f := range files {
			more, comments := split(f)
			if isRead(f, opt.Evidence.Release) {
				lines = append(lines, more...)
			} else {
				r.unread(more)
			}
			r.host.Ignores = append(r.host.Ignores, ignores.Find(ignores.Lines(comments))...)
		}
		for i := range lines {
			r.alias(&lines[i])
		}
		for i := range lines {
			r.line(&lines[i])
		}
		r.links()
		yield(r.host, r.diags)
	}
}
