package hcl

// maxWord is the longest word that is compared with others.
const maxWord = 64

// nearest returns the candidate that is closest to a word, "" if none is
// close: a third of the letters and one may differ.
func nearest(word string, candidates []string) string {
	if len(word) < 3 || len(word) > maxWord {
		return ""
	}
	best, least := "", 1+len(word)/3
	for _, c := range candidates {
		if d := distance(word, c); d <= least && c != word {
			best, least = c, d-1
		}
	}
	return best
}

// didYouMean returns the nearest candidate as a sentence to append.
func didYouMean(word string, candidates []string) string {
	if c := nearest(word, candidates); c != "" {
		return `; did you mean "` + c + `"?`
	}
	return ""
}

// distance is the number of bytes to insert, delete or replace (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
