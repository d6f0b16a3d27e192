package nmcli

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir/option"
)

// place is where a word of "connection add" or "modify" stands: the type of the
// profile, "" where the script does not say it, and the type of the controller
// that it has by then, "" for none and elsewhere for one that the script does not
// make.
type place struct{ kind, port string }

const elsewhere = "?"

// resolved is what a word stands for.
type resolved struct {
	name    string    // the property, "" for a word that is none
	id      option.ID // the bonding option, where the word is one
	refused string    // why nmcli refuses it; "" also where that cannot be told
}

// resolve follows nmcli (src/nmcli/connections.c,
// nmc_process_connection_properties): SETTING.PROPERTY, each as short as it stays
// clear among what such a profile has, or a word that stands for one of these.
func (p place) resolve(word string) resolved {
	if setting, property, dotted := strings.Cut(word, "."); dotted {
		return p.dotted(word, setting, property)
	}
	return p.alias(word)
}

// has reports whether such a profile has a setting; sure is false where the
// script does not tell.
func (p place) has(name string) (yes, sure bool) {
	own := ownOf(p.kind)
	switch {
	case own == "":
		return p.kind == "" || !listed("bond bridge vlan", name), false
	case listed(everywhere, name), listed(own, name):
		return true, true
	case listed(unbound, name):
		return p.port == "" || p.port == elsewhere, p.port != elsewhere
	case strings.HasSuffix(name, "-port"):
		return p.port == strings.TrimSuffix(name, "-port") || p.port == elsewhere, p.port != elsewhere
	}
	return false, true
}

// dotted resolves SETTING.PROPERTY.
func (p place) dotted(word, first, second string) resolved {
	if s := named(first); s != nil && s.takes(second) {
		if yes, _ := p.has(s.name); yes {
			return resolved{name: s.name + "." + second} // as nearly all are written
		}
	}
	s, refused := p.setting(first)
	if refused != "" {
		refused = fmt.Sprintf("%q is refused: %s", word, refused)
	}
	if s == nil {
		return resolved{name: strings.ToLower(word), refused: refused}
	}
	list := s.known()
	match := beginning(list, second)
	if len(match) > 1 {
		// What is clear to an older nmcli is not refused.
		if older := slices.DeleteFunc(slices.Clone(match), s.isNew); len(older) == 1 {
			match = older
		}
	}
	switch {
	case refused != "" && len(match) != 1:
		return resolved{name: s.name + "." + strings.ToLower(second), refused: refused}
	case len(match) == 1:
		return resolved{name: s.name + "." + match[0], refused: refused}
	case len(match) > 1:
		return resolved{name: s.name + "." + second, refused: fmt.Sprintf("%q is refused: it is short for %s", word, strings.Join(match, ", "))}
	}
	name := s.name + "." + strings.ToLower(second)
	if meant := nearest(list, second); meant != "" {
		return resolved{name: name, refused: fmt.Sprintf("%q is refused: %q has no such property; did you mean %q?", word, s.name, s.name+"."+meant)}
	}
	return resolved{name: name} // one of a later NetworkManager, maybe
}

// setting finds a setting by its name, and says why nmcli refuses it, if it does.
func (p place) setting(word string) (*setting, string) {
	var match, others []*setting
	certain := true
	for i := range settings {
		s := &settings[i]
		fits := beginning(slices.Values([]string{s.name, s.alias}), word)
		if len(fits) == 0 {
			continue
		}
		exact := slices.ContainsFunc(fits, func(name string) bool { return strings.EqualFold(name, word) })
		yes, sure := p.has(s.name)
		switch {
		case yes && exact:
			return s, ""
		case yes:
			match, certain = append(match, s), certain && sure
		case exact:
			others = slices.Insert(others, 0, s)
		default:
			others = append(others, s)
		}
	}
	switch {
	case len(others) > 0 && !certain && (strings.EqualFold(others[0].name, word) || strings.EqualFold(others[0].alias, word)):
		return others[0], p.lacks(others[0].name)
	case len(match) == 1:
		return match[0], ""
	case len(match) > 1 && certain:
		names := make([]string, len(match))
		for i, s := range match {
			names[i] = s.name
		}
		return nil, fmt.Sprintf("%q is short for %s", word, strings.Join(names, ", "))
	case len(match) > 1:
		return match[0], ""
	case len(others) > 0:
		return others[0], p.lacks(others[0].name)
	}
	var known []string
	for _, s := range settings {
		known = append(known, s.name)
	}
	if meant := nearest(slices.Values(known), word); meant != "" {
		return nil, fmt.Sprintf("there is no setting %q; did you mean %q?", word, meant)
	}
	return nil, ""
}

