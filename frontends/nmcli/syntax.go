package nmcli

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"github.com/bondc/bondc/frontends/internal/shellkv"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// command is one call of nmcli, without its name.
type command struct {
	words []shellkv.Item
	span  source.Span
	// saves means that bondc's own function save is called, which takes the
	// words of "nmcli connection add".
	saves bool
}

// script finds the calls of nmcli in a script.
type script struct {
	reader *reader
	// own means that bondc wrote the script.
	own      bool
	commands []command
	// functions are those of the script, and whether they call nmcli.
	functions map[string]bool
	reported  int
}

// maxReported bounds the findings about what is not read of one script.
const maxReported = 100

// calls reads a script.
func (r *reader) calls(f *source.File) []command {
	text, diags := shellkv.ReadScript(f)
	r.diags = append(r.diags, diags...)
	text.Vars()
	r.comments(text)
	s := &script{reader: r, functions: map[string]bool{}}
	s.own = written(f)
	for i := range text.Statements {
		s.statement(&text.Statements[i])
	}
	return s.commands
}

// written reports whether bondc wrote the script.
func written(f *source.File) bool {
	head := f.Text[:min(len(f.Text), 200)]
	return strings.HasPrefix(head, "#!/bin/sh\n# "+ir.Marker) && strings.Contains(f.Text, "\nsave() {\n")
}

// statement goes through one statement as if every command in it succeeded.
func (s *script) statement(st *shellkv.Statement) {
	switch cmd := st.Cmd.(type) {
	case *syntax.CallExpr:
		if len(cmd.Args) > 0 {
			s.call(st)
		}
	case *syntax.BinaryCmd:
		s.binary(st, cmd)
	case *syntax.Block:
		s.all(st, cmd.Stmts)
	case *syntax.Subshell:
		s.all(st, cmd.Stmts)
	case *syntax.FuncDecl:
		if cmd.Name != nil {
			s.functions[cmd.Name.Value] = !s.own && concerns(st)
		}
	case nil, *syntax.DeclClause, *syntax.TestClause, *syntax.ArithmCmd:
	default:
		if concerns(st) || s.callsFunction(st) {
			s.notRead(st.Span(), "what stands in a condition or loop", "only a shell knows which of these commands run, and how often")
		}
	}
}

func (s *script) all(st *shellkv.Statement, list []*syntax.Stmt) {
	for _, part := range list {
		s.statement(st.Of(part))
	}
}

// binary reads both sides of "&&". What stands behind "||" runs only after a
// failure.
func (s *script) binary(st *shellkv.Statement, cmd *syntax.BinaryCmd) {
	x, y := st.Of(cmd.X), st.Of(cmd.Y)
	s.statement(x)
	switch {
	case cmd.Op == syntax.AndStmt, cmd.Op == syntax.Pipe, cmd.Op == syntax.PipeAll:
		s.statement(y)
	case concerns(y):
		s.notRead(y.Span(), "what runs only if another command fails", "bondc takes it that every command succeeds")
	}
}

// concerns reports whether a statement calls nmcli somewhere.
func concerns(st *shellkv.Statement) bool { return strings.Contains(st.Span().Text(), "nmcli") }

func (s *script) callsFunction(st *shellkv.Statement) bool {
	text := st.Span().Text()
	for name, calls := range s.functions {
		if calls && strings.Contains(text, name) {
			return true
		}
	}
	return false
}

func (s *script) notRead(span source.Span, what, why string) {
	if s.reported++; s.reported > maxReported {
		return
	}
	s.reader.report(diag.NotEvaluated, span, "", what+" is not read: "+why,
		"bondc treats the script as data and runs nothing, so what this changes is not part of the host. Write the commands out one by one.")
}

// call reads a simple command.
func (s *script) call(st *shellkv.Statement) {
	words := st.Words()
	for len(words) > 1 && slices.Contains([]string{"sudo", "command", "exec", "env"}, words[0].Value) {
		words = words[1:]
		for len(words) > 1 && strings.HasPrefix(words[0].Value, "-") {
			words = words[1:]
		}
	}
	if len(words) == 0 {
		return
	}
	name := words[0].Value
	switch {
	case words[0].Unknown != "":
		s.notRead(st.Span(), "this command", fmt.Sprintf("its name depends on %s", words[0].Unknown))
	case path.Base(name) == "nmcli":
		s.commands = append(s.commands, command{words: words[1:], span: st.Span()})
	case s.own && name == "save":
		for i := range words {
			words[i] = words[i].Called("known")
		}
		s.commands = append(s.commands, command{words: words[1:], span: st.Span(), saves: true})
	case s.own && (name == "up" || name == "claim"), harmless(name):
	case s.functions[name]:
		s.notRead(st.Span(), fmt.Sprintf("the function %q", name), "bondc runs no functions")
	case changes(path.Base(name)):
		s.notRead(st.Span(), fmt.Sprintf("%q", name), "it changes the network past NetworkManager's profiles")
	}
}

// harmless reports whether a command changes no configuration.
func harmless(name string) bool {
	switch name {
	case "echo", "printf", "set", "exit", "sleep", "true", ":", "trap", "[", "test":
		return true
	}
	return false
}

// changes reports whether a command configures the network itself.
func changes(name string) bool {
	switch name {
	case "ip", "ifconfig", "route", "ifenslave", "ethtool", "brctl", "vconfig", "nmtui", "nmstatectl", "eval", "source", ".", "modprobe", "teamd":
		return true
	}
	return false
}
