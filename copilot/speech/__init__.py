"""Hears words: voice activity, segmentation, recognition, weights."""
