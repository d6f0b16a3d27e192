package modprobe

import (
	"path"
	"strings"

	"github.com/bondc/bondc/ir"
)

// install looks for what old hosts did to get a second set of parameters:
// "install bond1 /sbin/modprobe --ignore-install bonding -o bond1 mode=1"
// (lint-rules.md K07). Any other command is only kept. None is ever run.
func (r *reader) install(l *line, e *ir.Entry) {
	if canonical(l.word(1)) == driver && refuses(l.word(2)) {
		e.UsedBy = "install"
		r.host.Module.Disabled = ir.Some(true, l.span)
		return
	}
	instance, loads := "", false
	var parameters []word
	list := l.parameters(2)
	for i := 0; i < len(list); i++ {
		w, ends := beforeOperator(list[i])
		name, joined := strings.CutPrefix(w.text, "--name=")
		switch {
		case joined:
			instance = name
		case isNameFlag(w.text) && i+1 < len(list) && !ends:
			i++
			w, ends = beforeOperator(list[i])
			instance = w.text
		case isDriver(w.text):
			loads = true
		case loads && strings.Contains(w.text, "="):
			parameters = append(parameters, w)
		}
		if ends && loads {
			break
		}
	}
	if !loads || instance == "" {
		return
	}
	e.UsedBy, e.Link = "install", instance
	r.options(l, driver, instance, parameters)
}

// refuses reports whether a command does nothing, which keeps modprobe from
// loading the module.
func refuses(command string) bool {
	base := path.Base(command)
	return base == "true" || base == "false" || base == ":"
}

func isNameFlag(word string) bool { return word == "-o" || word == "--name" }

// isDriver reports whether a word of a command names the module, or its file
// for insmod.
func isDriver(word string) bool {
	base := strings.TrimSuffix(strings.TrimSuffix(path.Base(word), ".ko"), ".o")
	return canonical(base) == driver && (base == word || strings.HasPrefix(word, "/"))
}

// beforeOperator cuts a word where the shell would end the command, and
// reports whether it did.
func beforeOperator(w word) (word, bool) {
	i := strings.IndexAny(w.text, ";&|<>")
	if i < 0 {
		return w, false
	}
	w.text, w.to = w.text[:i], w.from+i
	return w, true
}
