package consumers

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/bondc/bondc"
	"github.com/bondc/bondc/ir/option"
)

// TestAWrongCellIsCaught makes single cells of the table wrong, for the reader
// and the writer alike, so that bondc agrees with itself: the consumers do not.
// It runs alone, as all tests share the table.
func TestAWrongCellIsCaught(t *testing.T) {
	release := releases[0]
	t.Run("a unit", func(t *testing.T) {
		cell := option.Spell(option.MIIMon, option.Networkd)
		caught(t, cell, func() { cell.Codec = option.CNumber }, func() string {
			files := rendered(bonds{{option.MIIMon, option.Spell(option.MIIMon, option.Netplan).Key, "250", option.ActiveBackup}}.files(), "networkd")
			root := lay(t, files)
			if said, ok := generate(t, program(t, release, "netplan-generate"), root); !ok {
				t.Fatal(said)
			}
			h, _ := read(t, "netplan", files)
			return strings.Join(disagreements(t, h, gather(t, root+"/run/systemd/network", "etc/systemd/network"), "networkd", on(t, release)), "; ")
		})
	})
	t.Run("a word of a hash policy", func(t *testing.T) {
		value := &option.Get(option.XmitHashPolicy).Values[1]
		caught(t, value, func() { value.Word = "layer34" }, func() string {
			files := map[string][]byte{}
			for name, data := range converted(t, "networkd", "mode=balance-xor miimon=100 xmit_hash_policy=1") {
				files[name[strings.LastIndex(name, "/")+1:]] = data
			}
			var said []string
			for where, what := range complaints(t, release, files) {
				said = append(said, where+" "+what)
			}
			return strings.Join(said, "; ")
		})
	})
	t.Run("a mode restriction", func(t *testing.T) {
		row := option.Get(option.LACPRate)
		caught(t, row, func() { row.Accepted = option.AllModes }, func() string {
			said := ""
			for name, data := range converted(t, "keyfile", "mode=active-backup miimon=100 lacp_rate=fast") {
				cmd := exec.Command(program(t, release, "nmcli"), "--offline", "connection", "modify", "connection.stable-id", "")
				cmd.Stdin = strings.NewReader(string(data))
				if text, ok := run(t, cmd); !ok {
					said += name + " " + text
				}
			}
			return said
		})
	})
}

// caught demands that a judge has nothing to say as the table is, and something
// once it is wrong; the table is then as it was.
func caught[T any](t *testing.T, place *T, spoil func(), judge func() string) {
	t.Helper()
	if said := judge(); said != "" {
		t.Fatalf("the table as it is: %s", said)
	}
	was := *place
	defer func() { *place = was }()
	spoil()
	said := judge()
	if said == "" {
		t.Error("nobody noticed")
	}
	t.Logf("caught: %s", said)
}

// converted writes a bond of an ifcfg file in another dialect.
func converted(t *testing.T, to, options string) map[string][]byte {
	t.Helper()
	const dir = "etc/sysconfig/network-scripts/"
	h, diags := read(t, "ifcfg", map[string][]byte{
		dir + "ifcfg-bond0": []byte("DEVICE=bond0\nTYPE=Bond\nONBOOT=yes\nBOOTPROTO=none\nIPADDR=192.0.2.10\nPREFIX=24\nBONDING_OPTS=\"" + options + "\"\n"),
		dir + "ifcfg-eth0":  []byte("DEVICE=eth0\nONBOOT=yes\nMASTER=bond0\nSLAVE=yes\n"),
	})
	c, err := bondc.Convert(h, diags, bondc.ConvertOptions{To: to, Target: on(t, releases[0])})
	if err != nil || len(c.Output.Files) == 0 {
		t.Fatalf("%v %s", err, errors(c.Diags))
	}
	return output(c.Output)
}
