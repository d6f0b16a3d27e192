package golden

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir/option"
)

const module = "github.com/bondc/bondc"

// law is the import law of design.md, section 3: what a package may import of
// ours and of others. A pattern ends in "/..." for a tree.
var law = []struct {
	pkg        string
	ours       []string
	thirdParty []string
}{
	{"ir/source", nil, nil},
	{"ir/option", nil, nil},
	{"ir/target", nil, nil},
	{"ir/diag", []string{"ir/source", "ir/option"}, nil},
	{"ir", []string{"ir/diag", "ir/target", "ir/source", "ir/option"}, nil},
	{"ir/kernel", []string{"ir", "ir/diag", "ir/target", "ir/source", "ir/option"}, nil},
	{"ir/effect", []string{"ir/kernel", "ir", "ir/diag", "ir/target", "ir/source", "ir/option"}, nil},
	{"docs", nil, nil},
	{"lint", []string{"ir/...", "ir"}, nil},
	{"lint/settings", []string{"lint", "ir/...", "ir"}, []string{"github.com/hashicorp/hcl/v2/...", "github.com/zclconf/go-cty/..."}},
	{"lint/rules", []string{"lint", "ir/...", "ir"}, nil},
	{"lint/report", []string{"lint", "ir/...", "ir"}, nil},
	{"frontends/internal/readertest", []string{"ir/...", "ir"}, []string{"github.com/google/go-cmp/cmp", "github.com/rogpeppe/go-internal/txtar"}}, // for tests only
	{"lint/baseline", []string{"lint/report", "ir/...", "ir"}, nil},
	{"frontends/internal/yamltree", []string{"frontends/internal/ignores", "ir/...", "ir"}, []string{"gopkg.in/yaml.v3"}},
	{"frontends/internal/...", []string{"frontends/internal/...", "ir/...", "ir"}, []string{"mvdan.cc/sh/v3/syntax"}},
	{"frontends", []string{"frontends/ifcfg", "frontends/netplan", "frontends/modprobe", "frontends/keyfile", "frontends/nmcli", "frontends/networkd", "frontends/ifupdown", "frontends/live", "frontends/suse", "frontends/hcl", "frontends/cloudinit", "frontends/nmstate", "frontends/dracut", "frontends/internal/...", "ir/...", "ir"}, nil},
	{"frontends/nmstate", []string{"frontends/internal/...", "ir/...", "ir"}, nil},
	{"frontends/dracut", []string{"frontends/internal/...", "ir/...", "ir"}, nil},
	{"frontends/cloudinit", []string{"frontends/internal/...", "ir/...", "ir"}, nil},
	{"frontends/ifcfg", []string{"frontends/internal/...", "ir/...", "ir"}, []string{"mvdan.cc/sh/v3/syntax"}},
	{"frontends/keyfile", []string{"frontends/internal/...", "ir/...", "ir"}, []string{"gopkg.in/ini.v1"}},
	{"frontends/ifupdown", []string{"frontends/internal/...", "ir/...", "ir"}, nil},
	{"frontends/suse", []string{"frontends/internal/...", "ir/...", "ir"}, nil},
	{"frontends/live", []string{"frontends/internal/...", "ir/...", "ir"}, nil},
	{"frontends/networkd", []string{"frontends/internal/...", "ir/...", "ir"}, nil},
	{"frontends/nmcli", []string{"frontends/internal/...", "ir/...", "ir"}, []string{"mvdan.cc/sh/v3/syntax"}},
	{"frontends/modprobe", []string{"frontends/internal/...", "ir/...", "ir"}, nil},
	{"frontends/netplan", []string{"frontends/internal/...", "ir/...", "ir"}, nil},
	{"frontends/hcl", []string{"frontends/internal/...", "ir/...", "ir"}, []string{"github.com/hashicorp/hcl/v2/...", "github.com/zclconf/go-cty/..."}},
	{"backends/internal/sample", []string{"ir/...", "ir"}, []string{"github.com/google/go-cmp/cmp", "github.com/rogpeppe/go-internal/txtar"}}, // for tests only
	{"backends/internal/...", []string{"backends/internal/...", "ir/...", "ir"}, nil},
	{"backends", []string{"backends/ifcfg", "backends/netplan", "backends/nmcli", "backends/keyfile", "backends/networkd", "backends/ifupdown", "backends/modprobe", "backends/hcl", "ir/...", "ir"}, nil},
	{"backends/ifcfg", []string{"backends/internal/...", "ir/...", "ir"}, nil},
	{"backends/keyfile", []string{"backends/internal/...", "ir/...", "ir"}, nil},
	{"backends/nmcli", []string{"backends/internal/...", "ir/...", "ir"}, nil},
	{"backends/modprobe", []string{"backends/internal/...", "ir/...", "ir"}, nil},
	{"backends/ifupdown", []string{"backends/internal/...", "ir/...", "ir"}, nil},
	{"backends/networkd", []string{"backends/internal/...", "ir/...", "ir"}, nil},
	{"backends/netplan", []string{"backends/internal/...", "ir/...", "ir"}, []string{"gopkg.in/yaml.v3"}},
	{"backends/hcl", []string{"backends/internal/...", "ir/...", "ir"}, []string{"github.com/hashicorp/hcl/v2/...", "github.com/zclconf/go-cty/..."}},
	{"", []string{"frontends", "backends", "lint/...", "lint", "docs", "ir/...", "ir"}, nil},
	{"cmd/internal/cli", []string{"", "cmd/internal/page", "cmd/internal/disk", "frontends", "backends", "lint/...", "lint", "docs", "ir/...", "ir", "frontends/hcl"}, []string{"github.com/urfave/cli/v2"}},
	{"cmd/internal/page", nil, nil},
	{"cmd/internal/disk", []string{"ir"}, []string{"golang.org/x/sys/unix"}},
	{"cmd/bondc", []string{"cmd/internal/cli"}, nil},
	{"cmd/release", []string{""}, nil},
	{"cmd/fuzz", nil, nil},
	{"golden", []string{"...", ""}, nil},
	{"golden/drawn", []string{"ir/...", "ir"}, nil},                                               // for tests only
	{"golden/kernel/...", []string{"...", ""}, []string{"github.com/rogpeppe/go-internal/txtar"}}, // for tests only
}

