package report

import (
	"errors"
	"fmt"
	"io"
	"math"
	"net/netip"
)

// ended is the number of the tree behind the last one.
const ended = math.MaxInt

// stream is the report of a shard, tree by tree.
type stream struct {
	name string
	*document
	// rest is what the first reading found behind the findings.
	rest *rest
	// tree is the number of the tree that comes next; what comes is claims of
	// it and then, unless it is nil, element.
	tree    int
	claims  []claim
	element *element
	// more are claims that were read and belong to later trees; last is the
	// element behind them.
	more []claim
	last *element
	done bool
}

// openParts checks that the reports are all shards of one run, and opens them.
func openParts(parts []Part, version string) ([]*stream, error) {
	var streams []*stream
	for _, part := range parts {
		s := &stream{name: part.Name}
		if err := s.check(part.Text); err != nil {
			return nil, brokenPart(part.Name, err)
		}
		streams = append(streams, s)
	}
	if err := fit(streams, version); err != nil {
		return nil, err
	}
	for i, part := range parts {
		s := streams[i]
		if err := s.open(part.Text); err != nil {
			return nil, brokenPart(part.Name, err)
		}
		if err := s.advance(); err != nil {
			return nil, err
		}
	}
	return streams, nil
}

func brokenPart(name string, err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return partf("%s: it ends in the middle: the run that wrote it was cut short", name)
	}
	return partf("%s: %v", name, err)
}

func (s *stream) open(text io.ReadSeeker) error {
	_, err := text.Seek(0, io.SeekStart)
	if err == nil {
		s.document, err = openDocument(text)
	}
	return err
}

// check reads the whole report and keeps what stands behind the findings.
func (s *stream) check(text io.ReadSeeker) error {
	if err := s.open(text); err != nil {
		return err
	}
	tree := 0
	for {
		e, ok, err := s.next()
		if err != nil {
			return err
		}
		claims := []claim(nil)
		if ok {
			claims = e.mark().Claims
		} else {
			s.rest, claims = s.document.rest, s.document.rest.Claims
		}
		for i := range claims {
			if _, err := netip.ParseAddr(claims[i].Address); err != nil || claims[i].Tree < tree {
				return fmt.Errorf("the addresses in it are not as bondc wrote them")
			}
			tree = claims[i].Tree
		}
		if !ok {
			return nil
		}
		if e.mark().Tree < tree || e.mark().Tree == ended {
			return errors.New("its findings are not in the order in which bondc wrote them")
		}
		tree = e.mark().Tree
	}
}

// advance goes on to the claims, and the element behind them, that belong to
// one tree.
func (s *stream) advance() error {
	s.claims, s.element = nil, nil
	if len(s.more) == 0 && s.last == nil {
		if err := s.fill(); err != nil {
			return err
		}
	}
	switch {
	case len(s.more) > 0:
		s.tree = s.more[0].Tree
	case s.last != nil:
		s.tree = s.last.mark().Tree
	default:
		s.tree = ended
		return nil
	}
	n := 0
	for n < len(s.more) && s.more[n].Tree == s.tree {
		n++
	}
	s.claims, s.more = s.more[:n], s.more[n:]
	if len(s.more) == 0 && s.last != nil && s.last.mark().Tree == s.tree {
		s.element, s.last = s.last, nil
	}
	return nil
}

// fill reads the next element with the claims in front of it, or the claims
// behind the last.
func (s *stream) fill() error {
	if s.done {
		return nil
	}
	e, ok, err := s.next()
	switch {
	case err != nil:
		return fmt.Errorf("%s has changed meanwhile: %w", s.name, err)
	case !ok:
		s.done, s.more = true, s.rest.Claims
	default:
		s.more, s.last = e.mark().Claims, &e
	}
	return nil
}
