package netplan_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

func TestZZ(t *testing.T) {
	for _, name := range strings.Fields(os.Getenv("ZZ")) {
		f, _ := os.Open(name)
		s := bufio.NewScanner(f)
		for s.Scan() {
			text := strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace(s.Text()) + "\n"
			_, diags := parse(t, source.New("etc/netplan/50-a.yaml", "etc/netplan/50-a.yaml", []byte(text)))
			d, _ := os.MkdirTemp("/tmp/np-lab", "zz")
			os.WriteFile(d+"/50-a.yaml", []byte(text), 0o600)
			out, _ := exec.Command("/tmp/np-lab/np.sh", "1", d).CombinedOutput()
			os.RemoveAll(d)
			refused := strings.Contains(string(out), "exit 1")
			if refused != diags.Has(diag.Error) {
				fmt.Printf("DIFF netplan refused=%v: %s\n  %s\n  %s", refused, s.Text(), strings.ReplaceAll(string(out), "\n", " | "), diagText(diags))
			}
		}
	}
}
