package frontends

import (
	"strings"
	"testing"

	"github.com/bondc/bondc/ir/source"
)

func TestUnmanaged(t *testing.T) {
	const keyfile = "[main]\nunmanaged-devices=none\n[keyfile]\nunmanaged-devices="
	for _, c := range []struct {
		files [][2]string
		want  string
	}{
		{[][2]string{{serviceFile, keyfile + "interface-name:eth*; mac:52:54:00:00:00:01,bond0\n"}}, "4 interface-name:eth*|4 mac:52:54:00:00:00:01|4 bond0"},
		{[][2]string{{serviceFile, "#[keyfile]\nunmanaged-devices=*\n"}}, ""},
		// The host's own snippet is the last, whatever its name.
		{[][2]string{{"etc/NetworkManager/conf.d/00.conf", keyfile + "b"}, {serviceFile, keyfile + "a"}}, "4 b"},
		{[][2]string{{"etc/NetworkManager/conf.d/00.conf", "[keyfile]\nunmanaged-devices+=b"}, {serviceFile, keyfile + "a"}}, "4 a|2 b"},
		// One of the same name hides that of a package, also if it says nothing.
		{[][2]string{{"usr/lib/NetworkManager/conf.d/10-all.conf", keyfile + "*"}, {"etc/NetworkManager/conf.d/10-all.conf", ""}}, ""},
		{[][2]string{{"usr/lib/NetworkManager/conf.d/10-all.conf", keyfile + "*,except:type:wifi"}, {"run/NetworkManager/conf.d/20.conf", ""}}, "4 *|4 except:type:wifi"},
	} {
		var files []*source.File
		for _, f := range c.files {
			if !ServiceFile(f[0]) {
				t.Errorf("%s is no file of the service", f[0])
			}
			files = append(files, source.New(f[0], f[0], []byte(f[1])))
		}
		var got []string
		for _, m := range Unmanaged(files) {
			got = append(got, strings.TrimSpace(strings.Join([]string{string(rune('0' + m.Span.Line())), m.Text}, " ")))
		}
		if text := strings.Join(got, "|"); text != c.want {
			t.Errorf("%v: %q, want %q", c.files, text, c.want)
		}
	}
	if ServiceFile("etc/NetworkManager/conf.d/a.conf.bak") || ServiceFile("etc/NetworkManager/system-connections/a.conf") {
		t.Error("another file counts")
	}
}
