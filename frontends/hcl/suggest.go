package hcl

import "github.com/bondc/bondc/ir/option"

// maxWord is the longest word of the user's, in bytes, that a message quotes.
const maxWord = 64

// didYouMean returns the nearest candidate as a sentence to append.
func didYouMean(word string, candidates []string) string {
	if c := option.Nearest(word, candidates); c != "" {
		return `; did you mean "` + c + `"?`
	}
	return ""
}
