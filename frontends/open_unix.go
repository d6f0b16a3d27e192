//go:build unix

package frontends

import "syscall"

// noFollow makes opening a link fail.
const noFollow = syscall.O_NOFOLLOW
