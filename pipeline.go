package bondc

import "iter"

// Ordered calls work on every item of seq in up to jobs goroutines and yields
// the results in the order of the items. At most a few items per goroutine
// are under way, so memory does not grow with the length of seq. Breaking off
// the result stops the work.
func Ordered[T, R any](seq iter.Seq[T], jobs int, work func(T) R) iter.Seq[R] {
	return func(yield func(R) bool) {
		next, stop := iter.Pull(seq)
		defer stop()
		first, ok := next()
		if !ok {
			return
		}
		// One host is the commonest run: it starts no goroutine.
		second, more := next()
		if !more {
			yield(work(first))
			return
		}
		items := func(yield func(T) bool) {
			if !yield(first) || !yield(second) {
				return
			}
			for item, ok := next(); ok && yield(item); item, ok = next() {
			}
		}
		if jobs <= 1 {
			for item := range items {
				if !yield(work(item)) {
					return
				}
			}
			return
		}
		parallel(items, jobs, work, yield)
	}
}

// parallel works on the items in goroutines and yields in order. It returns
// only when nobody reads items any more.
func parallel[T, R any](items iter.Seq[T], jobs int, work func(T) R, yield func(R) bool) {
	window := make(chan chan R, 4*jobs)
	slots := make(chan struct{}, jobs)
	stop := make(chan struct{})
	go feed(items, window, slots, stop, work)
	stopped := false
	for result := range window {
		if stopped {
			continue
		}
		if !yield(<-result) {
			stopped = true
			close(stop)
		}
	}
}

// feed starts one goroutine per item, never more than there are slots, and
// queues their results in order.
func feed[T, R any](items iter.Seq[T], window chan<- chan R, slots chan struct{}, stop <-chan struct{}, work func(T) R) {
	defer close(window)
	for item := range items {
		result := make(chan R, 1)
		select {
		case slots <- struct{}{}:
		case <-stop:
			return
		}
		select {
		case window <- result:
		case <-stop:
			return
		}
		go func() {
			defer func() { <-slots }()
			result <- work(item)
		}()
	}
}
