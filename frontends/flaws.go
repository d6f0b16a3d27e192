package frontends

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// mostFlaws bounds how often one flaw is reported in a file: one in Latin-1 or
// with old line ends has it in every line.
const mostFlaws = 20

// Flaws turns what the scan found in a file into findings.
func Flaws(f *source.File) diag.List {
	var list diag.List
	count := map[source.FlawKind]int{}
	for _, flaw := range f.Flaws {
		count[flaw.Kind]++
	}
	seen := map[source.FlawKind]int{}
	for _, flaw := range f.Flaws {
		if seen[flaw.Kind]++; seen[flaw.Kind] > mostFlaws {
			continue
		}
		d := describe(flaw)
		d.Span = flaw.Span
		if more := count[flaw.Kind] - mostFlaws; more > 0 && seen[flaw.Kind] == mostFlaws {
			d.Message += fmt.Sprintf(", as in %d more places of this file", more)
		}
		list.Add(d)
	}
	if strings.TrimSpace(f.Raw) == "" && !ofRunning(f) {
		list.Add(empty(f))
	}
	return list
}

// empty is normal for files that only add to others.
func empty(f *source.File) diag.Diagnostic {
	d := diag.Diagnostic{
		Code: diag.EmptyFile, Severity: diag.Warning, Span: f.Span(0, 0),
		Message: "this file is empty",
		Detail:  "A copy may have failed, or an editor truncated it. Nothing in it is part of the host.",
	}
	if front, ok := Claimed(f.Path); ok && (front.Name == "modprobe" || f.Path == "etc/sysconfig/network") {
		d.Severity = diag.Info
	}
	return d
}

func describe(flaw source.Flaw) diag.Diagnostic {
	switch flaw.Kind {
	case source.TooLarge:
		return diag.Diagnostic{Code: diag.TooLarge, Severity: diag.Error,
			Message: fmt.Sprintf("this file is larger than %d MiB and was not read", source.MaxSize>>20),
			Detail:  "No network configuration is that long; the file is probably not what its name says."}
	case source.TooDeep:
		return diag.Diagnostic{Code: diag.TooDeep, Severity: diag.Error,
			Message: fmt.Sprintf("brackets are nested deeper than %d here; the file was not read", source.MaxDepth),
			Detail:  "Parsers exhaust their stack on such text, so bondc refuses it."}
	case source.Binary:
		return diag.Diagnostic{Code: diag.BinaryFile, Severity: diag.Error,
			Message: "this file holds a NUL byte, so it is no text; it was not read",
			Detail:  "It may be a binary file under a configuration's name, or text in UTF-16. Save it as UTF-8."}
	case source.BareCR:
		return diag.Diagnostic{Code: diag.BareCR, Severity: diag.Error,
			Message: "a carriage return stands here without a line feed",
			Detail:  "The tools that apply the file take it for a part of the value, not for the end of the line. Convert the line ends to LF."}
	case source.CRLF:
		return diag.Diagnostic{Code: diag.CRLF, Severity: diag.Warning,
			Message: "the lines of this file end in CR LF",
			Detail:  "A shell and most tools take the CR for the last character of the value: \"yes\\r\" is not \"yes\". Convert the line ends to LF (sed -i 's/\\r$//')."}
	case source.ByteOrder:
		return diag.Diagnostic{Code: diag.ByteOrderMark, Severity: diag.Warning,
			Message: "the file starts with a UTF-8 byte order mark",
			Detail:  "To most tools it is part of the first key, which they then do not know. Save the file without it."}
	}
	return encoding(flaw)
}

// encoding is harmless in a comment, where Latin-1 umlauts usually are.
func encoding(flaw source.Flaw) diag.Diagnostic {
	d := diag.Diagnostic{Code: diag.BadEncoding, Severity: diag.Warning,
		Message: "these bytes are not UTF-8",
		Detail:  "NetworkManager and netplan refuse such a value; a shell passes it on. Save the file as UTF-8."}
	line := strings.TrimLeft(flaw.Span.File.LineSpan(flaw.Span.Line()).Text(), " \t")
	if strings.HasPrefix(line, "#") {
		d.Severity = diag.Info
		d.Message = "this comment is not UTF-8"
	}
	return d
}
