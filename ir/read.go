package ir

// ReadOptions are what a frontend may need beside the files.
type ReadOptions struct {
	// Host is the name for a host that the files do not name themselves.
	Host string
	// Partial means that not all files of the host are there.
	Partial bool
	// Evidence says who applies the files, where --via or the root does.
	Evidence Evidence
	// Vars are the values given for HCL variables by --var.
	Vars map[string]string
}
