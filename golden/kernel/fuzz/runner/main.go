// Command runner is the one program of the guest that the fuzzing of package
// fuzz starts: it does to the bonding driver what the cases say, step by step,
// and writes down what the kernel answered. It knows no option: files, values
// and the bytes of attributes are all in the cases.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

func main() {
	if err := run(); err != nil {
		fmt.Println("runner:", err)
		os.Exit(1)
	}
}

// run reads the cases line by line. Every case begins and ends with the same
// links, and with the driver loaded without parameters unless a step
// loads it otherwise.
func run() error {
	in, err := os.Open("/bondc/cases/script")
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create("/bondc/results/answers")
	if err != nil {
		return err
	}
	defer out.Close()
	m, err := newMachine()
	if err != nil {
		return err
	}
	var answer strings.Builder
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		switch {
		case len(words) == 0:
			continue
		case words[0] == "case":
			answer.WriteString(lines.Text() + "\n")
			continue
		case words[0] == "end":
			err := m.clean()
			answer.WriteString("end " + status(err) + "\n")
			if _, err := out.WriteString(answer.String()); err != nil {
				return err
			}
			answer.Reset()
			continue
		}
		answer.WriteString(m.step(words))
	}
	return lines.Err()
}
