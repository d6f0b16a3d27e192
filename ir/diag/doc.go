// Package diag is the one type in which bondc reports anything about a user's
// files: errors of reading, findings of rules and losses of writing. It never
// prints; lint/report does. What bondc itself could not do is a Go error, not
// a Diagnostic.
package diag
