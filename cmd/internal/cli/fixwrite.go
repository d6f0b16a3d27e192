package cli

import (
	"errors"
	"path/filepath"
	"strings"

	"github.com/bondc/bondc"
	"github.com/bondc/bondc/cmd/internal/disk"
	"github.com/bondc/bondc/frontends"
)

// writeFixed puts the fixed text in the place of a file in one step. Mode and
// owner stay; a link is followed as long as it stays inside of PATH; and a file
// that is no longer what was read is left alone.
func writeFixed(t *frontends.Tree, f *bondc.FixedFile) error {
	name := f.Was.Name
	full, top := t.Place(name)
	if full == "" {
		return disk.Refuse("%s is no file that can be written", name)
	}
	real, err := filepath.EvalSymlinks(full)
	if err != nil {
		return err
	}
	if !strings.HasPrefix(filepath.ToSlash(real), strings.TrimSuffix(top, "/")+"/") {
		return disk.Refuse("%s is not fixed: it is a link that leads out of %s; name the file that it leads to", name, top)
	}
	err = disk.Replace(real, []byte(f.Now), 0o600, func(old []byte) error {
		if text := string(old); old == nil || (text != f.Was.Raw && text != f.Now) {
			return disk.Refuse("it has changed since it was read")
		}
		return nil
	})
	var refused *disk.Refusal
	if errors.As(err, &refused) {
		return disk.Refuse("%s is not fixed: %v", name, err)
	}
	return err
}
