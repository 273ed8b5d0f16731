#!/usr/bin/env bash
# Installs the Debian packages that tests use, where this is Debian and they are missing. Tests say it loudly when one
# is not there.
set -u
packages=(chromium prometheus fish zsh)
missing=()
for package in "${packages[@]}"; do
  dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0
command -v apt-get >/dev/null || exit 0
apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
  echo "could not install ${missing[*]}: tests that need them are skipped" >&2
