#!/usr/bin/env bash
# Installs what the tests want and the machine lacks (root on Debian), or says what is missing and what is skipped for it.
set -uo pipefail

updated=no

present() {
    case "$1" in
        chromium) command -v chromium chromium-browser google-chrome ;;
        fonts-noto-cjk) ls /usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc ;;
        poppler-utils) command -v pdftotext ;;
        openjdk-17-jre-headless) command -v java ;;
        postgresql) command -v initdb || ls /usr/lib/postgresql/*/bin/initdb ;;
    esac >/dev/null 2>&1
}

install() {
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        return 1
    fi
    if [ "$updated" = no ]; then
        echo "   apt-get update"
        apt-get update -qq || return 1
        updated=yes
    fi
    echo "   apt-get install $1"
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" >/dev/null
}

want() {
    if present "$1" || { install "$1" && present "$1"; }; then
        echo "   $1: present"
    else
        echo "   $1: missing, so $2 is skipped. Install it with: sudo apt-get install $1"
    fi
}

echo "== what the tests want of this machine"
want chromium "the report in a real browser"
want fonts-noto-cjk "the report and the statements as PDF"
want poppler-utils "reading the text of PDFs back"
want openjdk-17-jre-headless "the comparison with Spark"
want postgresql "the comparison with PostgreSQL"
