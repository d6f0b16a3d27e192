// Package loss is what backends share: the ledger in which a backend notes
// what its dialect cannot keep, the graph of links that can be written at all,
// and the walk over a bond's options after which each of them has either been
// written or announced. It knows no dialect and writes no file.
package loss
