package report

import (
	"io"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// Reporter is one format. Begin comes first, then the findings in their final
// order, then End. A Reporter keeps nothing of a finding after it returns.
type Reporter interface {
	Begin() error
	Finding(Finding) error
	End(Summary) error
}

// hosted is a Reporter that is also told which hosts come next, those without
// findings too. Several hosts of one HCL file come together.
type hosted interface {
	Hosts(names []string) error
}

// Finding is a diagnostic with the hosts that it was found on.
type Finding struct {
	diag.Diagnostic
	// Hosts are the names of the hosts, at least one. There are several where
	// one place of an HCL file describes several hosts.
	Hosts []string
	// Named means that the place alone does not tell the host, so that a
	// format for people names it.
	Named bool

	// tree is HostResult.Tree; claim is set where this is no finding yet.
	tree  int
	claim *Claim
}

// HostResult is what is reported about one host.
type HostResult struct {
	// Name is the host's name, "" for findings that belong to no host.
	Name string
	// Span is the block that declares the host in HCL, else no place.
	Span source.Span
	// Files are the names of the files that the host was read from.
	Files []string
	// Findings are the findings in their final order.
	Findings diag.List
	// Claims are the addresses for the merge of shards, where the run is one,
	// in the order of findings.
	Claims []Claim
	// Tree is the number of the tree that the host was read from; the merge of
	// shards goes by it.
	Tree int
}

// Summary counts what was reported. A finding that several hosts share counts
// once, a file that several hosts share too.
type Summary struct {
	Hosts    int `json:"hosts"`
	Files    int `json:"files"`
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Infos    int `json:"infos"`
	// Baselined counts the findings that are known already and not reported.
	Baselined int `json:"baselined,omitempty"`
}

// Worst returns the worst severity counted, and false if there is none.
func (s Summary) Worst() (diag.Severity, bool) {
	switch {
	case s.Errors > 0:
		return diag.Error, true
	case s.Warnings > 0:
		return diag.Warning, true
	case s.Infos > 0:
		return diag.Info, true
	}
	return 0, false
}

func (s *Summary) count(severity diag.Severity) {
	switch severity {
	case diag.Error:
		s.Errors++
	case diag.Warning:
		s.Warnings++
	default:
		s.Infos++
	}
}

// Options are what a format may need beside the findings.
type Options struct {
	// Color asks for terminal colours.
	Color bool
	// Infos asks for findings of severity info, where the format is for
	// people. They are counted in any case.
	Infos bool
	// Flag is the flag that asks for them, for the line that counts them.
	Flag string
	// Quiet leaves out the line of the summary where there is no finding.
	Quiet bool
	// FailOn is the mildest severity that fails the run; 0 is none. Formats
	// that tell success from failure need it.
	FailOn diag.Severity
	// Version is bondc's own version.
	Version string
	// About tells about a rule or code; nil knows none.
	About func(code string) (About, bool)
	// Known reports whether a finding is known already: then it is counted
	// apart and not reported. nil knows none. It is called once for every
	// finding, in their order.
	Known func(*Finding) bool
	// Shard asks a format that can be merged for what the merge needs; nil is a
	// whole run.
	Shard *Shard
	// Entry returns the number of the entry of the baseline that a finding
	// belongs to, and how many findings it holds; none is 0. nil knows none.
	Entry func(*Finding) (entry, count int)
	// GroupBy is one of Groupings and asks text for one line a finding, or
	// less; "" is the full text.
	GroupBy string
	// Table asks text for a table by rule where there are several hosts.
	Table bool
	// Width is the number of columns that text is wrapped to; 0 means 80.
	Width int
}

// Writer drives one Reporter over the hosts of a run. It is not safe for
// concurrent use: findings have one order, and the caller keeps it.
type Writer struct {
	reporter Reporter
	known    func(*Finding) bool
	summary  Summary
	files    distinct
	group    group
	begun    bool
	err      error
}

// NewWriter returns a Writer that writes the format to w.
func NewWriter(format Format, w io.Writer, opt Options) *Writer {
	return &Writer{reporter: format.New(w, opt), known: opt.Known, files: newDistinct()}
}

// Host reports one host. Hosts that one HCL file declares must follow each
// other. The error is the first error of writing; later calls repeat it.
func (w *Writer) Host(result HostResult) error {
	if result.Name != "" || len(result.Files) > 0 {
		w.summary.Hosts++
	}
	for _, name := range result.Files {
		w.files.add(name)
	}
	if !w.group.accepts(result.Span.File) {
		w.flush()
	}
	w.group.add(result)
	if !result.Span.Known() {
		w.flush()
	}
	return w.err
}

// Flush writes what is held back because hosts of one HCL file share it. All
// findings so far have then been shown to Options.Known.
func (w *Writer) Flush() error {
	w.flush()
	return w.err
}

// End writes what is left and returns what was counted.
func (w *Writer) End() (Summary, error) {
	w.flush()
	w.begin()
	w.summary.Files = w.files.count()
	if w.err == nil {
		w.err = w.reporter.End(w.summary)
	}
	return w.summary, w.err
}

func (w *Writer) begin() {
	if !w.begun && w.err == nil {
		w.begun = true
		w.err = w.reporter.Begin()
	}
}

func (w *Writer) flush() {
	w.begin()
	names, findings := w.group.take()
	if r, ok := w.reporter.(hosted); ok && len(names) > 0 && w.err == nil {
		w.err = r.Hosts(names)
	}
	for i := range findings {
		f := &findings[i]
		if f.claim != nil {
			if r, ok := w.reporter.(claiming); ok {
				r.Claim(f)
			}
			continue
		}
		if w.known != nil && w.known(f) {
			w.summary.Baselined++
			continue
		}
		w.summary.count(f.Severity)
		if w.err == nil {
			w.err = w.reporter.Finding(*f)
		}
	}
}
