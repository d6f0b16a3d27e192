#!/bin/sh
# Applies ifcfg files to bonds as initscripts do (facts of network-functions,
# install_bonding_driver, and ifup-eth): the words of BONDING_OPTS go to sysfs
# while the bond is down and has no ports, mode and miimon first; then the ports
# are attached in the order of their files' names; the primary port comes last.
# Addresses are left out: the kernel takes them from anybody alike.
set -u
cd /etc/sysconfig/network-scripts || exit 1
failed=0

# write VALUE FILE tells of a value that the driver refuses and goes on.
write() {
  echo "$1" >"$2" || { echo "the driver refuses $1 for $2"; failed=1; }
}

# words FILE prints the options of a bond, one a line.
words() { (. "./$1" && printf '%s\n' $BONDING_OPTS); }

modprobe bonding
for file in ifcfg-*; do
  grep -q '^BONDING_OPTS=' "$file" || continue
  bond=$(. "./$file" && echo "$DEVICE")
  mtu=$(. "./$file" && echo "${MTU:-}")
  mac=$(. "./$file" && echo "${MACADDR:-}")
  dir=/sys/class/net/$bond/bonding
  [ -e "$dir" ] || write "+$bond" /sys/class/net/bonding_masters
  for first in mode miimon; do
    for word in $(words "$file"); do
      [ "${word%%=*}" = $first ] && write "${word##*=}" "$dir/$first"
    done
  done
  for word in $(words "$file"); do
    key=${word%%=*} value=${word##*=}
    case $key in
    mode | miimon | primary) ;;
    arp_ip_target)
      for target in $(echo "$value" | tr , ' '); do write "+${target#+}" "$dir/$key"; done
      ;;
    *) write "$value" "$dir/$key" ;;
    esac
  done
  [ -z "$mtu" ] || ip link set "$bond" mtu "$mtu"
  [ -z "$mac" ] || ip link set "$bond" address "$mac"
  ip link set "$bond" up
  for port in $(grep -lE "^MASTER=['\"]?$bond['\"]?\$" ifcfg-* | sort); do
    nic=$(. "./$port" && echo "$DEVICE")
    ip link set "$nic" down
    write "+$nic" "$dir/slaves"
    ip link set "$nic" up
  done
  for word in $(words "$file"); do
    [ "${word%%=*}" = primary ] && write "${word##*=}" "$dir/primary"
  done
done
exit $failed
