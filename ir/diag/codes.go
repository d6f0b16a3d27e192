package diag

// Code is an entry of the table of codes that are not lint rules: what readers
// and writers report. Each has a page in docs/codes and answers to explain.
type Code struct {
	Slug     string
	Severity Severity
	Title    string
}

// The codes of reading. They cannot be ignored.
const (
	Unreadable      = "unreadable"
	TooLarge        = "file-too-large"
	TooDeep         = "nested-too-deep"
	BinaryFile      = "binary-file"
	BareCR          = "bare-carriage-return"
	CRLF            = "crlf-line-ends"
	ByteOrderMark   = "byte-order-mark"
	BadEncoding     = "not-utf-8"
	Syntax          = "syntax"
	DuplicateKey    = "duplicate-key"
	UnknownKey      = "unknown-key"
	BadValue        = "bad-value"
	NotEvaluated    = "not-evaluated"
	WrongDialect    = "wrong-dialect"
	EmptyFile       = "empty-file"
	LinkCircle      = "link-circle"
	TooManyLinks    = "too-many-links"
	TooManyOptions  = "too-many-options"
	BadName         = "bad-link-name"
	Undefined       = "undefined-link"
	SeveralDialects = "several-dialects"
	// What conversion finds in the source itself.
	GatewayIgnored   = "gateway-ignored"
	OverriddenOption = "overridden-option"
	NeverApplied     = "never-applied"
	// What is said about a baseline.
	BaselineOutdated = "baseline-outdated"
	// What is said about several hosts.
	AddressTwice = "address-twice-in-fleet"
	// What is said about the target.
	NewerVersion  = "newer-version"
	JudgedVersion = "judged-version"
)

// The codes of writing.
const (
	LossLink        = "loss-link"
	LossAddress     = "loss-address"
	LossRoute       = "loss-route"
	LossRule        = "loss-rule"
	LossDNS         = "loss-dns"
	LossMAC         = "loss-mac"
	LossMatch       = "loss-match"
	LossActivation  = "loss-activation"
	LossZone        = "loss-zone"
	LossOption      = "loss-option"
	LossSetting     = "loss-setting"
	LossResidue     = "loss-residue"
	LossBookkeeping = "loss-bookkeeping"
	Unannounced     = "unannounced-difference"
)

// Codes returns the table, in the order of the pages.
func Codes() []Code {
	return []Code{
		{Unreadable, Error, "a file or folder cannot be read"},
		{TooLarge, Error, "a file is larger than bondc reads"},
		{TooDeep, Error, "brackets are nested deeper than 200"},
		{BinaryFile, Error, "a file holds NUL bytes and is no text"},
		{BareCR, Error, "a carriage return stands alone"},
		{CRLF, Warning, "lines end in CR LF"},
		{ByteOrderMark, Warning, "the file starts with a byte order mark"},
		{BadEncoding, Warning, "bytes are not UTF-8"},
		{Syntax, Error, "the text cannot be parsed"},
		{DuplicateKey, Error, "a key stands twice"},
		{UnknownKey, Error, "the dialect does not know a key"},
		{BadValue, Error, "a value cannot be read"},
		{NotEvaluated, Warning, "a value would be computed by a shell"},
		{WrongDialect, Error, "the file holds another dialect"},
		{EmptyFile, Warning, "a configuration file is empty"},
		{LinkCircle, Error, "links contain each other"},
		{TooManyLinks, Error, "a host has more than 20,000 links"},
		{TooManyOptions, Error, "a bond has more than 500 options"},
		{BadName, Error, "a name cannot be the name of a link"},
		{Undefined, Error, "a link is named that nothing defines"},
		{SeveralDialects, Error, "several dialects configure the same bond"},
		{GatewayIgnored, Warning, "a default route is never installed where the host runs now"},
		{OverriddenOption, Warning, "an option is overridden where the host runs now"},
		{NeverApplied, Warning, "a line has no effect where the host runs now"},
		{BaselineOutdated, Info, "findings of the baseline are gone"},
		{AddressTwice, Error, "two hosts of one run have the same address"},
		{NewerVersion, Info, "the target's version is newer than any that bondc knows"},
		{JudgedVersion, Info, "which versions of the target's program have judged what bondc writes"},
		{LossLink, Error, "the target cannot have a link"},
		{LossAddress, Error, "the target cannot have an address"},
		{LossRoute, Error, "the target cannot have a route"},
		{LossRule, Error, "the target cannot have a policy rule"},
		{LossDNS, Error, "the target cannot have a DNS setting"},
		{LossMAC, Error, "the target cannot keep a MAC address"},
		{LossMatch, Error, "the target cannot match a device"},
		{LossActivation, Error, "the target starts a link differently"},
		{LossZone, Error, "the target cannot keep a firewall zone"},
		{LossOption, Warning, "the target cannot say a bonding option"},
		{LossSetting, Warning, "the target cannot say a setting"},
		{LossResidue, Error, "an input line was not understood and is not carried over"},
		{LossBookkeeping, Info, "a label or comment is not carried over"},
		{Unannounced, Error, "the output means something else than the input"},
	}
}

// CodeOf returns the entry of a slug.
func CodeOf(slug string) (Code, bool) {
	for _, c := range Codes() {
		if c.Slug == slug {
			return c, true
		}
	}
	return Code{}, false
}
