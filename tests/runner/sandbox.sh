#!/bin/sh
# Mounts what it is told under a new root and runs a command there:
#   sandbox.sh FOLDER [STEP ARGS...]... -- COMMAND...
# It is the first process of mount and pid namespaces of its own, so every mount and every process ends with it.
# FOLDER gets: out and err (the command's), started (an empty file, once the mounts stand).
set -eu
folder=$1
shift

# Stdin is the lifeline: it closes when whoever started this is gone, and then everything here must go.
exec 3<&0 </dev/null
{ cat >/dev/null; while :; do kill -KILL -1; sleep 0.1; done; } <&3 2>/dev/null &
exec 3<&-

layers=$folder/layers
root=$folder/root
mkdir -p "$layers" "$root"
mount -t tmpfs -o mode=0755 tmpfs "$layers"
# Relative names below: colons and commas in a path would end an overlay's option.
cd "$layers"
layer=0

while [ "$1" != -- ]; do
  case $1 in
    host) # this machine's own root, with another /tmp
      mount -t tmpfs -o mode=0755 tmpfs "$root"
      for entry in /*; do
        case $entry in /proc | /tmp) continue ;; esac
        if [ -L "$entry" ]; then
          cp -P "$entry" "$root$entry"
        elif [ -d "$entry" ]; then
          mkdir "$root$entry"
          mount --rbind "$entry" "$root$entry"
        fi
      done
      mkdir "$root/proc" "$root/tmp"
      mount -t proc proc "$root/proc"
      shift
      ;;
    kernel) # /dev, /sys and /proc for a root that has none
      mount --rbind /dev "$root/dev"
      mount --rbind /sys "$root/sys"
      mount -t proc proc "$root/proc"
      shift
      ;;
    overlay) # SOURCE TARGET: SOURCE is read, writes stay in memory
      layer=$((layer + 1))
      mkdir lower$layer upper$layer work$layer
      mount --bind "$2" lower$layer
      mkdir -p "$root$3"
      mount -t overlay -o "lowerdir=lower$layer,upperdir=upper$layer,workdir=work$layer" overlay "$root$3"
      shift 3
      ;;
    copy) # SOURCE TARGET: the files of SOURCE, over those in TARGET, which an overlay holds
      cp "$2"/* "$root$3/"
      shift 3
      ;;
    writable) # SOURCE TARGET
      mkdir -p "$root$3"
      mount --rbind "$2" "$root$3"
      shift 3
      ;;
    readonly) # SOURCE TARGET
      mkdir -p "$root$3"
      mount --bind "$2" "$root$3"
      # Refused in a user namespace when the source has flags that this one would drop; the mount still serves.
      mount -o remount,bind,ro "$root$3" 2>/dev/null || true
      shift 3
      ;;
    *)
      echo "unknown step $1" >&2
      exit 125
      ;;
  esac
done
shift

: >"$folder/started"
cd /
status=0
# Not exec: the first process of a pid namespace does not die of its own signals.
chroot "$root" "$@" >>"$folder/out" 2>>"$folder/err" || status=$?
exit "$status"
