package guest

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

//go:embed packages fetch
var recipe embed.FS

//go:embed boot masks files
var brought embed.FS

// Image returns the folder of a release's image in the cache of fetch, and an
// error that says what to do where it is absent. The release is "debian-12"
// or "debian-13".
func Image(release string) (string, error) {
	cache := os.Getenv("BONDC_CONSUMERS")
	if cache == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			return "", err
		}
		cache = filepath.Join(user, "bondc", "consumers")
	}
	sum := sha256.New()
	for _, name := range []string{"packages", "fetch"} {
		data, err := recipe.ReadFile(name)
		if err != nil {
			return "", err
		}
		sum.Write(data)
	}
	image := filepath.Join(cache, "guest-"+release+"-"+hex.EncodeToString(sum.Sum(nil))[:12])
	if _, err := os.Stat(filepath.Join(image, "versions")); err != nil {
		return "", fmt.Errorf("the guest's image of %s is not there: run make kernel-image (%w)", release, err)
	}
	return image, nil
}

// Build compiles a package of this module, named by its import path, to a
// static executable.
func Build(ctx context.Context, pkg, out string) error {
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", out, pkg)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if said, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("building %s: %w\n%s", pkg, err, said)
	}
	return nil
}

// equip fills the folder that the guest finds as /bondc/work: the script that
// boots it, what it lays over the image, and the program.
func equip(work string, c Config) error {
	for _, name := range []string{"cases", "results"} {
		if err := os.Mkdir(filepath.Join(work, name), 0o755); err != nil {
			return err
		}
	}
	if err := os.CopyFS(work, brought); err != nil {
		return err
	}
	if err := mask(work); err != nil {
		return err
	}
	program, err := os.ReadFile(c.Program)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(work, "program"), program, 0o755)
}

// mask links what the list names to /dev/null.
func mask(work string) error {
	list, err := brought.ReadFile("masks")
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(list)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		link := filepath.Join(work, "files", strings.TrimSpace(line))
		if err := os.MkdirAll(filepath.Dir(link), 0o755); err != nil {
			return err
		}
		if err := os.Symlink("/dev/null", link); err != nil {
			return err
		}
	}
	return nil
}
