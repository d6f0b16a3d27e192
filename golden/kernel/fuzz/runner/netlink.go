package main

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"syscall"
)

// Attributes of a link (include/uapi/linux/if_link.h) that package syscall does
// not name.
const (
	infoKind      = 1 // IFLA_INFO_KIND
	infoData      = 2
	infoSlaveKind = 4
	infoSlaveData = 5
	nested        = 0x8000 // NLA_F_NESTED
)

// attribute is one attribute of netlink.
type attribute struct {
	kind  uint16
	value []byte
}

// attributes reads "1=04 11=@eth0 8=[0a000001,0a000002]": the number of an
// attribute, and its bytes, the index of a link, or a list that is nested.
func attributes(words []string) ([]byte, error) {
	var data []byte
	for _, word := range words {
		if word == "" {
			continue
		}
		number, text, _ := strings.Cut(word, "=")
		kind, err := strconv.ParseUint(number, 10, 14)
		if err != nil {
			return nil, err
		}
		value, list, err := value(text)
		if err != nil {
			return nil, err
		}
		if list {
			kind |= nested
		}
		data = pack(data, uint16(kind), value)
	}
	return data, nil
}

func value(text string) (data []byte, list bool, err error) {
	if link, ok := strings.CutPrefix(text, "@"); ok {
		index := 0
		if link != "" {
			var err error
			if index, err = indexOf(link); err != nil {
				return nil, false, err
			}
		}
		return binary.NativeEndian.AppendUint32(nil, uint32(index)), false, nil
	}
	if !strings.HasPrefix(text, "[") {
		data, err = hex.DecodeString(text)
		return data, false, err
	}
	for i, item := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("[,]", r) }) {
		one, err := hex.DecodeString(item)
		if err != nil {
			return nil, true, err
		}
		data = pack(data, uint16(i), one)
	}
	return data, true, nil
}

// pack appends an attribute.
func pack(data []byte, kind uint16, value []byte) []byte {
	data = binary.NativeEndian.AppendUint16(data, uint16(4+len(value)))
	data = binary.NativeEndian.AppendUint16(data, kind)
	data = append(data, value...)
	for len(data)%4 != 0 {
		data = append(data, 0)
	}
	return data
}

// unpack takes attributes apart.
func unpack(data []byte) []attribute {
	var list []attribute
	for len(data) >= 4 {
		size := int(binary.NativeEndian.Uint16(data))
		if size < 4 || size > len(data) {
			return list
		}
		list = append(list, attribute{binary.NativeEndian.Uint16(data[2:]) &^ 0xc000, data[4:size]})
		data = data[min(len(data), (size+3)&^3):]
	}
	return list
}

// find returns the value of the first attribute of a kind.
func find(list []attribute, kind uint16) []byte {
	for _, a := range list {
		if a.kind == kind {
			return a.value
		}
	}
	return nil
}

// indexOf returns the index of a link.
func indexOf(link string) (int, error) {
	data, err := read("/sys/class/net/" + link + "/ifindex")
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(strings.TrimSpace(string(data)))
}

// socket is a socket of rtnetlink.
type socket struct{ fd int }

func open() (*socket, error) {
	fd, err := syscall.Socket(syscall.AF_NETLINK, syscall.SOCK_RAW|syscall.SOCK_CLOEXEC, syscall.NETLINK_ROUTE)
	if err != nil {
		return nil, err
	}
	return &socket{fd}, syscall.Bind(fd, &syscall.SockaddrNetlink{Family: syscall.AF_NETLINK})
}

