package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"os"
	"time"

	"github.com/bondc/bondc"
)

// packed is one file of an archive.
type packed struct {
	name string
	mode int64
	data []byte
	// args are what the program prints it for.
	args []string
}

// pack returns the archive of a system and its name: the program, the pages that
// it prints of itself, the licence and the README in one folder.
func pack(s system, program []byte, pages []packed, when time.Time) (string, []byte, error) {
	name := "bondc-" + bondc.Version + "-" + s.os + "-" + s.arch
	exe := "bondc"
	if s.os == "windows" {
		exe += ".exe"
	}
	files := append([]packed{{name: exe, mode: 0o755, data: program}}, pages...)
	for _, doc := range []string{"LICENSE", "README.md"} {
		data, err := os.ReadFile(doc)
		if err != nil {
			return "", nil, err
		}
		files = append(files, packed{name: doc, mode: 0o644, data: data})
	}
	if s.os == "windows" {
		data, err := zipped(name, files, when)
		return name + ".zip", data, err
	}
	data, err := tarred(name, files, when)
	return name + ".tar.gz", data, err
}

func tarred(folder string, files []packed, when time.Time) ([]byte, error) {
	var b bytes.Buffer
	g, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	t := tar.NewWriter(g)
	for _, f := range files {
		err = errors.Join(err, t.WriteHeader(&tar.Header{Name: folder + "/" + f.name, Mode: f.mode, Size: int64(len(f.data)), ModTime: when, Format: tar.FormatUSTAR}))
		_, failed := t.Write(f.data)
		err = errors.Join(err, failed)
	}
	err = errors.Join(err, t.Close(), g.Close())
	return b.Bytes(), err
}

func zipped(folder string, files []packed, when time.Time) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	var err error
	for _, f := range files {
		w, failed := z.CreateHeader(&zip.FileHeader{Name: folder + "/" + f.name, Method: zip.Deflate, Modified: when})
		if failed != nil {
			return nil, failed
		}
		_, failed = w.Write(f.data)
		err = errors.Join(err, failed)
	}
	err = errors.Join(err, z.Close())
	return b.Bytes(), err
}
