"""The meeting as pure data: events in, state and derived events out. Reads no clock, no chance, no file."""
