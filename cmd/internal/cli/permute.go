package cli

import (
	"strings"

	"github.com/urfave/cli/v2"
)

// permute moves flags that stand behind paths to the front, because
// urfave/cli v2 stops reading flags at the first argument that is none.
// Everything after "--" is left where it is.
func permute(args []string, flags []cli.Flag) []string {
	var front, rest []string
	for i := 0; i < len(args); i++ {
		arg := args[i]
		switch {
		case arg == "--":
			return append(append(front, "--"), append(rest, args[i+1:]...)...)
		case arg == "-" || !strings.HasPrefix(arg, "-"):
			rest = append(rest, arg)
		default:
			front = append(front, arg)
			if !takesValue(arg, flags) {
				continue
			}
			if i++; i == len(args) {
				return front // whose last flag has no value, which is an error
			}
			front = append(front, args[i])
		}
	}
	if len(rest) == 0 {
		return front
	}
	return append(append(front, "--"), rest...)
}

// takesValue reports whether the flag's value is the next argument.
func takesValue(arg string, flags []cli.Flag) bool {
	name := strings.TrimLeft(arg, "-")
	if strings.Contains(name, "=") {
		return false
	}
	for _, f := range flags {
		for _, n := range f.Names() {
			if n == name {
				def, ok := f.(*flagDef)
				return ok && !def.bare
			}
		}
	}
	return false
}
