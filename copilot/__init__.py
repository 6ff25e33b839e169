"""Money Time: a meeting copilot that tells a polite yes from a real one while the call can still be changed."""

import os

__version__ = "0.1.0"

# Read by the native libraries when they load, numpy the first of them. Their workers spin between decodes: with two threads a
# short decode costs half as much processor again, and the call app beside us wants the other core.
os.environ.setdefault("OMP_NUM_THREADS", "1")
# oneDNN keeps what it compiled for each length of sound: its own 1024 lengths grow for hours.
os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "16")