// source is one file of the tree that the law holds for.
type sourceFile struct {
	pkg, path string
	fset      *token.FileSet
	ast       *ast.File
}

func (f *sourceFile) at(t *testing.T, pos token.Pos, format string, args ...any) {
	t.Helper()
	args = append([]any{f.path, f.fset.Position(pos).Line}, args...)
	t.Errorf("%s:%d: "+format, args...)
}

// tree parses every Go file that is not a test.
func tree(t *testing.T) []sourceFile {
	var files []sourceFile
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == ".git" || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		fset := token.NewFileSet()
		parsed, err := parser.ParseFile(fset, name, nil, 0)
		rel, _ := filepath.Rel("..", name)
		pkg := filepath.ToSlash(filepath.Dir(rel))
		if pkg == "." {
			pkg = ""
		}
		files = append(files, sourceFile{pkg, filepath.ToSlash(rel), fset, parsed})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 50 {
		t.Fatalf("only %d source files found: the test looks at the wrong tree", len(files))
	}
	return files
}

func matches(patterns []string, path string) bool {
	for _, p := range patterns {
		base, wild := strings.CutSuffix(p, "...")
		if p == path || (wild && (strings.HasPrefix(path, base) || path == strings.TrimSuffix(base, "/"))) {
			return true
		}
	}
	return false
}

func TestImportsPointDown(t *testing.T) {
	for _, f := range tree(t) {
		i := slices.IndexFunc(law, func(l struct {
			pkg        string
			ours       []string
			thirdParty []string
		}) bool {
			return matches([]string{l.pkg}, f.pkg)
		})
		if i < 0 {
			t.Errorf("%s: the law has no line for package %q", f.path, f.pkg)
			continue
		}
		for _, imp := range f.ast.Imports {
			path, _ := strconv.Unquote(imp.Path.Value)
			switch first, _, _ := strings.Cut(path, "/"); {
			case path == module || strings.HasPrefix(path, module+"/"):
				if ours := strings.TrimPrefix(strings.TrimPrefix(path, module), "/"); !matches(law[i].ours, ours) {
					f.at(t, imp.Pos(), "package %q may not import %q", f.pkg, ours)
				}
			case strings.Contains(first, "."):
				if !matches(law[i].thirdParty, path) {
					f.at(t, imp.Pos(), "package %q may not import %q", f.pkg, path)
				}
			}
		}
	}
}

