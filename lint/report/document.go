package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/bondc/bondc/ir/diag"
)

// document reads the report of a shard, a finding at a time, so that it does
// not matter how long it is.
type document struct {
	dec *json.Decoder
	// format is the name of the format, "json" or "sarif".
	format string
	// rest is what stands behind the findings, once they have been read.
	rest *rest
}

// element is one finding of a document; one of the two is set.
type element struct {
	json  *finding
	sarif *sarifResult
}

func (e *element) mark() *mark {
	if e.json != nil {
		return e.json.Shard
	}
	return e.sarif.Properties.Shard
}

func (e *element) severity() diag.Severity {
	if e.json != nil {
		severity, _ := diag.ParseSeverity(e.json.Severity)
		return severity
	}
	if e.sarif.Level == "note" {
		return diag.Info
	}
	severity, _ := diag.ParseSeverity(e.sarif.Level)
	return severity
}

var (
	errNoReport = errors.New("it is no report of bondc's in JSON or SARIF")
	errNoShard  = errors.New("it is not the report of a shard: lint wrote it without --shard")
)

// openDocument reads as far as the first finding.
func openDocument(r io.Reader) (*document, error) {
	d := &document{dec: json.NewDecoder(r)}
	d.dec.DisallowUnknownFields()
	if !d.delim('{') {
		return nil, errNoReport
	}
	key, err := d.until("findings", "runs")
	if err != nil || key == "" {
		return nil, errors.Join(errNoReport, err)
	}
	d.format = "json"
	if key == "runs" {
		d.format = "sarif"
		if !d.delim('[') || !d.delim('{') {
			return nil, errNoReport
		}
		if key, err = d.until("results"); err != nil || key == "" {
			return nil, errors.Join(errNoReport, err)
		}
	}
	if !d.delim('[') {
		return nil, errNoReport
	}
	return d, nil
}

// delim reports whether the next token is the bracket.
func (d *document) delim(want json.Delim) bool {
	token, err := d.dec.Token()
	return err == nil && token == want
}

// until passes over the members of an object up to one of these, whose name it
// returns; "" is the end of the object.
func (d *document) until(names ...string) (string, error) {
	for d.dec.More() {
		token, err := d.dec.Token()
		if err != nil {
			return "", err
		}
		for _, name := range names {
			if token == name {
				return name, nil
			}
		}
		var skipped json.RawMessage
		if err := d.dec.Decode(&skipped); err != nil {
			return "", err
		}
	}
	if !d.delim('}') {
		return "", io.ErrUnexpectedEOF
	}
	return "", nil
}

// next returns the next finding, or false behind the last.
func (d *document) next() (element, bool, error) {
	if !d.dec.More() {
		return element{}, false, d.finish()
	}
	e := element{}
	var err error
	if d.format == "json" {
		e.json = &finding{}
		err = d.dec.Decode(e.json)
	} else {
		e.sarif = &sarifResult{}
		err = d.dec.Decode(e.sarif)
	}
	switch {
	case err != nil:
		return e, false, err
	case e.mark() == nil:
		return e, false, errNoShard
	case e.severity() == 0:
		return e, false, fmt.Errorf("a finding has no severity that bondc knows")
	}
	return e, true, nil
}

// finish reads what stands behind the findings.
func (d *document) finish() error {
	if d.rest != nil {
		return nil
	}
	if !d.delim(']') {
		return io.ErrUnexpectedEOF
	}
	if err := d.readRest(); err != nil {
		return err
	}
	if d.format == "sarif" {
		if !d.delim(']') {
			return errors.New("it has more than one run")
		}
		if _, err := d.until(); err != nil {
			return err
		}
	}
	if _, err := d.dec.Token(); err != io.EOF {
		return errors.New("there is more behind its end")
	}
	return nil
}

// readRest reads the members behind the findings, to the end of the object.
func (d *document) readRest() error {
	member := "shard"
	if d.format == "sarif" {
		member = "properties"
	}
	key, err := d.until(member)
	switch {
	case err != nil:
		return err
	case key == "":
		return errNoShard
	}
	r := rest{Shard: &Shard{}}
	if d.format == "json" {
		err = d.dec.Decode(&r)
	} else {
		err = d.dec.Decode(&struct {
			Shard *rest `json:"shard"`
		}{&r})
	}
	if err != nil {
		return err
	}
	d.rest = &r
	_, err = d.until()
	return err
}
