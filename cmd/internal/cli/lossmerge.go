package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"slices"

	"github.com/bondc/bondc"
	"github.com/bondc/bondc/lint/report"
)

// isLossReport reports whether a file is what --loss-report writes, by the first
// member behind its version. Whoever reads it says what is wrong with it.
func isLossReport(f *os.File) (bool, error) {
	is, dec := false, json.NewDecoder(f)
	for range 4 { // {, "version", 1, and the name
		token, err := dec.Token()
		if is = token == "judged"; is || err != nil {
			break
		}
	}
	_, err := f.Seek(0, io.SeekStart)
	return is, err
}

// mergeLosses joins what the shards of convert wrote with --loss-report, and
// prints what one run without --shard writes.
func (a *app) mergeLosses(parts []report.Part) error {
	var whole lossFile
	var names []string
	var shards []*report.Shard
	for _, part := range parts {
		f, err := readLosses(part)
		if err != nil {
			return err
		}
		names, shards = append(names, part.Name), append(shards, f.Shard)
		whole.Version, whole.Judged = f.Version, f.Judged
		whole.Losses = append(whole.Losses, f.Losses...)
	}
	if err := report.Fit(names, shards, bondc.Version); err != nil {
		return &usageError{err.Error()}
	}
	slices.SortStableFunc(whole.Losses, func(a, b lossJSON) int { return a.Tree - b.Tree })
	for i := range whole.Losses {
		whole.Losses[i].Tree = 0
	}
	if whole.Losses == nil {
		whole.Losses = []lossJSON{}
	}
	text, err := whole.text()
	if err != nil {
		return err
	}
	_, err = a.stdout.Write(text)
	return err
}

// readLosses reads the file of one shard.
func readLosses(part report.Part) (*lossFile, error) {
	text, err := io.ReadAll(part.Text)
	if err != nil {
		return nil, err
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	f := &lossFile{}
	switch err := dec.Decode(f); {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil, usagef("%s: it ends in the middle: the run that wrote it was cut short", part.Name)
	case err != nil:
		return nil, usagef("%s: it is no report of losses: %v", part.Name, err)
	case f.Shard == nil:
		return nil, usagef("%s: it is not the report of a shard: convert wrote it without --shard", part.Name)
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, usagef("%s: there is more behind its end", part.Name)
	}
	inOrder := slices.IsSortedFunc(f.Losses, func(a, b lossJSON) int { return a.Tree - b.Tree })
	if !inOrder || slices.ContainsFunc(f.Losses, func(l lossJSON) bool { return l.Tree < 1 }) {
		return nil, usagef("%s: its losses are not in the order in which bondc wrote them", part.Name)
	}
	return f, nil
}
