package netplan

import (
	"testing"

	"github.com/bondc/bondc/backends/internal/sample"
	"github.com/bondc/bondc/frontends/hcl"
)

func writer() sample.Writer { return sample.Writer{Emit: Emit, Mode: mode, ReadHCL: hcl.Parse} }

func TestFixtures(t *testing.T) { writer().Fixtures(t) }
