package main

import (
	"bytes"
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/bondc/bondc"
)

// The parts of SPDX 2.3 that are used, with its own words.
type (
	spdx struct {
		Version       string     `json:"spdxVersion"`
		DataLicense   string     `json:"dataLicense"`
		ID            string     `json:"SPDXID"`
		Name          string     `json:"name"`
		Namespace     string     `json:"documentNamespace"`
		Creation      creation   `json:"creationInfo"`
		Packages      []spdxPart `json:"packages"`
		Relationships []relation `json:"relationships"`
	}
	creation struct {
		Created  string   `json:"created"`
		Creators []string `json:"creators"`
	}
	spdxPart struct {
		ID       string     `json:"SPDXID"`
		Name     string     `json:"name"`
		Version  string     `json:"versionInfo"`
		Download string     `json:"downloadLocation"`
		Analyzed bool       `json:"filesAnalyzed"`
		Declared string     `json:"licenseDeclared"`
		Conclude string     `json:"licenseConcluded"`
		Holder   string     `json:"copyrightText"`
		Comment  string     `json:"comment,omitempty"`
		External []external `json:"externalRefs"`
	}
	external struct {
		Category string `json:"referenceCategory"`
		Type     string `json:"referenceType"`
		Locator  string `json:"referenceLocator"`
	}
	relation struct {
		Element string `json:"spdxElementId"`
		Type    string `json:"relationshipType"`
		Related string `json:"relatedSpdxElement"`
	}
)

// bom returns the list of all modules in a program, as it says itself: those
// that were linked, not all that the build knows of.
func bom(program []byte, when time.Time) ([]byte, error) {
	info, err := buildinfo.Read(bytes.NewReader(program))
	if err != nil {
		return nil, err
	}
	const document = "SPDXRef-DOCUMENT"
	main := part(info.Main.Path, bondc.Version, "")
	main.Declared, main.Conclude = "Apache-2.0", "Apache-2.0"
	doc := spdx{
		Version: "SPDX-2.3", DataLicense: "CC0-1.0", ID: document, Name: "bondc-" + bondc.Version,
		Namespace: fmt.Sprintf("https://github.com/bondc/bondc/spdx/%s/%x", bondc.Version, sha256.Sum256(program)),
		Creation:  creation{when.Format(time.RFC3339), []string{"Tool: bondc-release"}},
		Packages:  []spdxPart{main, part("std", strings.TrimPrefix(info.GoVersion, "go"), "the Go standard library and runtime")},
	}
	for _, m := range info.Deps {
		doc.Packages = append(doc.Packages, part(m.Path, m.Version, "go.sum "+m.Sum))
	}
	doc.Relationships = append(doc.Relationships, relation{document, "DESCRIBES", main.ID})
	for _, p := range doc.Packages[1:] {
		doc.Relationships = append(doc.Relationships, relation{main.ID, "DEPENDS_ON", p.ID})
	}
	text, err := json.MarshalIndent(doc, "", "  ")
	return append(text, '\n'), err
}

// part describes a module. Its identifier has the letters that SPDX allows.
func part(path, version, comment string) spdxPart {
	id := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '-' {
			return r
		}
		return '-'
	}, path+"-"+version)
	const unknown = "NOASSERTION"
	download := unknown
	if strings.Contains(path, ".") {
		download = "https://" + path
	}
	return spdxPart{
		ID: "SPDXRef-" + id, Name: path, Version: version, Download: download, Declared: unknown, Conclude: unknown, Holder: unknown, Comment: comment,
		External: []external{{"PACKAGE-MANAGER", "purl", "pkg:golang/" + strings.ToLower(path) + "@" + version}},
	}
}
