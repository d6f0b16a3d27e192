// Package cloudinit reads cloud-init's network configuration: the file
// network-config of a seed, with or without the outermost key "network", and
// the key "network" of /etc/cloud/cloud.cfg and the files in cloud.cfg.d
// (docs.cloud-init.io, "Network configuration", versions 1 and 2; cloud-init 26,
// cloudinit/net/network_state.py and netplan.py).
//
// Version 2 is netplan's YAML, which cloud-init hands to netplan as it is, so
// frontends/internal/netplanyaml reads it. Of version 1 the types physical, bond,
// bridge, vlan, nameserver and route are read, with "params" through ir/option,
// column option.CloudInit. A loopback device is left alone.
//
// Who applies it is whatever cloud-init renders to. Where no "renderers" below
// system_info say so it is networkd under netplan, as on Ubuntu; --via says
// another.
//
// What is not read: all other keys of cloud.cfg, and jinja templates. cloud-init
// merges the files of cloud.cfg.d key by key; where two of them hold a network
// configuration only the stronger one is read, and the other is an error.
//
//	network:
//	  version: 1
//	  config:
//	    - type: bond
//	      name: bond0
//	      bond_interfaces: [eth0, eth1]
//	      params: {bond-mode: active-backup, bond-miimon: 100}
//	      subnets:
//	        - {type: static, address: 192.0.2.10/24, gateway: 192.0.2.1}
package cloudinit
