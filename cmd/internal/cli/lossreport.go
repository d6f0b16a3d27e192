package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/bondc/bondc/cmd/internal/disk"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint/report"
)

// lossReport collects what conversions lose, for --loss-report.
type lossReport struct {
	name string
	// judged is never nil either.
	judged []judgedJSON
	// list is never nil: a run without losses writes an empty list.
	list []lossJSON
}

// lossJSON is one loss. Host, code, class, what and message are always there;
// link and item are left out where the loss is of no single one, file and line
// where it stands nowhere. Class is bookkeeping, behaviour or connectivity; what
// and item are the words of the JSON of diff. Accepted says that --accept put
// up with it, and failed that nothing was written for the host.
type lossJSON struct {
	Host     string `json:"host"`
	Link     string `json:"link,omitempty"`
	File     string `json:"file,omitempty"`
	Line     int    `json:"line,omitempty"`
	Code     string `json:"code"`
	Class    string `json:"class"`
	What     string `json:"what"`
	Item     string `json:"item,omitempty"`
	Message  string `json:"message"`
	Detail   string `json:"detail"`
	Accepted bool   `json:"accepted"`
	Failed   bool   `json:"failed"`
}

// judgedJSON is a program that reads the output. Version is the one that was
// written for, left out where none was named; by are the versions that have
// judged what bondc writes, nearest those of them next to version where it is
// none of them.
type judgedJSON struct {
	Program string   `json:"program"`
	Version string   `json:"version,omitempty"`
	By      []string `json:"by"`
	Nearest []string `json:"nearest,omitempty"`
}

// judgedBy notes who has judged what bondc writes for the target.
func (r *lossReport) judgedBy(list []target.Judgement) {
	if r == nil {
		return
	}
	for _, j := range list {
		r.judged = append(r.judged, judgedJSON{j.Program, j.Version, j.By, j.Nearest})
	}
}

// newLossReport returns nil where no file is wanted. A file that could not be
// written must not come to light after the conversion.
func newLossReport(name string) (*lossReport, error) {
	if name == "" {
		return nil, nil
	}
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, usagef("--loss-report %q: %s", name, err)
	case !info.Mode().IsRegular():
		return nil, usagef("--loss-report %q: it is not a regular file", name)
	}
	return &lossReport{name: name, judged: []judgedJSON{}, list: []lossJSON{}}, nil
}

// add notes the losses of one host.
func (r *lossReport) add(h *report.HostResult, diags diag.List, failed bool, accepts func(code string) bool) {
	if r == nil {
		return
	}
	for _, d := range diags {
		if d.Loss == nil {
			continue
		}
		j := lossJSON{
			Host: h.Name, Link: d.Link, Code: d.Code, Class: d.Loss.Class.String(), What: d.Loss.What, Item: d.Loss.Item,
			Message: d.Message, Detail: d.Detail, Accepted: accepts(d.Code), Failed: failed,
		}
		if d.Span.Known() {
			j.File, j.Line = d.Span.File.Name, d.Span.Line()
		}
		r.list = append(r.list, j)
	}
}

// save writes the file in one step.
func (r *lossReport) save() error {
	if r == nil {
		return nil
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(struct {
		Version int          `json:"version"`
		Judged  []judgedJSON `json:"judged"`
		Losses  []lossJSON   `json:"losses"`
	}{1, r.judged, r.list})
	if err != nil {
		return err
	}
	if err := disk.Replace(r.name, b.Bytes(), 0o644, nil); err != nil {
		return fmt.Errorf("--loss-report: %w", err)
	}
	return nil
}
