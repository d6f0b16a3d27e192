package main

import (
	"time"

	"github.com/bondc/bondc/golden/kernel/state"
)

// step cuts or mends a cable and watches which port is active.
func (r *runner) step(s state.Step) state.StepResult {
	active := "/sys/class/net/" + s.Bond + "/bonding/active_slave"
	out := state.StepResult{Name: s.Name, Before: read(active), Took: -1}
	change, nic := "down", s.Cut
	if nic == state.Active {
		nic = out.Before
	}
	if s.Mend != "" {
		change, nic = "up", s.Mend
	}
	began := time.Now()
	batch(far, []string{"link set " + r.port(nic) + " " + change})
	for limit := time.Duration(s.Within) * time.Millisecond; time.Since(began) < limit; time.Sleep(5 * time.Millisecond) {
		if out.After = read(active); out.After != out.Before {
			out.Took = int(time.Since(began).Milliseconds())
			break
		}
	}
	out.State = dump()
	return out
}
