package bondc

import "iter"

// Ordered calls work on every item of seq in up to jobs goroutines and yields
// the results in the order of the items. At most a few items per goroutine
// are under way, so memory does not grow with the length of seq. Breaking off
// the result stops the work.
func Ordered[T, R any](seq iter.Seq[T], jobs int, work func(T) R) iter.Seq[R] {
	if jobs <= 1 {
		return func(yield func(R) bool) {
			for item := range seq {
				if !yield(work(item)) {
					return
				}
			}
		}
	}
	return func(yield func(R) bool) {
		window := make(chan chan R, 4*jobs)
		slots := make(chan struct{}, jobs)
		stop := make(chan struct{})
		defer close(stop)
		go feed(seq, window, slots, stop, work)
		for result := range window {
			if !yield(<-result) {
				return
			}
		}
	}
}

// feed starts one goroutine per item, never more than there are slots, and
// queues their results in order.
func feed[T, R any](seq iter.Seq[T], window chan<- chan R, slots chan struct{}, stop <-chan struct{}, work func(T) R) {
	defer close(window)
	for item := range seq {
		result := make(chan R, 1)
		select {
		case window <- result:
		case <-stop:
			return
		}
		select {
		case slots <- struct{}{}:
		case <-stop:
			return
		}
		go func() {
			defer func() { <-slots }()
			result <- work(item)
		}()
	}
}
