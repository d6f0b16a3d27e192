package netplan_test

import (
	"fmt"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/bondc/bondc/ir/source"
)

// manyBonds returns one file of n bonds with two ports each.
func manyBonds(n int) []byte {
	var b strings.Builder
	b.WriteString("network:\n  version: 2\n  ethernets:\n")
	for i := range n {
		fmt.Fprintf(&b, "    eth%d: {dhcp4: false, mtu: 9000}\n    eno%d:\n      dhcp4: false\n", i, i)
	}
	b.WriteString("  bonds:\n")
	for i := range n {
		fmt.Fprintf(&b, "    bond%d:\n      interfaces: [eth%d, eno%d]\n      addresses: [10.%d.%d.1/24]\n", i, i, i, i/256%256, i%256)
		fmt.Fprintf(&b, "      routes:\n        - to: default\n          via: 10.%d.%d.254\n", i/256%256, i%256)
		fmt.Fprintf(&b, "      parameters:\n        mode: active-backup\n        primary: eth%d\n        mii-monitor-interval: 100\n", i)
	}
	return []byte(b.String())
}

func BenchmarkParse(b *testing.B) {
	for _, n := range []int{1, 100, 1000, 10_000} {
		data := manyBonds(n)
		b.Run(fmt.Sprintf("bonds=%d", n), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				parse(b, source.New("a.yaml", "a.yaml", data))
			}
		})
	}
}

// BenchmarkUnmarshal is the YAML parser alone, to hold BenchmarkParse against.
func BenchmarkUnmarshal(b *testing.B) {
	data := manyBonds(1000)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		var n yaml.Node
		if err := yaml.Unmarshal(data, &n); err != nil {
			b.Fatal(err)
		}
	}
}
