package golden

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/bondc/bondc"
	"github.com/bondc/bondc/backends"
	"github.com/bondc/bondc/frontends"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
)

// TestAlteredTexts changes one word of an input of a story, or one line, and
// converts what comes of it to every dialect: whatever people mistype, nothing
// panics and nothing is lost unannounced. How many texts it takes of all of them
// is BONDC_ALTERED, else enough for every day.
func TestAlteredTexts(t *testing.T) {
	want := 600
	if n, err := strconv.Atoi(os.Getenv("BONDC_ALTERED")); err == nil {
		want = n
	}
	all := alterations(stories(t))
	step, texts, outputs, failed := max(len(all)/want, 1), 0, 0, 0
	dir := t.TempDir()
	for i := 0; i < len(all); i += step {
		texts++
		written, fault := all[i].convert(i, filepath.Join(dir, "host"))
		outputs += written
		if fault != "" {
			if failed++; failed < 8 {
				t.Errorf("%s: %s", &all[i], fault)
			}
		}
	}
	t.Logf("%d of %d texts, %d outputs, %d with a fault", texts, len(all), outputs, failed)
	if outputs < texts {
		t.Errorf("only %d outputs of %d texts: they are too wild to show anything", outputs, texts)
	}
}

// alteration is an input of a story with a part of one file replaced.
type alteration struct {
	story       *story
	label, name string
	start, end  int
	text        string
}

func (a *alteration) String() string {
	return fmt.Sprintf("%s, in/%s/%s, bytes %d to %d as %q", a.story.file, a.label, a.name, a.start, a.end, a.text)
}

// words are what people write in the wrong place: numbers at the bounds,
// addresses that are none of a host, words that mean something to some tool, and
// signs of quoting.
func words() []string {
	return []string{
		"", "0", "1", "-1", "4095", "65535", "2147483648", "4294967296", "99999999999999999999", "0x10", "1.5", "1s",
		"0.0.0.0", "0.0.0.0/0", "10.0.0.1", "127.0.0.1", "255.255.255.255", "::", "::/0", "fe80::1", "ff02::1", "00:00:00:00:00:00", "128",
		"none", "off", "yes", "no", "auto", "default", "dhcp", "bond0", "eth0", "x", "a b", "a,b", "a;b", "#", "'", "\"", "\\",
	}
}

// alterations returns all, each word with the same line around it once.
func alterations(all []*story) []alteration {
	token, digits := regexp.MustCompile(`"[^"\n]*"|'[^'\n]*'|[A-Za-z0-9_.:/@+-]+`), regexp.MustCompile(`[0-9]+`)
	var list []alteration
	seen := map[string]bool{}
	for _, s := range all {
		for _, f := range s.archive.Files {
			rest, ok := strings.CutPrefix(f.Name, "in/")
			label, name, _ := strings.Cut(rest, "/")
			if !ok {
				continue
			}
			text := string(f.Data)
			for _, at := range token.FindAllStringIndex(text, -1) {
				start := strings.LastIndexByte(text[:at[0]], '\n') + 1
				end := at[1] + strings.IndexByte(text[at[1]:]+"\n", '\n')
				line := text[start:end]
				place := fmt.Sprint(label, at[0]-start, digits.ReplaceAllString(line, "0"))
				if seen[place] {
					continue
				}
				seen[place] = true
				add := func(start, end int, text string) {
					list = append(list, alteration{s, label, name, start, end, text})
				}
				add(start, min(end+1, len(text)), "")
				add(start, start, line+"\n")
				for _, word := range words() {
					add(at[0], at[1], word)
					if text[at[0]] == '"' || text[at[0]] == '\'' {
						add(at[0]+1, at[1]-1, word)
					}
				}
			}
		}
	}
	return list
}

// convert converts the input, written below a folder, to every dialect, and
// returns how many files that gave, and the first fault. Every other host of a
// dialect that two appliers share is the second one's, and every third output is
// for one of the releases.
func (a *alteration) convert(n int, root string) (written int, fault string) {
	defer func() {
		if e := recover(); e != nil {
			fault = fmt.Sprint("panic: ", e)
		}
	}()
	if err := a.write(root); err != nil {
		return 0, err.Error()
	}
	load := bondc.LoadOptions{From: dialectOf(a.label)}
	if n%2 == 0 && slices.Contains([]string{"ifcfg", "netplan", "hcl"}, load.From) {
		load.Target.Via = target.NetworkManager
	}
	for tree, err := range bondc.Trees([]string{root}, load) {
		var nothing *frontends.NotFoundError // a script without a command
		if errors.As(err, &nothing) {
			continue
		} else if err != nil {
			return written, err.Error()
		}
		for _, read := range bondc.ReadTree(tree, load) {
			files, fault := toAll(read, n, load.Target)
			if written += files; fault != "" {
				return written, fault
			}
		}
	}
	return written, ""
}

// toAll converts a host to every dialect.
func toAll(read bondc.Read, n int, from target.Target) (written int, fault string) {
	releases := target.Releases()
	for i, b := range backends.All() {
		opt := bondc.ConvertOptions{To: b.Name, From: from}
		for _, code := range diag.Codes() {
			opt.Accept = append(opt.Accept, code.Slug)
		}
		if (n+i)%3 == 0 {
			opt.Target = opt.Target.On(releases[n%len(releases)])
		}
		c, err := bondc.ConvertRead(read, opt)
		if err != nil {
			return written, b.Name + ": " + err.Error()
		}
		for _, d := range c.Diags {
			if d.Code == diag.Unannounced {
				return written, b.Name + ": " + d.Message
			}
		}
		written += len(c.Output.Files)
	}
	return written, ""
}

// write writes the files of the input, with the altered one, in place of all that
// is below a folder.
func (a *alteration) write(root string) error {
	if err := os.RemoveAll(root); err != nil {
		return err
	}
	for _, f := range a.story.archive.Files {
		name, ok := strings.CutPrefix(f.Name, "in/"+a.label+"/")
		if !ok {
			continue
		}
		data := f.Data
		if name == a.name {
			data = slices.Concat(data[:a.start], []byte(a.text), data[a.end:])
		}
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			return err
		}
	}
	return nil
}
