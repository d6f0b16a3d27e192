package bondc

import (
	"fmt"
	"testing"
)

func TestEachHostIsInOneShard(t *testing.T) {
	const hosts = 10_000
	for _, n := range []int{1, 2, 3, 4, 7, 8, 16, 100} {
		counts := make([]int, n)
		for h := range hosts {
			in := 0
			for i := range n {
				if (Shard{i + 1, n}).Has(fmt.Sprintf("site%d/web%04d", h%3, h)) {
					counts[i]++
					in++
				}
			}
			if in != 1 {
				t.Fatalf("host %d is in %d of %d shards", h, in, n)
			}
		}
		for i, got := range counts {
			if want := hosts / n; got < want*6/10 || got > want*14/10 {
				t.Errorf("shard %d/%d has %d of %d hosts", i+1, n, got, hosts)
			}
		}
	}
}

// TestShardsStay holds the split of today: a job that runs with another bondc
// than its neighbours must not leave hosts out.
func TestShardsStay(t *testing.T) {
	want := map[string]int{"web1": 3, "db/a": 4, "": 3, "\xff": 4}
	for name, index := range want {
		for i := 1; i <= 4; i++ {
			if got := (Shard{i, 4}).Has(name); got != (i == index) {
				t.Errorf("Shard{%d, 4}.Has(%q) is %t", i, name, got)
			}
		}
	}
	if !(Shard{}).Has("web1") {
		t.Error("the whole run leaves a host out")
	}
}

func TestParseShard(t *testing.T) {
	if s, err := ParseShard("2/8"); err != nil || s != (Shard{2, 8}) {
		t.Error(s, err)
	}
	for _, text := range []string{"", "1", "/", "0/4", "5/4", "-1/4", "1/0", "1/2/3", "a/b", "1/1000001", " 1/2"} {
		if s, err := ParseShard(text); err == nil {
			t.Errorf("ParseShard(%q) is %v", text, s)
		}
	}
}
