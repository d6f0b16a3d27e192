package hcl

import (
	"fmt"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// guarded returns the function with a check of its arguments before it. It
// serves the functions whose result, or work, is not bounded by the size of
// what they are given.
func guarded(f function.Function, guard func(args []cty.Value) error) function.Function {
	return function.New(&function.Spec{
		Params:   f.Params(),
		VarParam: f.VarParam(),
		Type: func(args []cty.Value) (cty.Type, error) {
			for _, arg := range args {
				if !arg.IsWhollyKnown() {
					return cty.DynamicPseudoType, nil
				}
			}
			if err := guard(args); err != nil {
				return cty.NilType, err
			}
			return f.ReturnTypeForValues(args)
		},
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) { return f.Call(args) },
	})
}

// guardFormat bounds the width and the precision of verbs, and what verbs can
// make together: one argument may be named by many.
func guardFormat(args []cty.Value) error {
	verbs, err := verbs(args[0].AsString())
	if err != nil {
		return err
	}
	size := 0
	for _, arg := range args[1:] {
		units, _ := weigh(arg)
		size += units
	}
	return fits(verbs, size+maxWidth, 1)
}

// guardFormatList does the same for the list that formatlist makes. What is
// not a list is repeated for each element of those that are.
func guardFormatList(args []cty.Value) error {
	verbs, err := verbs(args[0].AsString())
	if err != nil {
		return err
	}
	lists, single, count := 0, len(args[0].AsString())+maxWidth, 1
	for _, arg := range args[1:] {
		units, _ := weigh(arg)
		if t := arg.Type(); !arg.IsNull() && (t.IsListType() || t.IsSetType() || t.IsTupleType()) {
			lists += units
			count = max(count, arg.LengthInt())
		} else {
			single += units
		}
	}
	if err := fits(verbs, lists, maxValue/maxString); err != nil {
		return err
	}
	return fits(verbs*count, single, maxValue/maxString)
}

// verbs counts the verbs of a format and refuses wide ones.
func verbs(format string) (int, error) {
	count := 1
	for rest := format; ; count++ {
		i := strings.IndexByte(rest, '%')
		if i < 0 {
			return count, nil
		}
		rest = rest[i+1:]
		number := 0
		for _, c := range []byte(rest) {
			if c >= '0' && c <= '9' {
				if number = 10*number + int(c-'0'); number > maxWidth {
					return 0, function.NewArgErrorf(0, "width and precision of a verb may be %d at most", maxWidth)
				}
				continue
			}
			if strings.IndexByte("+-# .[]", c) < 0 {
				break
			}
			number = 0
		}
	}
}

// fits checks that count pieces of size bytes are at most so many strings of
// the largest size.
func fits(count, size, strings int) error {
	if int64(count)*int64(size) > int64(strings)*maxString {
		return fmt.Errorf("the result may be longer than %d bytes", strings*maxString)
	}
	return nil
}

func guardIndent(args []cty.Value) error {
	if n, _ := args[0].AsBigFloat().Int64(); n > maxWidth {
		return function.NewArgErrorf(0, "at most %d spaces", maxWidth)
	}
	n, _ := args[0].AsBigFloat().Int64()
	s := args[1].AsString()
	return fits(1, len(s)+strings.Count(s, "\n")*int(max(n, 0)), 1)
}

func guardJoin(args []cty.Value) error {
	size, count := 0, 0
	for _, list := range args[1:] {
		if list.IsNull() {
			continue
		}
		units, _ := weigh(list)
		size += units
		count += list.LengthInt()
	}
	if err := fits(count, len(args[0].AsString()), 1); err != nil {
		return err
	}
	return fits(1, size, maxValue/maxString)
}

func guardReplace(args []cty.Value) error {
	s, old := args[0].AsString(), args[1].AsString()
	if err := fits(strings.Count(s, old), len(args[2].AsString()), 1); err != nil {
		return err
	}
	return fits(1, len(s), 1)
}

// guardDistinct bounds a function that compares each element with each other.
func guardDistinct(args []cty.Value) error {
	const most = 2_000
	if !args[0].IsNull() && args[0].LengthInt() > most {
		return function.NewArgErrorf(0, "at most %d elements; toset does the same without a limit", most)
	}
	return nil
}

func guardProduct(args []cty.Value) error {
	product := len(args)
	for _, set := range args {
		if set.IsNull() {
			return nil
		}
		if product *= set.LengthInt(); product > maxElements {
			return fmt.Errorf("the product may have %d elements, counted through all levels", maxElements)
		}
	}
	return nil
}
