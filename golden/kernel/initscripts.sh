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
words() { (. "./$1" && printf '%s\n' ${BONDING_OPTS:-}); }

# key FILE NAME prints a key of a file.
key() { (. "./$1" && eval "printf '%s' \"\${$2:-}\""); }

for file in ifcfg-*; do
  bond=$(key "$file" DEVICE)
  # A device is a bond that has BONDING_OPTS, or a name that modprobe has as an alias.
  [ -n "$(key "$file" BONDING_OPTS)" ] || [ "$(modprobe -R "$bond" 2>/dev/null)" = bonding ] || continue
  modprobe "$bond" 2>/dev/null || modprobe bonding
  mtu=$(key "$file" MTU)
  mac=$(key "$file" MACADDR)
  dir=/sys/class/net/$bond/bonding
  [ -e "$dir" ] || write "+$bond" /sys/class/net/bonding_masters
  for first in mode miimon; do
    for word in $(words "$file"); do
      [ "${word%%=*}" = $first ] && write "${word##*=}" "$dir/$first"
    done
  done
  for word in $(words "$file"); do
    name=${word%%=*} value=${word##*=}
    case $name in
    mode | miimon | primary) ;;
    arp_ip_target)
      for target in $(echo "$value" | tr , ' '); do write "+${target#+}" "$dir/$name"; done
      ;;
    *) write "$value" "$dir/$name" ;;
    esac
  done
  [ -z "$mtu" ] || ip link set "$bond" mtu "$mtu"
  [ -z "$mac" ] || ip link set "$bond" address "$mac"
  ip link set "$bond" up
  for port in ifcfg-*; do
    [ "$(key "$port" MASTER)" = "$bond" ] && [ "$(key "$port" SLAVE)" = yes ] || continue
    nic=$(key "$port" DEVICE)
    ip link set "$nic" down
    write "+$nic" "$dir/slaves"
    ip link set "$nic" up
  done
  for word in $(words "$file"); do
    [ "${word%%=*}" = primary ] && write "${word##*=}" "$dir/primary"
  done
done
exit $failed
