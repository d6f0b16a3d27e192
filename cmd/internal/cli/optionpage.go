package cli

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir/option"
)

// optionPage returns all that the table says about an option, as a page.
func optionPage(id option.ID) string {
	row := option.Get(id)
	var b strings.Builder
	fmt.Fprintf(&b, "# `%s`\n\n%s\n\n", row.Kernel, row.Doc)
	if row.Note != "" {
		fmt.Fprintf(&b, "%s\n\n", row.Note)
	}
	b.WriteString("## In the kernel\n\n| | |\n|---|---|\n")
	for _, f := range facts(row) {
		if f[1] != "" {
			fmt.Fprintf(&b, "| %s | %s |\n", f[0], cell(f[1]))
		}
	}
	b.WriteString("\n## In each dialect\n\n| dialect | key | notes |\n|---|---|---|\n")
	var cannot [][2]string
	for d := option.Dialect(0); d < option.NumDialects; d++ {
		s := option.Spell(id, d)
		if !s.Supported() {
			cannot = append(cannot, [2]string{d.String(), s.Unsupported})
			continue
		}
		fmt.Fprintf(&b, "| %s | `%s` | %s |\n", d, s.Key, cell(spelling(row, d, s)))
	}
	b.WriteString("\n")
	for _, c := range cannot {
		fmt.Fprintf(&b, "- %s cannot say it: %s\n", c[0], c[1])
	}
	if len(cannot) > 0 {
		b.WriteString("\n")
	}
	b.WriteString("## Sources\n\n")
	for _, source := range row.Sources {
		fmt.Fprintf(&b, "- %s\n", source)
	}
	return b.String()
}

// cell escapes what would end a cell of a table.
func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }

func facts(row *option.Row) [][2]string {
	list := [][2]string{
		{"belongs to", map[option.Scope]string{option.Bond: "a bond", option.Port: "a port of a bond", option.ModuleOnly: "the module"}[row.Scope]},
		{"values", values(row)},
		{"default", byDefault(row)},
	}
	if row.Scope.Configurable() {
		list = append(list, [2]string{"accepted in", row.Accepted.String()}, [2]string{"effective in", row.Effective.String()})
	}
	since := row.SinceNote
	if row.Since != "" {
		since = strings.TrimSpace("kernel " + row.Since + " " + row.SinceNote)
	}
	return append(list,
		[2]string{"needs", names(row.Needs)},
		[2]string{"not beside", names(row.Excludes)},
		[2]string{"since", since},
		[2]string{"removed", row.Removed},
		[2]string{"ip link", row.IPRoute},
		[2]string{"netlink", row.Netlink})
}

func byDefault(row *option.Row) string {
	text := strings.TrimSpace(row.Default + " " + unit(row))
	if row.Default == "" {
		text = ""
	}
	if row.ModeDefault != "" {
		text += "; " + strings.TrimSpace(row.ModeDefault+" "+unit(row)) + " in " + row.ModeDefaultIn.String()
	}
	return text
}

func unit(row *option.Row) string {
	if row.Kind != option.Int || row.Default == "" {
		return ""
	}
	return row.Unit.String()
}

func names(ids []option.ID) string {
	var list []string
	for _, id := range ids {
		list = append(list, option.Get(id).Kernel)
	}
	return strings.Join(list, ", ")
}

func values(row *option.Row) string {
	var words []string
	for _, v := range row.Values {
		word := fmt.Sprintf("%s (%d", v.Word, v.Number)
		if v.Since != "" {
			word += ", since " + v.Since
		}
		if v.Until != "" {
			word += ", until " + v.Until
		}
		words = append(words, word+")")
	}
	if len(words) > 0 {
		return strings.Join(words, ", ")
	}
	switch row.Kind {
	case option.Int:
		return strings.TrimSpace(fmt.Sprintf("%d to %d %s", row.Min, row.Max, row.Unit))
	case option.IfName:
		return "the name of a link"
	case option.IPv4List:
		return fmt.Sprintf("up to %d IPv4 addresses", row.Max)
	case option.IPv6List:
		return fmt.Sprintf("up to %d IPv6 addresses", row.Max)
	case option.MAC:
		return "a MAC address"
	}
	return ""
}

// spelling says in what a dialect's way differs from the kernel's.
func spelling(row *option.Row, d option.Dialect, s *option.Spelling) string {
	notes := []string{unitIn(row, s.Codec)}
	switch s.Place {
	case option.InPort:
		notes = append(notes, "at the port")
	case option.MarksPort:
		notes = append(notes, "a boolean at the port")
	case option.ModuleLine:
		notes = append(notes, "on an options line of the module")
	}
	if s.Since != "" {
		notes = append(notes, "since "+s.Since)
	}
	if s.Default != "" {
		notes = append(notes, "silence means "+s.Default)
	}
	for _, alias := range s.Aliases {
		notes = append(notes, "also "+alias.Key+map[option.Status]string{option.Deprecated: " (deprecated)", option.Misspelt: " (misspelt)"}[alias.Status])
	}
	if s.Sent != "" {
		notes = append(notes, "passed on "+s.Sent)
	}
	if s.SentModes != 0 {
		notes = append(notes, "passed on in "+s.SentModes.String())
	}
	for _, lost := range s.Loses {
		notes = append(notes, "cannot say "+lost.Value+": "+lost.Reason)
	}
	return strings.TrimPrefix(strings.Join(notes, "; "), "; ")
}

// unitIn says what a number without a unit counts.
func unitIn(row *option.Row, c option.Codec) string {
	if row.Kind != option.Int {
		return ""
	}
	switch c {
	case option.TimeSpan:
		return "a time span; a bare number counts seconds (write 100ms)"
	case option.MillisOrSpan:
		return "ms, or a time span with a unit"
	case option.SecondsText:
		return "s, or a time span with a unit"
	}
	return row.Unit.String()
}
