package report

import (
	"bufio"
	"io"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// jsonVersion is the version of the format, stable since the first release.
const jsonVersion = 1

// jsonReport writes one object while the run goes on: a line per finding, and
// the summary last.
type jsonReport struct {
	w     *bufio.Writer
	comma bool
	// at counts the places of findings, see those of related places.
	at, see cursor
	part    *part
}

func newJSON(w io.Writer, opt Options) Reporter {
	return &jsonReport{w: bufio.NewWriter(w), part: newPart(opt)}
}

// finding is one element of "findings", design.md section 5.
type finding struct {
	Rule     string `json:"rule"`
	Severity string `json:"severity"`
	Message  string `json:"message"`
	Detail   string `json:"detail,omitempty"`
	place
	Host    string        `json:"host,omitempty"`
	Hosts   []string      `json:"hosts,omitempty"`
	Link    string        `json:"link,omitempty"`
	Related []relatedJSON `json:"related,omitempty"`
	Fix     *fix          `json:"fix,omitempty"`
	URL     string        `json:"url"`
	// Shard is there only in the report of a shard.
	Shard *mark `json:"shard,omitempty"`
}

// place is where something stands; lines and columns count from 1, columns in
// code points, ends exclusive. The zero place is none.
type place struct {
	File      string `json:"file,omitempty"`
	Line      int    `json:"line,omitempty"`
	Column    int    `json:"column,omitempty"`
	EndLine   int    `json:"endLine,omitempty"`
	EndColumn int    `json:"endColumn,omitempty"`
}

func (p place) known() bool { return p != place{} }

type relatedJSON struct {
	Message string `json:"message"`
	place
}

type fix struct {
	Message string `json:"message"`
	Safe    bool   `json:"safe"`
	Effect  string `json:"effect,omitempty"`
	Edits   []edit `json:"edits"`
}

// edit replaces the bytes [start, end) of file, counted from 0.
type edit struct {
	File  string `json:"file"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// Begin opens the object.
func (j *jsonReport) Begin() error {
	if err := j.object("{\"version\":", jsonVersion); err != nil {
		return err
	}
	j.w.WriteString(",\n \"findings\":[")
	return j.w.Flush()
}

// Finding writes one element.
func (j *jsonReport) Finding(f Finding) error {
	out := j.finding(&f)
	out.Shard = j.part.mark(&f, "")
	return j.element(out)
}

func (j *jsonReport) element(out finding) error {
	before := "\n  "
	if j.comma {
		before = ",\n  "
	}
	j.comma = true
	if err := j.object(before, out); err != nil {
		return err
	}
	return j.w.Flush()
}

// Claim keeps what the merge of shards may make a finding of.
func (j *jsonReport) Claim(f *Finding) { j.part.claim(f, f.Hosts[0]) }

// End closes the list and writes the summary.
func (j *jsonReport) End(s Summary) error {
	if j.comma {
		j.w.WriteString("\n ")
	}
	before := "],\n \"summary\":"
	if rest := j.part.rest(s); rest != nil {
		if err := j.object("],\n \"shard\":", rest); err != nil {
			return err
		}
		before = before[1:]
	}
	if err := j.object(before, s); err != nil {
		return err
	}
	j.w.WriteString("}\n")
	return j.w.Flush()
}

func (j *jsonReport) object(before string, v any) error {
	text, err := jsonText(v)
	if err != nil {
		return err
	}
	j.w.WriteString(before)
	_, err = j.w.Write(text)
	return err
}

func (j *jsonReport) finding(f *Finding) finding {
	out := finding{
		Rule: f.Code, Severity: f.Severity.String(), Message: f.Message, Detail: f.Detail,
		place: placeOf(&j.at, f.Span), Host: f.Hosts[0], Link: f.Link, Fix: fixJSON(f.Fix), URL: URL(f.Code),
	}
	if len(f.Hosts) > 1 {
		out.Hosts = f.Hosts
	}
	for _, r := range f.Related {
		out.Related = append(out.Related, relatedJSON{r.Message, placeOf(&j.see, r.Span)})
	}
	return out
}

func placeOf(c *cursor, s source.Span) place {
	if !s.Known() {
		return place{}
	}
	p := place{File: s.File.Name}
	p.Line, p.Column = c.position(s.File, s.Start)
	end := *c
	p.EndLine, p.EndColumn = end.position(s.File, s.End)
	return p
}

func fixJSON(f *diag.Fix) *fix {
	if f == nil {
		return nil
	}
	out := &fix{Message: f.Message, Safe: f.Safe, Effect: f.Effect, Edits: []edit{}}
	for _, e := range f.Edits {
		name := ""
		if e.File != nil {
			name = e.File.Name
		}
		out.Edits = append(out.Edits, edit{name, e.Start, e.End, e.Text})
	}
	return out
}

func (j *jsonReport) made(f *Finding, c *claim) element {
	out := j.finding(f)
	out.place = c.place
	return element{json: &out}
}

func (j *jsonReport) put(e element) error {
	e.json.Shard = nil
	return j.element(*e.json)
}
