# 200 hosts in four racks; the benchmark reads it.
variable "site" { default = 20 }

locals {
  vlans = { storage = 100, backup = 200 }
  racks = ["a", "b", "c", "d"]
  hosts = merge([for r, rack in local.racks : {
    for n in range(50) : "${rack}${format("%02d", n + 1)}" => { rack = r, number = n + 1 }
  }]...)
}

host "node" {
  for_each = local.hosts

  bond "bond0" {
    mode             = "802.3ad"
    ports            = ["enp1s0f0", "enp1s0f1"]
    miimon           = 100
    lacp_rate        = "fast"
    xmit_hash_policy = "layer3+4"
    mtu              = 9000
    addresses        = [cidraddress("10.${var.site}.${each.value.rack}.0/24", each.value.number + 10)]

    route {
      to  = "default"
      via = cidrhost("10.${var.site}.${each.value.rack}.0/24", 1)
    }
    route {
      to     = "10.0.0.0/8"
      via    = cidrhost("10.${var.site}.${each.value.rack}.0/24", 2)
      metric = 200
    }
    dns {
      servers = ["10.${var.site}.0.2", "10.${var.site}.0.3"]
      search  = ["rack-${local.racks[each.value.rack]}.example.org", "example.org"]
    }
  }

  vlan "bond0.100" {
    id        = local.vlans.storage
    link      = "bond0"
    addresses = [cidraddress("10.100.${each.value.rack}.0/24", each.value.number)]
  }

  vlan "bond0.200" {
    id   = local.vlans.backup
    link = "bond0"
  }

  bridge "br0" {
    ports     = ["bond0.200"]
    stp       = false
    addresses = [cidraddress("10.200.${each.value.rack}.0/24", each.value.number)]
  }
}
