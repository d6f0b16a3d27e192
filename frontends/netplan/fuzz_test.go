package netplan_test

import (
	"encoding/json"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/bondc/bondc/frontends/netplan"
	"github.com/bondc/bondc/ir/source"
)

// FuzzParse reads two files of one host: whatever they hold, nothing panics,
// every place lies inside its file, codes are known and the model prints.
func FuzzParse(f *testing.F) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		second := []byte(nil)
		for _, file := range inputs(archive) {
			f.Add([]byte(file.Raw), second)
			second = []byte(file.Raw)
		}
	}
	f.Fuzz(func(t *testing.T, first, second []byte) {
		files := []*source.File{
			source.New("a/10.yaml", "etc/netplan/10.yaml", first),
			source.New("a/20.yaml", "etc/netplan/20.yaml", second),
		}
		for _, file := range files {
			netplan.Sniff(file)
		}
		host, diags := parse(t, files...)
		checkSpans(t, host, diags)
		walkSpans(t, reflect.ValueOf(host.Links))
		if _, err := json.Marshal(host.JSON()); err != nil {
			t.Error(err)
		}
		for i := range diags[:max(len(diags), 1)-1] {
			if diags[i].Span.Compare(diags[i+1].Span) > 0 {
				t.Errorf("findings %d and %d are not in order", i, i+1)
			}
		}
	})
}

// walkSpans checks every span that a value holds.
func walkSpans(t *testing.T, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			walkSpans(t, v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			walkSpans(t, v.Index(i))
		}
	case reflect.Struct:
		if s, ok := v.Interface().(source.Span); ok {
			if s.Known() && (s.Start < 0 || s.End < s.Start || s.End > len(s.File.Raw)) {
				t.Errorf("span %d..%d is not inside its file", s.Start, s.End)
			}
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				walkSpans(t, v.Field(i))
			}
		}
	}
}
