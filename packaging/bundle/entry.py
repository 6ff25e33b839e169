"""Start of a bundled Money Time: PyInstaller runs this file as the program."""

import multiprocessing

from copilot.__main__ import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    main()
