"""`python -m bot` and the command `wegwijs`."""

import sys

from bot.cli import run


def main() -> None:
    """Run the command line and leave with its exit status."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
