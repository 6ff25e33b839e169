"""`python -m copilot` and the `moneytime` command."""

import sys


def main() -> None:
    from copilot.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
