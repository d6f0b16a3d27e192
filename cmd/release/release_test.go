package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"
)

func when() time.Time { return time.Unix(1_700_000_000, 0).UTC() }

// TestArchivesAreReproducible packs twice, with a pause that a clock would show.
func TestArchivesAreReproducible(t *testing.T) {
	t.Chdir("../..")
	pages, err := printed()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range systems() {
		name, first, err := pack(s, []byte("program"), pages, when())
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Millisecond)
		if _, second, err := pack(s, []byte("program"), pages, when()); err != nil || !bytes.Equal(first, second) {
			t.Errorf("%s differs: %v", name, err)
		}
		if strings.HasSuffix(name, ".zip") {
			z, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
			if err != nil || len(z.File) != 7 || !strings.HasSuffix(z.File[0].Name, "/bondc.exe") {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		g, err := gzip.NewReader(bytes.NewReader(first))
		if err != nil {
			t.Fatal(err)
		}
		if text, err := io.ReadAll(g); err != nil || !bytes.Contains(text, []byte("bondc.1")) || !bytes.Contains(text, []byte("#compdef bondc")) || !g.ModTime.IsZero() {
			t.Errorf("%s: %v, %v", name, err, g.ModTime)
		}
	}
}

// TestBillOfMaterials lists what this test program is made of, and holds the
// list to the rules of SPDX 2.3 (clauses 6 to 11) that do not need its schema.
func TestBillOfMaterials(t *testing.T) {
	program, err := build("../..", systems()[0], nil)
	if err != nil {
		t.Fatal(err)
	}
	text, err := bom(program, when())
	if err != nil {
		t.Fatal(err)
	}
	var doc spdx
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{doc.ID: true}
	names := map[string]string{}
	valid := regexp.MustCompile(`^SPDXRef-[A-Za-z0-9.-]+$`)
	for _, p := range doc.Packages {
		if !valid.MatchString(p.ID) || ids[p.ID] || p.Version == "" || p.Download == "" {
			t.Errorf("%+v", p)
		}
		ids[p.ID], names[p.Name] = true, p.Version
	}
	for _, r := range doc.Relationships {
		if !ids[r.Element] || !ids[r.Related] {
			t.Errorf("%+v", r)
		}
	}
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	for _, module := range []string{"github.com/hashicorp/hcl/v2", "gopkg.in/yaml.v3", "gopkg.in/ini.v1", "mvdan.cc/sh/v3", "github.com/urfave/cli/v2"} {
		if names[module] == "" || !strings.Contains(string(mod), module+" "+names[module]) {
			t.Errorf("%s is listed as %q", module, names[module])
		}
	}
	if names["github.com/google/go-cmp"] != "" {
		t.Error("what only tests use is listed")
	}
	if again, _ := bom(program, when()); !bytes.Equal(text, again) {
		t.Error("the list differs the second time")
	}
	// The program itself is the same, too; the cache may help here, and
	// "make reproducible" does without.
	if again, err := build("../..", systems()[0], nil); err != nil || !bytes.Equal(program, again) {
		t.Errorf("two builds differ: %v", err)
	}
}