// lacks says why such a profile does not have a setting.
func (p place) lacks(name string) string {
	switch {
	case p.kind == untyped:
		return "nmcli takes settings of a type only behind \"type\""
	case p.port != "" && listed(unbound, name):
		return fmt.Sprintf("the port of a %s has no settings of %q, and it is one from where its controller stands", p.port, name)
	case strings.HasSuffix(name, "-port"):
		return fmt.Sprintf("only the port of a %s has settings of %q, from where its controller stands", strings.TrimSuffix(name, "-port"), name)
	}
	return fmt.Sprintf("a profile of type %q has no settings of %q", p.kind, name)
}

// alias resolves a word without a dot. It counts where one setting of such a
// profile has it, as it is spelt; that of a port also looks at those of its
// controller (seen with 1.42.4 and 1.52.1).
func (p place) alias(word string) resolved {
	if p.reads("bond") && listed(bondAliases, word) {
		if _, sure := p.has("bond"); sure && p.kind != "bond" {
			return resolved{name: "bond." + word} // nmcli stumbles over it
		}
		return bondOption(word)
	}
	var match []string
	for i := range aliases {
		if a := &aliases[i]; a.word == word && p.reads(a.setting) {
			match = append(match, a.setting+"."+a.property)
		}
	}
	_, sure := p.has("connection")
	switch {
	case len(match) == 0 && !sure && (p.kind != "" || listed(foreign, word)):
		return resolved{name: strings.TrimPrefix(p.kind+"."+word, ".")} // a word of a type that bondc does not model
	case len(match) == 0:
		return p.noAlias(word)
	}
	name := match[len(match)-1]
	if !sure {
		name = match[0]
	}
	if len(match) > 1 && sure {
		return resolved{name: name, refused: fmt.Sprintf("%q is refused: it stands for %s", word, strings.Join(match, " and "))}
	}
	return resolved{name: name}
}

// reads reports whether nmcli looks for words among those of a setting.
func (p place) reads(setting string) bool {
	yes, _ := p.has(setting)
	return yes || setting == p.port
}

// noAlias is a word that stands for nothing. What was meant by the name of a
// bonding option is clear all the same.
func (p place) noAlias(word string) resolved {
	var known []string
	if p.reads("bond") {
		known = strings.Fields(bondAliases)
	}
	for _, a := range aliases {
		if p.reads(a.setting) {
			known = append(known, a.word)
		}
	}
	refused := fmt.Sprintf("%q is no property that nmcli takes here", word)
	if p.kind == untyped {
		refused += ", where the type of the profile is not read yet"
	}
	if is := bondOption(word); p.kind == "bond" && is.id != option.Unknown {
		write := "+bond.options " + option.Spell(is.id, option.NM).Key + "=VALUE"
		if dashed := strings.ReplaceAll(word, "_", "-"); listed(bondAliases, dashed) {
			write = dashed
		}
		is.refused = fmt.Sprintf("%s: write %q", refused, write)
		return is
	}
	if meant := nearest(slices.Values(known), word); meant != "" {
		refused += fmt.Sprintf("; did you mean %q?", meant)
	}
	return resolved{refused: refused}
}

// bondOption resolves the name of a bonding option.
func bondOption(word string) resolved {
	id, _ := option.Lookup(option.NM, strings.ReplaceAll(word, "-", "_"))
	if id != option.Unknown && option.Spell(id, option.NM).Place != option.InBond {
		id = option.Unknown
	}
	return resolved{name: "bond.options", id: id}
}

// beginning returns the words that begin with a text in letters of either case,
// or the one that is the text.
func beginning(words iter.Seq[string], text string) []string {
	var list []string
	for w := range words {
		switch {
		case w == "" || text == "" || len(w) < len(text) || !strings.EqualFold(w[:len(text)], text):
		case len(w) == len(text):
			return []string{w}
		default:
			list = append(list, w)
		}
	}
	return list
}

// nearest returns the word that was probably meant, "" for none.
func nearest(words iter.Seq[string], text string) string {
	const limit = 3 // letters
	best, least := "", limit
	for w := range words {
		if d := option.Distance(w, strings.ToLower(text), least); d < least && len(text) > limit {
			best, least = w, d
		}
	}
	return best
}

// listed reports whether a word stands in a list of words with a blank between
// them, some of them behind a "+".
func listed(list, word string) bool {
	if word == "" || strings.Contains(word, " ") {
		return false
	}
	for at := 0; ; {
		i := strings.Index(list[at:], word)
		if i < 0 {
			return false
		}
		start, end := at+i, at+i+len(word)
		if (start == 0 || list[start-1] == ' ' || list[start-1] == '+') && (end == len(list) || list[end] == ' ') {
			return true
		}
		at = end
	}
}
