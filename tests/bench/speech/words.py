"""Words said against words heard."""

import re

import numpy as np


def plain(text: str) -> list[str]:
    """Lower-case words and numbers, without signs."""
    return re.sub(r"[^a-z0-9 ]", " ", text.lower().replace("'", "").replace("-", " ")).split()


def errors(said: list[str], heard: list[str]) -> int:
    """Words to insert, delete or replace."""
    row = np.arange(len(heard) + 1)
    for i, word in enumerate(said, 1):
        before, row[0] = row.copy(), i
        for j, other in enumerate(heard, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (word != other))
    return int(row[-1])


def common(said: list[str], heard: list[str]) -> list[tuple[int, int]]:
    """The longest common part in order: pairs of places in said and in heard."""
    best = np.zeros((len(said) + 1, len(heard) + 1), np.int32)
    for i in range(len(said) - 1, -1, -1):
        for j in range(len(heard) - 1, -1, -1):
            best[i, j] = best[i + 1, j + 1] + 1 if said[i] == heard[j] else max(best[i + 1, j], best[i, j + 1])
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(said) and j < len(heard):
        if said[i] == heard[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1, j] >= best[i, j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def missed(said: list[str], heard: list[str]) -> int:
    """Words said that are nowhere in what was heard, in order."""
    return len(said) - len(common(said, heard))


def strangers(said: list[str], heard: list[str], theirs: list[str]) -> int:
    """Words heard that were not said there, but by the other side, in order."""
    own = {j for _, j in common(said, heard)}
    return len(common(theirs, [word for j, word in enumerate(heard) if j not in own]))
