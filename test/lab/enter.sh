#!/bin/sh
# Process 1 of the lab's namespaces: hides the machine's docker behind empty folders, then waits until its stdin ends.
# Run by namespace.ts through `unshare`; when it ends, the kernel ends everything in the namespace.
set -eu
mkdir -p /var/lib/docker /etc/docker
for folder in /run /var/lib/docker /etc/docker /mnt; do
  mount -t tmpfs -o mode=755 tmpfs "$folder"
done
[ -L /var/run ] || mount --bind /run /var/run
# A sysfs shows the network namespace that it was mounted in; the machine's cgroups move over to the new one.
mkdir /run/cgroup
mount --rbind /sys/fs/cgroup /run/cgroup
mount -t sysfs sysfs /sys
mount --rbind /run/cgroup /sys/fs/cgroup
umount -l /run/cgroup
mkdir -p /run/docker/plugins /run/lock
ip link set lo up
exec 3<&0
cat <&3 >/dev/null &
echo ready
# `wait` also collects the orphans that become children of process 1.
wait "$!"
