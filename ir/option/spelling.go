package option

// Nearest returns the candidate that is most like a misspelt word, or "": at
// most two bytes or a third of them may differ, and a word of one or two bytes
// is like none. Case, "-" and "_" do not count.
func Nearest(word string, candidates []string) string {
	if len(word) < 3 {
		return ""
	}
	best, limit := "", slips(word)
	for _, c := range candidates {
		if n := Distance(word, c, limit); n < limit && c != word {
			best, limit = c, n
		}
	}
	return best
}

// slips is how many bytes of a word must differ before it is another word.
func slips(word string) int { return max(2, len(word)/3) + 1 }

// maxWord is the longest word, in bytes, that is compared with others. Longer
// ones are hostile or no misspelling of anything.
const maxWord = 64

// Distance is the number of bytes to insert, delete, replace or swap with
// their neighbour to make one word of the other. Words that differ by limit or
// more get a number of at least that, and so does a word of more than 64 bytes.
// Case, "-" and "_" do not count.
func Distance(a, b string, limit int) int {
	if len(a) > maxWord || len(b) > maxWord || len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	var rows [3][maxWord + 1]int // of the byte at hand, the one before it and the one before that
	for j := range len(b) + 1 {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		row, last, before := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := last[j-1]
			if fold(a[i-1]) != fold(b[j-1]) {
				cost++
			}
			row[j] = min(cost, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && fold(a[i-1]) == fold(b[j-2]) && fold(a[i-2]) == fold(b[j-1]) {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return rows[len(a)%3][len(b)]
}

func fold(c byte) byte {
	switch {
	case c == '-':
		return '_'
	case c >= 'A' && c <= 'Z':
		return c + 'a' - 'A'
	}
	return c
}
