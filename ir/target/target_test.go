package target

import "testing"

func TestVersions(t *testing.T) {
	for text, want := range map[string]Version{
		"6.12.117": {6, 12}, "257": {257, 0}, "v256": {256, 0}, "0.106": {0, 106}, "1": {1, 0},
	} {
		if v, err := ParseVersion(text); err != nil || v != want {
			t.Errorf("%q is %v, %v", text, v, err)
		}
	}
	for _, text := range []string{"", "new", "6.x", "-1", "99999999999"} {
		if v, err := ParseVersion(text); err == nil {
			t.Errorf("%q is %v, want an error", text, v)
		}
	}
	for _, c := range []struct {
		v     Version
		since string
		want  bool
	}{
		{Version{1, 42}, "1.46", true}, {Version{1, 46}, "1.46", false}, {Version{0, 99}, "0.106", true},
		{Version{257, 0}, "v256", false}, {Version{}, "99", false}, {Version{1, 0}, "", false},
	} {
		if got := c.v.Before(c.since); got != c.want {
			t.Errorf("%v before %q: %t", c.v, c.since, got)
		}
	}
}

func TestReleases(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Releases() {
		if r.Name == "" || seen[r.Name] || r.Source == "" || !r.Kernel.Known() {
			t.Errorf("release %q is incomplete, or there twice", r.Name)
		}
		seen[r.Name] = true
		if found, ok := FindRelease(r.Name); !ok || found != r {
			t.Errorf("release %q is not found by its name", r.Name)
		}
	}
	if _, ok := FindRelease(""); ok {
		t.Error("no name is no release")
	}
}

func TestEveryApplierHasAWord(t *testing.T) {
	for _, word := range ViaWords() {
		via, ok := ParseVia(word)
		if !ok || via.String() != word {
			t.Errorf("%q is %v, %t", word, via, ok)
		}
	}
	if _, ok := ParseVia(""); ok {
		t.Error("no word is no applier")
	}
}

func TestOver(t *testing.T) {
	rhel9, _ := FindRelease("rhel-9")
	below := Target{Env: []string{"vmware"}}.On(rhel9)
	got := Target{Via: Sysfs, Kernel: Version{6, 1}, Env: []string{"virtualbox", "vmware"}}.Over(below)
	if got.Via != Sysfs || got.Kernel != (Version{6, 1}) || got.NM != rhel9.NM || got.Release != "rhel-9" {
		t.Errorf("got %+v", got)
	}
	if got.KernelOf != "" {
		t.Errorf("the kernel 6.1 is no release's, but of %q", got.KernelOf)
	}
	if !got.In("virtualbox") || !got.In("vmware") || len(got.Env) != 2 {
		t.Errorf("surroundings %v", got.Env)
	}
}

func TestWithKernel(t *testing.T) {
	debian, _ := FindRelease("debian-12")
	for word, want := range map[string]Target{
		"debian-12": {Kernel: debian.Kernel, KernelOf: "debian-12"},
		"6.5":       {Kernel: Version{6, 5}},
	} {
		if got, err := (Target{}).WithKernel(word); err != nil || got.Kernel != want.Kernel || got.KernelOf != want.KernelOf {
			t.Errorf("%q: got %+v, %v", word, got, err)
		}
	}
	if got, err := (Target{}).On(debian).WithKernel("6.5"); err != nil || got.KernelOf != "" || got.Netplan != debian.Netplan {
		t.Errorf("a kernel over a release: got %+v, %v", got, err)
	}
	if _, err := (Target{}).WithKernel("new"); err == nil {
		t.Error("new is no kernel")
	}
}
