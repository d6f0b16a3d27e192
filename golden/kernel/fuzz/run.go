package fuzz

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/bondc/bondc/golden/kernel/guest"
	"github.com/bondc/bondc/ir/target"
)

// Ask has the kernel of an image answer cases, in one guest
// of a target that stays on one
// CPU. The runner is the program of package runner.
func Ask(ctx context.Context, image, runner string, cpu int, t target.Target, cases []Case) ([]Answer, error) {
	work, err := os.MkdirTemp("", "bondc-fuzz-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(work)
	text, err := Script(cases)
	if err != nil {
		return nil, err
	}
	in, out := filepath.Join(work, "in"), filepath.Join(work, "out")
	for _, dir := range []string{in, out} {
		if err := os.Mkdir(dir, 0o755); err != nil {
			return nil, err
		}
	}
	if err := os.WriteFile(filepath.Join(in, "script"), []byte(text), 0o644); err != nil {
		return nil, err
	}
	if err := guest.Run(ctx, guest.Config{Image: image, Program: runner, CPU: cpu, Cases: in, Results: out, Timeout: time.Minute + time.Duration(len(cases))*time.Second}); err != nil {
		return nil, err
	}
	said, err := os.ReadFile(filepath.Join(out, "answers"))
	if err != nil {
		return nil, err
	}
	return Read(t, cases, string(said))
}
