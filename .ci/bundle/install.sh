#!/bin/sh
# Cài motcua trên máy không có mạng / Installs motcua on a machine without a network: sh install.sh [FOLDER]
# Checks every file of this folder first, then makes FOLDER/.venv (default /srv/motcua) from the wheels here and from
# nothing else. Running it again repairs or upgrades. PYTHON names another Python.
set -eu
umask 022
here=$(cd "$(dirname "$0")" && pwd)
target=${1:-/srv/motcua}

fail() { # in Vietnamese, in English
  printf '%s\n%s\n' "$1" "$2" >&2
  exit 1
}

cd "$here"
sha256sum --check --strict --quiet SHA256SUMS >&2 ||
  fail "Có tệp đã thay đổi hoặc thiếu (xem trên): chép lại cả thư mục. Chưa cài gì." \
    "Files have changed or are missing (see above): copy the whole folder again. Nothing was installed."

{ read -r wanted; read -r machine; read -r libc; } <PLATFORM
python=${PYTHON:-$(command -v "python$wanted" || command -v python3 || echo python3)}
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || echo "?")
[ "$version" = "$wanted" ] ||
  fail "Cần Python $wanted, máy có $version ($python). Cài python$wanted và python$wanted-venv, hoặc đặt PYTHON." \
    "Python $wanted is needed, this is $version ($python). Install python$wanted and python$wanted-venv, or set PYTHON."
[ "$(uname -m)" = "$machine" ] ||
  fail "Bộ cài dành cho máy $machine, máy này là $(uname -m)." \
    "This bundle is for machines of the kind $machine, this one is $(uname -m)."

if [ ! -x "$target/.venv/bin/python" ]; then
  mkdir -p "$target"
  "$python" -m venv "$target/.venv" ||
    fail "Không tạo được môi trường Python: cài python$wanted-venv." \
      "The environment could not be made: install python$wanted-venv."
fi
# -I and no configuration: whatever pip is told elsewhere on this machine, it asks no index and takes no other file.
PIP_CONFIG_FILE=/dev/null "$target/.venv/bin/python" -I -m pip --quiet --disable-pip-version-check install \
  --no-index --find-links "$here/wheels" --no-deps --require-hashes -r requirements.txt ||
  fail "Không cài được. Bộ cài được làm trên máy có $libc; máy cũ hơn không dùng được." \
    "It could not be installed. The bundle was made on a machine with $libc; an older one cannot use it."
if [ ! -e "$target/city" ]; then
  cp -R city "$target/city"
fi
version=$("$target/.venv/bin/motcua" --version)
printf '%s\n%s\n' "Đã cài motcua $version vào $target. Tiếp theo: $target/.venv/bin/motcua doctor" \
  "Installed motcua $version into $target. Next: $target/.venv/bin/motcua doctor"
