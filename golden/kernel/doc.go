// Package kernel holds what bondc predicts against a real kernel and the real
// tools; all of it is tests.
package kernel
