package hcl

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// What evaluation may cost. A unit is about one byte or one nanosecond; a step
// and an element of a collection cost elementCost units, a string its bytes.
const (
	elementCost  = 32
	itemCost     = 256                     // of reading one attribute or block
	unknownCost  = 32 << 10                // of finding out what an unknown name was meant to be
	maxElements  = 100_000                 // of one value, all levels together
	maxString    = 1 << 20                 // bytes of one string
	maxValue     = 8 << 20                 // units of one value
	maxExponent  = 1024                    // numbers stay below 2^1024 and above 2^-1024
	maxErrors    = 1_000                   // findings of one host's expressions, each counted at every level
	hostBudget   = 32 << 20                // units of one host, or of all locals together
	fileBudget   = int64(256 << 20)        // units of one file ...
	perHostExtra = int64(64 << 10)         // ... and for each of its hosts
	maxHosts     = 200_000                 // of one for_each
	maxWidth     = 1_000                   // of a verb of format
	maxFor       = 3                       // for expressions inside each other
	tooCostly    = "Expression too costly" // the summary of what the budget reports
)

// budget is what is left for the evaluation of one host, and of its file.
type budget struct {
	host, errors int
	file         *int64
	// spent is set once and stays: what is evaluated after it has no value.
	// at is where that happened, told whether a finding said so.
	spent, told bool
	at          hcl.Range
}

func newBudget(file *int64) *budget {
	return &budget{host: hostBudget, errors: maxErrors, file: file}
}

// take spends units and reports whether they were left.
func (b *budget) take(units int, at hcl.Range) bool {
	b.host -= units
	*b.file -= int64(units)
	if !b.spent && (b.host < 0 || *b.file < 0) {
		b.spent, b.at = true, at
	}
	return !b.spent
}

// exhausted returns the diagnostic about a spent budget, the first time.
func (b *budget) exhausted() hcl.Diagnostics {
	if b.told {
		return nil
	}
	b.told = true
	return costly(b.at, "Evaluation stops here: the expressions of one host may take about 32 million steps and bytes together. Make the collections smaller, or move what does not depend on the host into locals.")
}

func costly(at hcl.Range, detail string) hcl.Diagnostics {
	return hcl.Diagnostics{{Severity: hcl.DiagError, Summary: tooCostly, Detail: detail, Subject: at.Ptr()}}
}

// weigher walks a value with everything in it. Values share parts, so a small
// value in memory can be huge to walk: the walk stops at the limits.
type weigher struct {
	units, elements int
	why             string
}

// weigh returns the units of a value and, where it is over a limit, why.
func weigh(v cty.Value) (units int, why string) {
	w := weigher{}
	w.walk(v)
	return w.units, w.why
}

func (w *weigher) walk(v cty.Value) {
	w.units += elementCost
	if w.why != "" || v == cty.NilVal || v.IsNull() || !v.IsKnown() {
		return
	}
	switch t := v.Type(); {
	case t == cty.String:
		w.text(v.AsString())
	case t == cty.Number:
		if !tame(v.AsBigFloat()) {
			w.why = "The number is too large or too small; numbers lie between 2^-1024 and 2^1024."
		}
	case t.IsListType(), t.IsTupleType(), t.IsSetType(), t.IsMapType(), t.IsObjectType():
		w.elements += v.LengthInt()
		if w.elements > maxElements {
			w.why = fmt.Sprintf("A value may have %d elements, counted through all levels.", maxElements)
			return
		}
		keyed := t.IsMapType() || t.IsObjectType()
		for it := v.ElementIterator(); it.Next() && w.why == ""; {
			k, e := it.Element()
			if keyed {
				w.text(k.AsString())
			}
			w.walk(e)
		}
	}
}

func (w *weigher) text(s string) {
	w.units += len(s)
	switch {
	case len(s) > maxString:
		w.why = fmt.Sprintf("A string may have %d bytes.", maxString)
	case w.units > maxValue:
		w.why = fmt.Sprintf("A value may have about %d bytes, counted through all levels.", maxValue)
	case hostile(s):
		w.why = "The string looks like a number that is too long or too large."
	}
}

// tame reports whether a number can be printed and calculated with cheaply.
func tame(f *big.Float) bool {
	if f.IsInf() {
		return false
	}
	exp := f.MantExp(nil)
	return f.Sign() == 0 || (exp <= maxExponent && exp >= -maxExponent)
}

// hostile reports whether converting the text to a number could be costly:
// parsing takes quadratic time in the digits, and a number with a large
// exponent is huge once it is printed.
func hostile(s string) bool {
	if s == "" || strings.IndexByte("0123456789+-.", s[0]) < 0 {
		return false
	}
	end := 0
	for end < len(s) && strings.IndexByte("0123456789+-._eEpPxXabcdfABCDF", s[end]) >= 0 {
		end++
	}
	if end > maxNumeral {
		return true
	}
	if end < len(s) || !strings.ContainsAny(s, "eEpP") {
		return false
	}
	v, err := cty.ParseNumberVal(s)
	return err == nil && !tame(v.AsBigFloat())
}
