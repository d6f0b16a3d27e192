// Package ir is the model of a host's network between the dialects: what was
// written, and where. Frontends fill it, lint judges it, backends write it. A
// value that was not written is absent, never zero, and every value knows its
// place in the text. The package knows no dialect and no kernel behaviour.
package ir
