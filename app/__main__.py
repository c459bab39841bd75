"""`talweg` and `python -m app`."""

import sys

from .command_line import interrupt


def main() -> int:
    """Run the command line; returns the exit code."""
    interrupt.end_at_once()
    from .command_line.main import main as run  # takes a while

    try:
        return run()
    finally:
        interrupt.ignore()


if __name__ == "__main__":
    sys.exit(main())
