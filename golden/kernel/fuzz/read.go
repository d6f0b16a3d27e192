package fuzz

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// Read returns the kernel's answers to cases from what the runner wrote down.
// The error names a case whose answer is missing or is none of the kernel's.
func Read(t target.Target, cases []Case, text string) ([]Answer, error) {
	blocks := strings.Split(text, "case ")
	if len(blocks) != len(cases)+1 {
		return nil, fmt.Errorf("%d answers to %d cases", len(blocks)-1, len(cases))
	}
	var answers []Answer
	for i, c := range cases {
		a, err := c.read(t, strings.Split(strings.TrimSpace(blocks[i+1]), "\n"))
		if err != nil {
			return nil, fmt.Errorf("%w; the case is\n%s", err, c)
		}
		answers = append(answers, a)
	}
	return answers, nil
}

// read returns the answer of lines: the number of the case, a line for each
// step, several for the state, and how the case was cleaned up.
func (c Case) read(t target.Target, lines []string) (Answer, error) {
	ops, err := c.ops()
	if err != nil {
		return Answer{}, err
	}
	if last := lines[len(lines)-1]; last != "end ok" {
		return Answer{}, fmt.Errorf("cleaning up: %s", last)
	}
	a := Answer{Created: true}
	lines = lines[1 : len(lines)-1]
	var count []string
	for _, o := range ops {
		if o.line == "state" {
			state, err := c.readState(t, lines)
			a.State = append(count, state...)
			return a, err
		}
		if len(lines) == 0 {
			return a, fmt.Errorf("%q has no answer", o.line)
		}
		line := lines[0]
		lines = lines[1:]
		if n, ok := strings.CutPrefix(line, "count "); ok {
			count = []string{"bonds=" + n}
			continue
		}
		if line == "ok" {
			continue
		}
		errno, err := errnoOf(line)
		if err == nil && o.step < 0 {
			err = fmt.Errorf("%q: %s", o.line, errno)
		}
		if err != nil {
			return a, fmt.Errorf("%q: %w", o.line, err)
		}
		a.refuseAgain(c, o, errno)
		if strings.HasPrefix(o.line, "load") || strings.HasPrefix(o.line, "add") {
			a.Created = false
			return a, nil
		}
	}
	return a, nil
}

// refuseAgain notes an error, with that of the entry before it in the same list.
func (a *Answer) refuseAgain(c Case, o op, errno string) {
	a.refuse(c, o, errno)
	if n := len(a.Refused); o.setting >= 0 && n > 1 && a.at == [2]int{o.step, o.setting} {
		before, _, _ := strings.Cut(a.Refused[n-2], " ")
		a.Refused = a.Refused[:n-2]
		a.refuse(c, o, several(append(strings.Split(before, "+"), errno)))
	}
	a.at = [2]int{o.step, o.setting}
}

// errnoOf names the error of a line of the runner.
func errnoOf(line string) (string, error) {
	number, ok := strings.CutPrefix(line, "errno ")
	if !ok {
		return "", fmt.Errorf("%s", line)
	}
	for _, e := range []struct {
		number string
		name   kernel.Errno
	}{{"1", kernel.EPERM}, {"2", kernel.ENOENT}, {"13", kernel.EACCES}, {"16", kernel.EBUSY}, {"19", kernel.ENODEV}, {"22", kernel.EINVAL}, {"34", kernel.ERANGE}, {"39", kernel.ENOTEMPTY}} {
		if e.number == number {
			return string(e.name), nil
		}
	}
	return line, nil
}

// readState returns the options that differ from a new bond's. A file that the
// model does not have is among them whatever it reads.
func (c Case) readState(t target.Target, lines []string) ([]string, error) {
	files := map[string]string{}
	attrs := map[string]string{}
	ports := map[string]string{}
	for _, line := range lines {
		words := strings.Fields(line)
		switch {
		case len(words) > 2 && words[0] == "file":
			value, err := strconv.Unquote(strings.Join(words[2:], " "))
			if err != nil {
				return nil, err
			}
			files[words[1]] = value
		case len(words) == 3 && words[0] == "attr":
			attrs[words[1]] = words[2]
		case len(words) == 4 && words[0] == "port":
			ports[words[1]+" "+words[2]] = words[3]
		case line != "ok":
			return nil, fmt.Errorf("the state: %s", line)
		}
	}
	var a Answer
	fresh := fresh(t)
	for i := range option.Rows() {
		row := &option.Rows()[i]
		value, has := files[row.Kernel]
		delete(files, row.Kernel)
		if row.Scope == option.Bond && has {
			a.keep(fresh, row, shown(row, value))
		} else if at := sent(row); row.Scope == option.Bond && at != nil {
			data, _ := hex.DecodeString(attrs[strconv.Itoa(at.number)])
			if value = ""; len(data) > 0 {
				value = at.decode(row, data)
			}
			a.keep(fresh, row, value)
		}
	}
	for name, value := range files {
		a.State = append(a.State, "unknown:"+name+"="+strconv.Quote(value))
	}
	for _, port := range c.Ports {
		for i := range option.Rows() {
			row := &option.Rows()[i]
			at := sent(row)
			if row.Scope != option.Port || at == nil {
				continue
			}
			data, _ := hex.DecodeString(ports[port+" "+strconv.Itoa(at.number)])
			if value := at.decode(row, data); len(data) > 0 && value != row.Default {
				a.State = append(a.State, port+"."+row.Kernel+"="+value)
			}
		}
	}
	return a.State, nil
}

// shown returns what a file reads as the option's value: a word has its number
// beside it, and a list is several words.
func shown(row *option.Row, text string) string {
	words := strings.Fields(text)
	switch {
	case row.Kind == option.IPv4List:
		return strings.Join(words, ",")
	case len(words) == 2:
		for _, v := range row.Values {
			if v.Word == words[0] && strconv.FormatInt(v.Number, 10) == words[1] {
				return v.Word
			}
		}
	}
	return text
}
