package loss

import (
	"fmt"

	"github.com/bondc/bondc/ir"
)

// WrongGateway says why a route's gateway cannot be its, "" if it can.
func WrongGateway(rt *ir.Route) string {
	if rt.Via.IsValid() && rt.Via.Unmap().Is6() != (rt.Family == 6) {
		return fmt.Sprintf("its gateway %s is of another family", rt.Via)
	}
	return ""
}
