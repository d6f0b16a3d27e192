// Package disk puts files in their places so that no moment exists, whatever
// stops the process, in which a file is neither the old nor the new one.
//
// Hosts writes the files of hosts below a folder, those of several in one go, as
// what makes them last is what takes the time. They are first written beside their
// places and flushed; then a journal in the folder says that they are complete;
// then each takes its place by one rename. A run that is cut short before the
// journal says so leaves the old hosts, one that is cut short later leaves hosts
// that the next run finishes. A folder that is not there yet is made beside its
// place, filled, and takes it by one rename at the end of the run. Replace does the
// same for a single file.
//
// The package prints nothing and decides nothing about the contents: what may
// be replaced is what bondc wrote itself (ir.Marker), or everything with Force.
package disk
