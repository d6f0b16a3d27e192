// Package nmstate reads the desired state of nmstate (nmstatectl apply, the
// files of /etc/nmstate, "desiredState" of a Kubernetes policy; nmstate 2.2,
// rust/src/lib), which nmstate turns into profiles of NetworkManager.
//
// What is read: interfaces of the types ethernet, bond, vlan and linux-bridge
// with their addressing, routes and route rules below "config", and the DNS
// resolver. Bonding options go through ir/option, column option.Nmstate. Other
// types are kept as links of kind Other. nmstate has DNS and rules for the whole
// host and puts them into a profile itself: here they are given to the link with
// the default route, else to the first one with static addresses.
//
// What a state does not say nmstate leaves as it is on the machine, so silence
// stays silence here. A link or route of state absent is not part of the host.
// "running" routes and limits that only "show" prints are passed over.
//
//	interfaces:
//	  - name: bond0
//	    type: bond
//	    state: up
//	    link-aggregation:
//	      mode: active-backup
//	      port: [eth0, eth1]
//	      options: {miimon: 100}
//	    ipv4:
//	      enabled: true
//	      address: [{ip: 192.0.2.10, prefix-length: 24}]
package nmstate
