// Package everyfield is for the tests of backends: a host in which every field
// of the model is set, and a walk that takes the fields away one by one. A
// backend for which that changes neither the output nor the findings has
// dropped the field without a word.
package everyfield
