package bondc

import (
	"os"
	"runtime"
	"strconv"
	"sync"
	"testing"

	"github.com/bondc/bondc/backends"
	"github.com/bondc/bondc/golden/drawn"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
)

// TestNothingIsLostUnannounced converts drawn hosts to every dialect: each
// output, read back, is the same host but for what the losses say. The number
// of draws is BONDC_DRAWS, else enough for every day.
func TestNothingIsLostUnannounced(t *testing.T) {
	draws := 1500
	if n, err := strconv.Atoi(os.Getenv("BONDC_DRAWS")); err == nil {
		draws = n
	}
	seeds, done := make(chan int64), sync.WaitGroup{}
	var mu sync.Mutex
	converted, failed := 0, 0
	for range runtime.GOMAXPROCS(0) {
		done.Go(func() {
			for seed := range seeds {
				ok, text := convertDrawn(seed)
				mu.Lock()
				converted += ok
				if text != "" {
					if failed++; failed < 8 {
						t.Errorf("draw %d: %s", seed, text)
					}
				}
				mu.Unlock()
			}
		})
	}
	for seed := range int64(draws) {
		seeds <- seed
	}
	close(seeds)
	done.Wait()
	t.Logf("%d hosts, %d outputs, %d hosts with a fault", draws, converted, failed)
	if converted < draws {
		t.Errorf("only %d outputs of %d hosts: the draws are too wild to show anything", converted, draws)
	}
}

// convertDrawn converts one draw to every dialect, and returns how many outputs
// there were, and the first fault.
func convertDrawn(seed int64) (converted int, fault string) {
	releases := target.Releases()
	for i, b := range backends.All() {
		h := drawn.Host(seed)
		opt := ConvertOptions{To: b.Name, Accept: []string{diag.LossAddress, diag.LossRoute, diag.LossRule, diag.LossDNS, diag.LossActivation, diag.LossMatch}}
		opt.Companions = b.Name == "netplan" && seed%2 == 0
		if n := int(seed) + i; n%3 == 0 {
			opt.Target = opt.Target.On(releases[n%len(releases)])
		}
		c, err := Convert(h, nil, opt)
		switch {
		case err != nil:
			return converted, h.Dialect() + " to " + b.Name + ": " + err.Error()
		case c.Bug:
			for _, d := range c.Diags {
				if d.Code == diag.Unannounced {
					return converted, h.Dialect() + " to " + b.Name + ": " + d.Link + ": " + d.Message
				}
			}
		case !c.Failed:
			converted++
		}
	}
	return converted, ""
}
