#!/bin/sh
# Installs the Debian packages named that are missing; else says the command.
missing=
for package; do
	case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
	*' installed') ;;
	*) missing="$missing $package" ;;
	esac
done
test -n "$missing" || exit 0

if ! command -v apt-get >/dev/null; then
	echo "needed, by their names in Debian:$missing" >&2
	exit 0
fi
become=
if test "$(id -u)" -ne 0; then
	if ! sudo -n true 2>/dev/null; then
		printf 'to install what is missing:\n    %s%s\n' \
		    'sudo apt-get install --no-install-recommends' \
		    "$missing" >&2
		exit 0
	fi
	become='sudo -n'
fi
echo "installing$missing"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 # lists of words
get() {
	$become env DEBIAN_FRONTEND=noninteractive apt-get -qq "$@" >/dev/null
}
get update || echo 'the list of packages could not be updated' >&2
# shellcheck disable=SC2086
get install -y --no-install-recommends $missing ||
    echo "not all could be installed:$missing" >&2
