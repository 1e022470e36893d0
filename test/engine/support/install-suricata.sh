#!/bin/sh
# Installs Suricata 7 from the distribution's backports suite. Needs root; safe to run again.
# AWS Network Firewall Classic runs Suricata 7; the stable suite's 6 answers differently.
# No host or release is written here: both are read from the system it runs on.
set -eu

source_file=/etc/apt/sources.list.d/suricata-backports.sources

version() { suricata -V 2>/dev/null | sed -n 's/.*version \([0-9][0-9.]*\).*/\1/p'; }

has_seven() { case "$(version)" in 7.*) return 0 ;; *) return 1 ;; esac }

codename() { . /etc/os-release && printf '%s' "${VERSION_CODENAME:?/etc/os-release names no release}"; }

# The mirror and key that the machine already trusts for its own release, with another suite.
backports_from_deb822() {
  # The blank line keeps the last stanza of one file apart from the first of the next.
  for file in /etc/apt/sources.list.d/*.sources; do [ -f "$file" ] && cat "$file" && echo; done | awk -v suite="$1" '
    BEGIN { RS = ""; FS = "\n" }
    /(^|\n)Enabled:[ \t]*no/ { next }
    {
      wanted = 0; text = ""
      for (i = 1; i <= NF; i++) {
        if ($i ~ /^#/) continue
        if ($i ~ /^Suites:/) {
          n = split($i, words, /[ \t]+/)
          for (w = 2; w <= n; w++) if (words[w] == suite) wanted = 1
          text = text "Suites: " suite "-backports\n"
        } else text = text $i "\n"
      }
      if (wanted) { printf "%s", text; exit }
    }'
}

# Older images keep one-line entries: "deb [options] mirror suite components".
backports_from_lines() {
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | awk -v suite="$1" '
    $1 == "deb" {
      for (i = 2; i <= NF; i++) if ($i == suite) { $i = suite "-backports"; print; exit }
    }'
}

add_backports() {
  suite=$(codename)
  stanza=$(backports_from_deb822 "$suite")
  target=$source_file
  if [ -z "$stanza" ]; then
    stanza=$(backports_from_lines "$suite")
    target=${source_file%.sources}.list
  fi
  [ -n "$stanza" ] || { echo "install-suricata: no apt source for $suite to copy" >&2; exit 1; }
  printf '%s\n' "$stanza" > "$target"
}

install_seven() {
  export DEBIAN_FRONTEND=noninteractive
  suite=$(codename)
  # A release whose own suite has 7 needs no backports.
  apt-get update -qq
  case "$(apt-cache policy suricata | sed -n 's/ *Candidate: //p')" in
    7.* | *:7.*) apt-get install -y -qq --no-install-recommends suricata; return ;;
  esac
  add_backports
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends -t "$suite-backports" suricata
}

has_seven || install_seven
has_seven || { echo "install-suricata: expected Suricata 7.x, got $(version || true)" >&2; exit 1; }
echo "suricata $(version)"
