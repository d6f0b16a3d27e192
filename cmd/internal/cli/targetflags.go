package cli

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// targetFlags are TARGET of design.md section 5: who applies the files, and
// where.
func targetFlags() []*flagDef {
	return []*flagDef{
		wordFlag("via", "`WHO` applies the files:", target.ViaWords).otherwise("found from the files"),
		textFlag("kernel", "the kernel's version `X.Y`, or a release that names it"),
		{
			name: "env", usage: "a release or surroundings, as `NAME`; may be repeated. It takes:", list: environments,
			declare: manyFlag("", "").declare,
		},
	}
}

// inputFlags are the flags of everything that reads hosts.
func inputFlags() []*flagDef {
	return []*flagDef{
		wordFlag("from", "the `DIALECT` of the input:", readNames).otherwise("recognised"),
		numberFlag("jobs", "work on `N` hosts at the same time").otherwise("one per core"),
		switchFlag("follow", "follow symbolic links that lead out of PATH"),
		manyFlag("var", "give an HCL variable a value, as `NAME=VALUE`; may be repeated"),
	}
}

// environments returns what --env takes.
func environments() []string { return append(releaseNames(), target.Surroundings()...) }

func releaseNames() []string {
	var names []string
	for _, r := range target.Releases() {
		names = append(names, r.Name)
	}
	return names
}

// readTarget returns the target that the flags describe.
func readTarget(ctx *cli.Context) (target.Target, error) {
	var t target.Target
	for _, name := range manyOf(ctx, "env") {
		if err := environment(&t, name); err != nil {
			return t, err
		}
	}
	if word := ctx.String("via"); word != "" {
		via, ok := target.ParseVia(word)
		if !ok {
			return t, usagef("--via %q: the appliers are %s", word, strings.Join(target.ViaWords(), ", "))
		}
		t.Via = via
	}
	if word := ctx.String("kernel"); word != "" {
		var err error
		if t, err = t.WithKernel(word); err != nil {
			return t, usagef("--kernel %q %v; the releases are %s", word, err, strings.Join(releaseNames(), ", "))
		}
	}
	return t, nil
}

func environment(t *target.Target, name string) error {
	if slices.Contains(target.Surroundings(), name) {
		t.Env = append(t.Env, name)
		return nil
	}
	r, ok := target.FindRelease(name)
	if !ok {
		all := append(target.Surroundings(), releaseNames()...)
		if near := option.Nearest(name, all); near != "" {
			return usagef("--env %q is not known; did you mean %q?", name, near)
		}
		return usagef("--env %q is not known; it takes %s", name, strings.Join(all, ", "))
	}
	*t = t.On(r)
	return nil
}

// readVars returns the values of --var.
func readVars(ctx *cli.Context) (map[string]string, error) {
	vars := map[string]string{}
	for _, pair := range manyOf(ctx, "var") {
		name, value, ok := strings.Cut(pair, "=")
		if !ok || name == "" {
			return nil, usagef("--var %q: write NAME=VALUE", pair)
		}
		vars[name] = value
	}
	return vars, nil
}
