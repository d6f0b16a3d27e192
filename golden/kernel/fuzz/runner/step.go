package main

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
)

const (
	masters = "/sys/class/net/bonding_masters"
	files   = "/sys/class/net/" + bond + "/bonding"
)

// step does one line of a case and returns its answer, which is one line but
// for what looks at the state.
func (m *machine) step(words []string) string {
	if words[0] != "load" {
		if err := m.ready(); err != nil {
			return status(err) + "\n"
		}
	}
	switch words[0] {
	case "count":
		data, err := read(masters)
		if err != nil {
			return status(err) + "\n"
		}
		return fmt.Sprintf("count %d\n", len(strings.Fields(string(data))))
	case "state":
		return m.state()
	}
	return status(m.do(words[0], words[1:])) + "\n"
}

func (m *machine) do(verb string, words []string) error {
	if len(words) == 0 {
		words = []string{""}
	}
	switch verb {
	case "load":
		return m.load(strings.Join(words, " "))
	case "create":
		return write(masters, "+"+bond)
	case "write":
		value, err := strconv.Unquote(strings.Join(words[1:], " "))
		if err != nil {
			return err
		}
		return write(files+"/"+words[0], value)
	case "attach":
		return write(files+"/slaves", "+"+words[0])
	case "up":
		return m.netlink.up(bond)
	}
	return m.request(verb, words)
}

// request is a step that is one request of netlink.
func (m *machine) request(verb string, words []string) error {
	switch verb {
	case "enslave":
		return m.netlink.enslave(words[0], bond)
	case "port":
		data, err := attributes(words[1:])
		if err != nil {
			return err
		}
		return m.netlink.change(words[0], "bond", infoSlaveKind, infoSlaveData, data)
	}
	data, err := attributes(words)
	if err != nil {
		return err
	}
	switch verb {
	case "add":
		return m.netlink.add(bond, "bond", data)
	case "set":
		return m.netlink.change(bond, "bond", infoKind, infoData, data)
	}
	return errors.New("there is no step " + verb)
}

// write writes a file as a shell's echo does, but makes none.
func write(name, value string) error {
	fd, err := syscall.Open(name, syscall.O_WRONLY|syscall.O_TRUNC, 0)
	if err != nil {
		return err
	}
	defer syscall.Close(fd)
	_, err = syscall.Write(fd, []byte(value+"\n"))
	return err
}

// read reads a file of sysfs, which is a page at most, in three calls of the
// kernel: they are what a case costs here.
func read(name string) ([]byte, error) {
	fd, err := syscall.Open(name, syscall.O_RDONLY, 0)
	if err != nil {
		return nil, err
	}
	defer syscall.Close(fd)
	data := make([]byte, 4096)
	n, err := syscall.Read(fd, data)
	return data[:max(n, 0)], err
}

// state prints every file of the bond and what netlink says of it and of its
// ports.
func (m *machine) state() string {
	entries, err := os.ReadDir(files)
	if err != nil {
		return status(err) + "\n"
	}
	var b strings.Builder
	for _, e := range entries {
		data, err := read(files + "/" + e.Name())
		if err != nil {
			fmt.Fprintf(&b, "file %s %s\n", e.Name(), strconv.Quote(status(err)))
			continue
		}
		fmt.Fprintf(&b, "file %s %s\n", e.Name(), strconv.Quote(strings.TrimSuffix(string(data), "\n")))
	}
	m.describe(&b, "attr", bond, infoData)
	ports, _ := read(files + "/slaves")
	for _, port := range strings.Fields(string(ports)) {
		m.describe(&b, "port "+port, port, infoSlaveData)
	}
	b.WriteString("ok\n")
	return b.String()
}

// describe prints the attributes of a link's data.
func (m *machine) describe(b *strings.Builder, label, link string, which uint16) {
	list, err := m.netlink.data(link, which)
	if err != nil {
		fmt.Fprintf(b, "%s %s\n", label, status(err))
	}
	for _, a := range list {
		fmt.Fprintf(b, "%s %d %x\n", label, a.kind, a.value)
	}
}
