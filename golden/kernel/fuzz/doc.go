// Package fuzz holds package kernel, the model of the bonding driver, against
// the driver itself: it draws option sets, has a real kernel take each on one of
// the three ways in, and compares what was refused and what the bond's files
// read with what the model says.
//
// A Case is one bond and what is done to it. Predict asks the model, Script and
// Read ask the kernel, and both give an Answer; the answers are the same or one
// of the two is wrong, and the kernel never is.
package fuzz
