package frontends

import (
	"fmt"
	"slices"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// mostItems bounds what one file may hold: its words and commas. A link takes
// about ten, so that a host with ir.MostLinks fits. The text alone may be short
// enough for source.MaxSize, and what is made of it a thousand times larger.
// HCL, which describes whole fleets, has limits of its own.
const mostItems = 200_000

// crowded takes the files out of a list that hold more than mostItems.
func crowded(front *Frontend, files []*source.File) ([]*source.File, diag.List) {
	if front.Name == "hcl" {
		return files, nil
	}
	var list diag.List
	few := slices.DeleteFunc(slices.Clone(files), func(f *source.File) bool {
		items := itemsOf(f.Text)
		if items > mostItems {
			list.Add(diag.Diagnostic{
				Code: diag.TooLarge, Severity: diag.Error, Span: f.LineSpan(1),
				Message: fmt.Sprintf("this file has %d words and commas, and bondc reads at most %d; it was not read", items, mostItems),
				Detail:  "No network configuration of one host is that long; the file is probably not what its name says. If it is, split it.",
			})
		}
		return items > mostItems
	})
	return few, list
}

// itemsOf counts words and commas.
func itemsOf(text string) int {
	n, blank := 0, true
	for i := range len(text) {
		switch c := text[i]; {
		case c == ',':
			n++
		case c <= ' ':
			blank = true
			continue
		case blank:
			n++
		}
		blank = false
	}
	return n
}

// tooMany is the finding about a host with more links than ir.MostLinks, or a bond
// with more settings than ir.MostSettings. Such a host is not judged: what is
// compared with each other would take hours.
func tooMany(h *ir.Host) diag.List {
	if len(h.Links) <= ir.MostLinks {
		return tooManyOptions(h)
	}
	return diag.List{{
		Code: diag.TooManyLinks, Severity: diag.Error, Span: h.Links[ir.MostLinks].Span, Link: h.Links[ir.MostLinks].Name,
		Message: fmt.Sprintf("this host has %d links, and bondc reads at most %d", len(h.Links), ir.MostLinks),
		Detail:  "The link marked here is one too many, so the host was not read. No machine has that many: look for a list that a program has written wrongly, or leave the files out with \"exclude\" in .bondc.hcl.",
	}}
}

func tooManyOptions(h *ir.Host) diag.List {
	for _, l := range h.Links {
		if l.Bond == nil {
			continue
		}
		list := l.Bond.Settings
		for i := range l.Bond.Ports {
			if more := l.Bond.Ports[i].Settings; len(more) > len(list) {
				list = more
			}
		}
		if len(list) <= ir.MostSettings {
			continue
		}
		return diag.List{{
			Code: diag.TooManyOptions, Severity: diag.Error, Span: list[ir.MostSettings].KeySpan, Link: l.Name,
			Message: fmt.Sprintf("%q has more than %d options", l.Name, ir.MostSettings),
			Detail:  "The one marked here is one too many, so the host was not read. There are about fifty options: look for what a program has written again and again.",
		}}
	}
	return nil
}
