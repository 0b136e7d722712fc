"""Take a Chromium that is there, else install one, and say what is done.

Debian's package as root, Playwright's own build elsewhere.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
PACKAGES = ("chromium", "fonts-noto-core", "fonts-noto-color-emoji")


def find() -> str | None:
    """The path of a Chromium on this machine, or None."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install() -> None:
    """Install a Chromium; raises CalledProcessError when that fails."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("No Chromium here: installing Debian's package (for the browser tests).")
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        quiet = ["-qq", "--no-install-recommends", "-y"]
        subprocess.run(["apt-get", "install", *quiet, *PACKAGES], check=True)
    else:
        print("No Chromium here: letting Playwright fetch one (for the browser tests).")
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    if find() is None:
        install()
