package baseline

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// version is that of the format.
const version = 1

// document is the file.
type document struct {
	Version  int    `json:"version"`
	Findings []line `json:"findings"`
}

// line is one entry, on a line of its own.
type line struct {
	Rule string `json:"rule"`
	File string `json:"file,omitempty"`
	Host string `json:"host,omitempty"`
	Link string `json:"link,omitempty"`
	// Text is a hash of the text that the finding marks.
	Text  string `json:"text"`
	Count int    `json:"count"`
}

// Parse reads the data of a file of that name.
func Parse(name string, data []byte) (*Baseline, error) {
	var head struct {
		Version *int `json:"version"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return nil, fmt.Errorf("it is no baseline: %w", err)
	}
	switch {
	case head.Version == nil:
		return nil, fmt.Errorf("it is no baseline: it has no \"version\"")
	case *head.Version != version:
		return nil, fmt.Errorf("it is a baseline of version %d, and this bondc reads version %d; write it anew, or use the bondc that wrote it", *head.Version, version)
	}
	var doc document
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&doc); err != nil {
		return nil, fmt.Errorf("it is no baseline of version %d: %w", version, err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, fmt.Errorf("there is more behind the end of the baseline")
	}
	b, err := New(name)
	if err != nil {
		return nil, err
	}
	for i, l := range doc.Findings {
		if l.Rule == "" || l.Text == "" || l.Count < 1 {
			return nil, fmt.Errorf("finding %d needs a \"rule\", a \"text\" and a \"count\" from 1", i+1)
		}
		k := key{l.Rule, l.File, l.Host, l.Link, l.Text}
		e := b.index[k]
		if e == nil {
			e = b.insert(k)
		}
		e.count, e.left = e.count+l.Count, e.left+l.Count
	}
	return b, nil
}

// Format returns the text of the file: sorted, a line an entry, so that version
// control shows what came and went.
func (b *Baseline) Format() ([]byte, error) {
	sorted := slices.Clone(b.entries)
	slices.SortFunc(sorted, func(x, y *entry) int {
		for _, pair := range [][2]string{{x.file, y.file}, {x.host, y.host}, {x.rule, y.rule}, {x.link, y.link}, {x.text, y.text}} {
			if c := strings.Compare(pair[0], pair[1]); c != 0 {
				return c
			}
		}
		return 0
	})
	var out bytes.Buffer
	fmt.Fprintf(&out, "{\"version\":%d,\n \"findings\":[", version)
	for i, e := range sorted {
		text, err := json.Marshal(line{e.rule, e.file, e.host, e.link, e.text, e.count})
		if err != nil {
			return nil, err
		}
		if i > 0 {
			out.WriteString(",")
		}
		fmt.Fprintf(&out, "\n  %s", text)
	}
	out.WriteString("\n ]}\n")
	return out.Bytes(), nil
}
