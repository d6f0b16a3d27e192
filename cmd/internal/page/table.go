package page

import (
	"strings"
	"unicode/utf8"
)

// gap stands between columns.
const gap = 2

// narrow is the width below which the last column starts further left.
const narrow = 20

// table renders a table with aligned columns. The last column is wrapped where
// the page is too narrow.
func (r *renderer) table(lines []string) int {
	n := 0
	var rows [][]string
	for n < len(lines) && strings.HasPrefix(lines[n], "|") {
		if cells := split(lines[n]); n != 1 || !ruled(cells) {
			rows = append(rows, cells)
		}
		n++
	}
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for i, row := range rows {
		if i == 0 && strings.Join(row, "") == "" {
			continue // a table without heads
		}
		r.row(row, widths)
	}
	r.out.WriteString("\n")
	return n
}

func (r *renderer) row(row []string, widths []int) {
	left := "  "
	for i, cell := range row[:len(row)-1] {
		left += cell + strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)+gap)
	}
	indent := left
	if utf8.RuneCountInString(left) > r.opt.Width-narrow {
		indent = strings.Repeat(" ", r.opt.Width/2)
	}
	indent = strings.Repeat(" ", utf8.RuneCountInString(indent))
	r.fill(left, indent, row[len(row)-1])
}

// split returns the cells of a row, without marks.
func split(line string) []string {
	line = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(line), "|"), "|")
	var cells []string
	start := 0
	for i := 0; i <= len(line); i++ {
		if i == len(line) || (line[i] == '|' && (i == 0 || line[i-1] != '\\')) {
			cells = append(cells, plain(strings.TrimSpace(line[start:i])))
			start = i + 1
		}
	}
	return cells
}

// ruled reports whether a row is the line below the heads.
func ruled(cells []string) bool {
	for _, cell := range cells {
		if strings.Trim(cell, "-: ") != "" {
			return false
		}
	}
	return true
}
