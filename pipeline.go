package bondc

import "iter"

// Ordered calls work on every item of seq in up to jobs goroutines and yields
// the results in the order of the items. A few items per goroutine are under
// way at the most, so memory does not grow with the length of seq. A single
// item, the commonest run, starts no goroutine.
func Ordered[T, R any](seq iter.Seq[T], jobs int, work func(T) R) iter.Seq[R] {
	return func(yield func(R) bool) {
		w := window[T, R]{slots: make(chan struct{}, max(jobs, 1)), work: work, yield: yield}
		var first *T
		for item := range seq {
			switch {
			case jobs <= 1:
				if !yield(work(item)) {
					return
				}
				continue
			case first == nil && !w.open:
				first = &item
				continue
			case first != nil:
				w.start(*first)
				first = nil
			}
			w.start(item)
			if !w.deliver(4 * jobs) {
				return
			}
		}
		if first != nil {
			yield(work(*first))
			return
		}
		w.deliver(0)
	}
}

// window is the results under way, in order.
type window[T, R any] struct {
	queue []chan R
	slots chan struct{}
	work  func(T) R
	yield func(R) bool
	// open means that work has begun in goroutines.
	open bool
}

// start works on an item in a goroutine of its own, once a slot is free.
func (w *window[T, R]) start(item T) {
	w.open = true
	result := make(chan R, 1)
	w.queue = append(w.queue, result)
	go func() {
		w.slots <- struct{}{}
		defer func() { <-w.slots }()
		result <- w.work(item)
	}()
}

// deliver yields the oldest results until so many are left, and reports
// whether more are wanted.
func (w *window[T, R]) deliver(left int) bool {
	for len(w.queue) > left {
		result := <-w.queue[0]
		w.queue = w.queue[1:]
		if !w.yield(result) {
			return false
		}
	}
	return true
}