// ask sends one request about a link and returns the answer's body, which is
// empty where the kernel just said that it is done.
func (s *socket) ask(kind uint16, flags uint16, index int, on uint32, data []byte) ([]byte, error) {
	body := make([]byte, syscall.SizeofIfInfomsg)
	binary.NativeEndian.PutUint32(body[4:], uint32(index))
	binary.NativeEndian.PutUint32(body[8:], on)
	binary.NativeEndian.PutUint32(body[12:], on)
	body = append(body, data...)
	head := make([]byte, syscall.SizeofNlMsghdr)
	binary.NativeEndian.PutUint32(head, uint32(len(head)+len(body)))
	binary.NativeEndian.PutUint16(head[4:], kind)
	binary.NativeEndian.PutUint16(head[6:], flags|syscall.NLM_F_REQUEST)
	if err := syscall.Sendto(s.fd, append(head, body...), 0, &syscall.SockaddrNetlink{Family: syscall.AF_NETLINK}); err != nil {
		return nil, err
	}
	buffer := make([]byte, 1<<16)
	n, _, err := syscall.Recvfrom(s.fd, buffer, 0)
	if err != nil {
		return nil, err
	}
	messages, err := syscall.ParseNetlinkMessage(buffer[:n])
	if err != nil {
		return nil, err
	}
	if len(messages) != 1 {
		return nil, fmt.Errorf("%d answers to one request", len(messages))
	}
	answer := messages[0]
	if answer.Header.Type != syscall.NLMSG_ERROR {
		return answer.Data, nil
	}
	if errno := int32(binary.NativeEndian.Uint32(answer.Data)); errno != 0 {
		return nil, syscall.Errno(-errno)
	}
	return nil, nil
}

// change changes a link's data, or adds the link.
func (s *socket) change(link, kind string, kindAttribute, dataAttribute uint16, data []byte) error {
	index, err := indexOf(link)
	if err != nil {
		return err
	}
	_, err = s.ask(syscall.RTM_NEWLINK, syscall.NLM_F_ACK, index, 0, info(kind, kindAttribute, dataAttribute, data))
	return err
}

func (s *socket) add(link, kind string, data []byte) error {
	body := append(pack(nil, syscall.IFLA_IFNAME, append([]byte(link), 0)), info(kind, infoKind, infoData, data)...)
	_, err := s.ask(syscall.RTM_NEWLINK, syscall.NLM_F_ACK|syscall.NLM_F_CREATE|syscall.NLM_F_EXCL, 0, 0, body)
	return err
}

func info(kind string, kindAttribute, dataAttribute uint16, data []byte) []byte {
	inner := pack(nil, kindAttribute, []byte(kind))
	return pack(nil, syscall.IFLA_LINKINFO|nested, pack(inner, dataAttribute|nested, data))
}

func (s *socket) remove(link string) error {
	index, err := indexOf(link)
	if err != nil {
		return syscall.ENODEV
	}
	_, err = s.ask(syscall.RTM_DELLINK, syscall.NLM_F_ACK, index, 0, nil)
	return err
}

func (s *socket) up(link string) error {
	index, err := indexOf(link)
	if err != nil {
		return err
	}
	_, err = s.ask(syscall.RTM_NEWLINK, syscall.NLM_F_ACK, index, syscall.IFF_UP, nil)
	return err
}

func (s *socket) enslave(port, bond string) error {
	p, err := indexOf(port)
	if err != nil {
		return err
	}
	b, err := indexOf(bond)
	if err != nil {
		return err
	}
	_, err = s.ask(syscall.RTM_NEWLINK, syscall.NLM_F_ACK, p, 0, pack(nil, syscall.IFLA_MASTER, binary.NativeEndian.AppendUint32(nil, uint32(b))))
	return err
}

// data returns the attributes of a link's data.
func (s *socket) data(link string, which uint16) ([]attribute, error) {
	index, err := indexOf(link)
	if err != nil {
		return nil, err
	}
	body, err := s.ask(syscall.RTM_GETLINK, 0, index, 0, nil)
	if err != nil {
		return nil, err
	}
	if len(body) < syscall.SizeofIfInfomsg {
		return nil, errors.New("the answer is no link")
	}
	return unpack(find(unpack(find(unpack(body[syscall.SizeofIfInfomsg:]), syscall.IFLA_LINKINFO)), which)), nil
}
