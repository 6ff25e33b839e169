"""Hears words: voice activity, segmentation, recognition, weights."""

import os

# Read by the OpenMP runtime when the first native library loads. Its workers spin between decodes: with two threads the
# short contexts cost half as much processor again, and the call app beside us wants the other core.
os.environ.setdefault("OMP_NUM_THREADS", "1")
