// Package source holds the text that bondc was given: files, places in them,
// and the one scan that makes hostile bytes harmless before any parser sees
// them. It knows no dialect and imports only the standard library.
package source
