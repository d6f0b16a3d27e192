package ifupdown

import (
	"testing"

	"github.com/bondc/bondc/backends/internal/sample"
	"github.com/bondc/bondc/frontends/hcl"
)

func TestFixtures(t *testing.T) {
	sample.Writer{Emit: Emit, Mode: mode, ReadHCL: hcl.Parse}.Fixtures(t)
}
