// Package option is the table of bonding options: one row per option of the
// kernel, one column per dialect. Everything that reads, writes, checks or
// documents an option does it from its row. It knows nothing about files or
// hosts and imports only the standard library.
package option
