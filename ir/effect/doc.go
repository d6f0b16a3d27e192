// Package effect says what a host amounts to once somebody applies its files:
// who that is (Via), what silence means to them (Facts), what has to be
// written out so that it means the same to another (Pin), what a bond of it is
// in the kernel (Effective, on the model of package kernel), and where two hosts
// differ (Compare). It knows appliers, not dialects' texts.
package effect
