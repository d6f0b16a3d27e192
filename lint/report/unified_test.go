package report

import (
	"fmt"
	"math/rand"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"os"
)

func TestUnified(t *testing.T) {
	for _, test := range []struct{ name, was, now, want string }{
		{"nothing", "a\nb\n", "a\nb\n", ""},
		{"a line", "a\nb\nc\n", "a\nx\nc\n", "--- a/f\n+++ b/f\n@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n"},
		{"a new line", "a\nb\n", "a\nx\nb\n", "--- a/f\n+++ b/f\n@@ -1,2 +1,3 @@\n a\n+x\n b\n"},
		{"all gone", "a\n", "", "--- a/f\n+++ b/f\n@@ -1 +0,0 @@\n-a\n"},
		{"no line break", "a\nb", "a\nb\n", "--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n"},
		{"two hunks", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "x\n2\n3\n4\n5\n6\n7\n8\ny\n",
			"--- a/f\n+++ b/f\n@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n 4\n@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+y\n"},
		{"one hunk", "1\n2\n3\n4\n5\n6\n7\n8\n", "x\n2\n3\n4\n5\n6\n7\ny\n",
			"--- a/f\n+++ b/f\n@@ -1,8 +1,8 @@\n-1\n+x\n 2\n 3\n 4\n 5\n 6\n 7\n-8\n+y\n"},
		{"the fewest lines", "a\nb\nc\na\nb\nb\na\n", "c\nb\na\nb\na\nc\n", "--- a/f\n+++ b/f\n@@ -1,7 +1,6 @@\n-a\n-b\n c\n+b\n a\n b\n-b\n a\n+c\n"},
	} {
		if got := plain("f", test.was, test.now); got != test.want {
			t.Errorf("%s: got\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
}

func TestUnifiedNames(t *testing.T) {
	for name, want := range map[string]string{
		"/etc/f": "--- a/etc/f\n", "a b": "--- a/a b\t\n", "a\nb": "--- \"a/a\\012b\"\n",
	} {
		if got := plain(name, "", "x\n"); !strings.HasPrefix(got, want) {
			t.Errorf("%q: got %q, want %q first", name, got, want)
		}
	}
}

// TestUnifiedIsAPatch applies diffs of made-up texts with patch(1), or by hand
// where there is none.
func TestUnifiedIsAPatch(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	text := func() string {
		var b strings.Builder
		for range random.Intn(20) {
			b.WriteString(string(rune('a'+random.Intn(4))) + "\n")
		}
		if random.Intn(3) == 0 {
			b.WriteString("end")
		}
		return b.String()
	}
	patch, _ := exec.LookPath("patch")
	for i := range 300 {
		was, now := text(), text()
		diff := plain("f", was, now)
		if got := patched(was, diff); got != now {
			t.Fatalf("%q to %q: by hand the diff leads to %q:\n%s", was, now, got, diff)
		}
		if patch == "" || i > 40 || diff == "" || was == "" || now == "" {
			continue
		}
		name := filepath.Join(t.TempDir(), "f")
		if err := os.WriteFile(name, []byte(was), 0o600); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(patch, "-s", "-p1")
		cmd.Dir, cmd.Stdin = filepath.Dir(name), strings.NewReader(diff)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s\n%s", err, out, diff)
		}
		if got, _ := os.ReadFile(name); string(got) != now {
			t.Fatalf("patch makes %q of %q, want %q:\n%s", got, was, now, diff)
		}
	}
}

// patched applies a unified diff.
func patched(was, diff string) string {
	if diff == "" {
		return was
	}
	a := splitLines(was)
	var out []string
	at := 0
	lines := splitLines(diff)[2:]
	for i, l := range lines {
		text := l[1:]
		if i+1 < len(lines) && lines[i+1][0] == '\\' {
			text = strings.TrimSuffix(text, "\n")
		}
		switch l[0] {
		case '@':
			from := 0
			count := "1"
			head := strings.TrimPrefix(strings.Fields(l)[1], "-")
			start, n, found := strings.Cut(head, ",")
			if found {
				count = n
			}
			for _, c := range start {
				from = from*10 + int(c-'0')
			}
			if count != "0" {
				from--
			}
			out = append(out, a[at:from]...)
			at = from
		case ' ':
			out = append(out, a[at])
			at++
		case '-':
			at++
		case '+':
			out = append(out, text)
		}
	}
	return strings.Join(append(out, a[at:]...), "")
}

// TestFarTexts compares texts that are too far apart to be compared as one.
func TestFarTexts(t *testing.T) {
	var a, b strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&a, "bond %d\n  mode\n  old\n", i)
		fmt.Fprintf(&b, "bond %d\n  mode\n  new\n  more\n", i)
	}
	if got := lineChanges(splitLines(a.String()), splitLines(b.String())); len(got) != 3000 {
		t.Errorf("%d changes", len(got))
	}
	if diff := plain("f", a.String(), b.String()); patched(a.String(), diff) != b.String() {
		t.Error("the diff is no patch")
	}
	was, now := strings.Repeat("a\nb\n", 3000), strings.Repeat("c\nd\n", 3000)
	if got := lineChanges(splitLines(was), splitLines(now)); len(got) != 1 {
		t.Errorf("%d changes", len(got))
	}
}

// plain is Unified of a file without secrets.
func plain(name, was, now string) string {
	diff, _ := Unified(name, was, now, nil)
	return diff
}

// TestUnifiedHidesSecrets: a patch shows none, and does without the lines that
// hold any as long as it can.
func TestUnifiedHidesSecrets(t *testing.T) {
	const secret = "hush-hush"
	lines := strings.Split("a\nb\nKEY=hush-hush\nd\ne\nf\ng", "\n")
	text := strings.Join(lines, "\n") + "\n"
	for i, masked := range []int{0, 1, 1, 0, 0, 0, 0} {
		changed := strings.Split(strings.Join(lines, "\n"), "\n")
		changed[i] = "new " + changed[i]
		now := strings.Join(changed, "\n") + "\n"
		diff, n := Unified("f", text, now, []string{secret, "a"})
		if strings.Contains(diff, secret) {
			t.Errorf("line %d: the secret is in\n%s", i, diff)
		}
		if want := masked; n < want || want == 0 && n > 0 {
			t.Errorf("line %d: %d lines are masked, want %d:\n%s", i, n, want, diff)
		}
		if n == 0 && patched(text, diff) != now {
			t.Errorf("line %d: the patch does not apply:\n%s", i, diff)
		}
	}
}
