package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// jsonText returns the JSON of a value on one line. What encoding/json leaves
// as it is and a terminal would obey or hide is escaped, which means the same
// to every reader of JSON.
func jsonText(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return escapeJSON(bytes.TrimSuffix(b.Bytes(), []byte("\n"))), nil
}

// EscapeJSON returns JSON that is safe to print and means the same.
func EscapeJSON(text []byte) []byte { return escapeJSON(text) }

// escapeJSON escapes characters that are not printable. Outside of strings
// JSON has none.
func escapeJSON(text []byte) []byte {
	if !bytes.ContainsFunc(text, hiddenInJSON) {
		return text
	}
	out := make([]byte, 0, len(text)+16)
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		switch high, low := utf16.EncodeRune(r); {
		case !hiddenInJSON(r):
			out = append(out, text[:n]...)
		case high != unicode.ReplacementChar:
			out = fmt.Appendf(out, `\u%04x\u%04x`, high, low)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		text = text[n:]
	}
	return out
}

// hiddenInJSON also escapes U+FFFD, as encoding/json does where it stands for
// bytes that are no text: the merge of shards reads both and writes one.
func hiddenInJSON(r rune) bool {
	return r >= 0x7f && (!unicode.IsPrint(r) || r == utf8.RuneError)
}
