// Package yamltree reads YAML into a tree whose nodes know which bytes of the
// file they take: keys, values, lists and mappings. It knows nothing of any
// dialect. What is wrong with the text is a finding with a place, where the
// parser has only a line or nothing.
package yamltree
