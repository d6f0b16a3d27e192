package ir

// Output is what a backend made of a host: files, not yet written anywhere.
type Output struct {
	Files []OutFile
}

// OutFile is one file to be written.
type OutFile struct {
	// Path is below the target's root, with slashes, and never leaves it.
	Path string
	// Mode holds the permission bits that the file's reader demands.
	Mode uint32
	Data []byte
}

// Add appends a file.
func (o *Output) Add(path string, mode uint32, data []byte) {
	o.Files = append(o.Files, OutFile{Path: path, Mode: mode, Data: data})
}

// Marker is what the first comment of every written file contains, so that a
// later run knows that the file is bondc's own.
const Marker = "Written by bondc"
