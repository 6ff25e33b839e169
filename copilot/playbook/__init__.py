"""Playbooks: thresholds, lines to say and checklists as data files, one for each kind of call."""