// TestLibrariesAreQuiet holds what makes the packages usable as a library: no
// init, no printing, no exit, nothing built at start-up outside cmd and the
// programs that golden/kernel starts in its guest.
func TestLibrariesAreQuiet(t *testing.T) {
	for _, f := range tree(t) {
		if program := f.ast.Name.Name == "main"; program || strings.HasPrefix(f.pkg, "cmd/") {
			continue
		}
		for _, decl := range f.ast.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				f.at(t, fn.Pos(), "no init functions")
			}
			if gen, ok := decl.(*ast.GenDecl); ok && gen.Tok == token.VAR {
				startup(t, &f, gen)
			}
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			x, ok := sel.X.(*ast.Ident)
			if ok && x.Obj == nil && loud(x.Name, sel.Sel.Name) {
				f.at(t, sel.Pos(), "no %s.%s outside cmd", x.Name, sel.Sel.Name)
			}
			return true
		})
	}
}

func loud(pkg, name string) bool {
	switch pkg {
	case "os":
		return name == "Exit" || name == "Stdout" || name == "Stderr"
	case "fmt":
		return strings.HasPrefix(name, "Print")
	case "log":
		return true
	}
	return false
}

// startup refuses maps and calls in package variables: they cost every run.
func startup(t *testing.T, f *sourceFile, gen *ast.GenDecl) {
	for _, spec := range gen.Specs {
		for _, value := range spec.(*ast.ValueSpec).Values {
			ast.Inspect(value, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.FuncLit:
					return false
				case *ast.MapType:
					f.at(t, n.Pos(), "no map at package level")
				case *ast.CallExpr:
					if !cheap(n) {
						f.at(t, n.Pos(), "no call at package level")
					}
				}
				return true
			})
		}
	}
}

// cheap allows conversions, errors.New and embedded file systems.
func cheap(call *ast.CallExpr) bool {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		_, ident := call.Fun.(*ast.Ident)
		return ident
	}
	x, ok := sel.X.(*ast.Ident)
	return ok && x.Name == "errors" && sel.Sel.Name == "New"
}

// TestOptionsLiveInTheTable finds names of options that are spelled out
// anywhere but in the table.
func TestOptionsLiveInTheTable(t *testing.T) {
	names := map[string]bool{}
	for _, row := range option.Rows() {
		if row.Scope == option.ReadOnly {
			continue
		}
		names[row.Kernel] = true
		for d := option.Dialect(0); d < option.NumDialects; d++ {
			names[option.Spell(row.ID, d).Key] = true
		}
	}
	// Words of more than one meaning: they name other things as well
	// (balance-slb is also a mode of Open vSwitch).
	for _, common := range []string{"", "mode", "primary", "slaves", "prio", "state", "balance-slb"} {
		delete(names, common)
	}
	for _, f := range tree(t) {
		if f.pkg == "ir/option" {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			if tag, ok := n.(*ast.Field); ok && tag.Tag != nil {
				return false
			}
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			if word, err := strconv.Unquote(lit.Value); err == nil && names[word] {
				f.at(t, lit.Pos(), "option %q is spelled outside the table", word)
			}
			return true
		})
	}
}

// TestNoLocalPaths keeps paths of the machine at hand out of the repository.
func TestNoLocalPaths(t *testing.T) {
	wd, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	root := filepath.Dir(wd)
	for _, f := range tree(t) {
		data, err := os.ReadFile(filepath.Join("..", f.path))
		if err != nil {
			t.Fatal(err)
		}
		if root != "/" && strings.Contains(string(data), root+"/") {
			t.Errorf("%s: holds the path of this checkout", f.path)
		}
	}
}
