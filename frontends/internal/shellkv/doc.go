// Package shellkv reads files that hold shell assignments and are meant as
// data: KEY=value lines in every form of quoting that bash knows, with the
// place of every byte of a value. Nothing is ever evaluated. What a shell would
// compute or run is kept as an item of its own and reported.
//
// mvdan.cc/sh parses one logical line at a time, so that a line that cannot be
// read costs no other. Plain lines, KEY=word and KEY="text", are nearly all
// there are; they are cut out by hand, with the same result.
package shellkv
