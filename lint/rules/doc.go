// Package rules holds the lint rules: one file, one page in docs and one
// folder of fixtures in testdata for each, and All, the list. Rules see the
// model and who applies it, never a syntax tree. Rules about options go by the
// table in ir/option and name no option themselves.
package rules
