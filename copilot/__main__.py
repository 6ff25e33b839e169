"""`python -m copilot` and the `moneytime` command."""

import os
import sys
import threading


def main() -> None:
    from copilot.cli import run

    code = run(sys.argv[1:])
    if threading.active_count() > 1:
        # all is saved and closed by now; a decode still under way in native code would abort an orderly exit
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


if __name__ == "__main__":
    main()
