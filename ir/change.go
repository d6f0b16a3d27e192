package ir

import "github.com/bondc/bondc/ir/source"

// ChangeKind says what a Change does.
type ChangeKind uint8

// The kinds of changes that a rule can propose.
const (
	_          ChangeKind = iota
	SetOption             // set bonding option Key of Link to Value
	DropOption            // remove the option that stands at Span
	SetKey                // set the dialect's key Key of Link to Value
	DropKey               // remove the key that stands at Span
	Replace               // replace the text at Span by Value
)

// Change is a change of the configuration in terms of the model. A frontend's
// edit.go turns it into edits of the text.
type Change struct {
	Kind       ChangeKind
	Link       string
	Key, Value string
	Span       source.Span
}
