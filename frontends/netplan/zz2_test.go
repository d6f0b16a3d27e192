package netplan_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/bondc/bondc/ir/source"
)

func TestZY(t *testing.T) {
	files, _ := filepath.Glob("/tmp/np-lab/*/root/usr/share/doc/netplan*/examples/*.yaml")
	for _, f := range files {
		data, _ := os.ReadFile(f)
		host, diags := parse(t, source.New("x/"+filepath.Base(f), filepath.Base(f), data))
		fmt.Println("==", filepath.Base(f), len(host.Links), len(host.Residue()))
		fmt.Print(diagText(diags))
		checkSpans(t, host, diags)
	}
}
