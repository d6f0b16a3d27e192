package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/urfave/cli/v2"

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
	// part is what the report of a shard tells the merge; nil in a whole run.
	part *report.Shard
}

// lossFile is the file of a run. Shard is there only in that of a shard.
type lossFile struct {
	Version int           `json:"version"`
	Judged  []judgedJSON  `json:"judged"`
	Losses  []lossJSON    `json:"losses"`
	Shard   *report.Shard `json:"shard,omitempty"`
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
	// Tree is the number of the host, or HCL file of hosts, in the whole run. It is
	// there only in the report of a shard.
	Tree int `json:"tree,omitempty"`
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

// ofShard notes of which shard of which run the report is, if of any.
func (r *lossReport) ofShard(ctx *cli.Context, in *input) {
	if r == nil {
		return
	}
	flags := []string{"convert", ctx.String("to"), fmt.Sprint(ctx.Bool("strict"), ctx.Bool("companions")), "accept"}
	flags = append(append(flags, manyOf(ctx, "accept")...), "rename")
	r.part = in.part(ctx, append(flags, manyOf(ctx, "rename")...)...)
}

// add notes the losses of one host of a tree.
func (r *lossReport) add(tree int, h *report.HostResult, diags diag.List, failed bool, accepts func(code string) bool) {
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
		if r.part != nil {
			j.Tree = tree
		}
		r.list = append(r.list, j)
	}
}

// save writes the file in one step.
func (r *lossReport) save(in *input) error {
	if r == nil {
		return nil
	}
	if r.part != nil {
		in.finishPart(r.part, nil)
	}
	text, err := (&lossFile{1, r.judged, r.list, r.part}).text()
	if err != nil {
		return err
	}
	if err := disk.Replace(r.name, text, 0o644, nil); err != nil {
		return fmt.Errorf("--loss-report: %w", err)
	}
	return nil
}

// text returns the bytes of the file. What stands for bytes that are no text is
// always escaped, so that the merge of shards, which reads it, writes the same.
func (f *lossFile) text() ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(f)
	return bytes.ReplaceAll(b.Bytes(), []byte("\uFFFD"), []byte(`\ufffd`)), err
}
