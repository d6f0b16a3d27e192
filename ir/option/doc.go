// Package option is the table of bonding options: one row per option of the
// kernel, one column per dialect. Everything that reads, writes, checks or
// documents an option does it from its row. It knows nothing about files or
// hosts and imports only the standard library.
//
// Rows stand in table.go, in the kernel's order; each column is a file of its
// own. All of it is data that costs nothing at start. A new option is an ID, a
// row, and a cell in every column: a key with its codec, or the reason why the
// dialect cannot say it. The tests refuse an empty cell.
//
// Values are canonical everywhere else: the word that the kernel prints, or
// decimal digits in the kernel's unit; addresses in lower case, lists joined by
// commas. Decode makes them from what stands in a dialect, and reads all that
// the dialect's consumer reads: 010 is 10 to sysfs and NetworkManager, and 8 to
// modprobe and networkd; 100 is 100 ms to netplan, and 100 s to networkd. Encode
// goes the other way and writes one form. Quoting is the business of writers.
//
// The facts come from the sources that rows and cells name. What the kernel and
// the tools make of odd values was tried out: Linux 6.1.176 (sysfs and module
// parameters), netplan 0.106, nmcli 1.42.4 and systemd 252.
package option
