// Package golden holds the stories that cross packages, the example hosts and
// the tests of the project's own laws. It has no code of its own.
package golden
