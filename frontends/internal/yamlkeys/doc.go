// Package yamlkeys walks a tree of YAML key by key for readers that take what
// they know and leave the rest: every key becomes an entry of the host, used or
// residue, whatever the reader does. It knows nothing of any dialect.
package yamlkeys
