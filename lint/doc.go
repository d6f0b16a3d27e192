// Package lint runs rules over a host: what does not work, works differently
// than it reads, or differs between the tools that could apply the files. It
// knows the model and who applies it, and no dialect; the rules stand in
// lint/rules, the formats of their findings in lint/report.
package lint
