// Package report writes findings in the formats of "bondc lint --format". It
// gets findings host by host while a run goes on, merges what several hosts
// share, counts, and hands each finding to a format. It decides nothing: what
// is a finding, and how severe, was settled before.
package report
