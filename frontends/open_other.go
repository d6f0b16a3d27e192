//go:build !unix

package frontends

// noFollow is nothing: the system has no such flag.
const noFollow = 0
