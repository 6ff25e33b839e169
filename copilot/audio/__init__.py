"""Hearing: from sound devices and files to 16 kHz mono windows stamped with call time."""
