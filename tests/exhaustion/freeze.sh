#!/bin/sh
# Stops a Node.js of Wine and wakes it, from Linux:
#   freeze.sh WORD stop | wake | SECONDS DONE
# WORD is part of its command line; with SECONDS, it is stopped for that time. DONE is a file to be made at the end.
pids=$(
  for process in /proc/[0-9]*; do
    if tr '\0' ' ' 2>/dev/null <"$process/cmdline" | grep -q "^[^ ]*node\.exe .*$1"; then echo "${process#/proc/}"; fi
  done 2>/dev/null
)
case $2 in
  stop) kill -STOP $pids ;;
  wake) kill -CONT $pids ;;
  *) kill -STOP $pids && sleep "$2" && kill -CONT $pids ;;
esac
echo "$? $pids" >"$3.new"
mv "$3.new" "$3"
