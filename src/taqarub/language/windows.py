"""A text cut into windows that the encoder reads."""

from __future__ import annotations

from collections.abc import Sequence

LONGEST = 150  # words in a window, some 260 pieces


def cut_points(starts: Sequence[bool], longest: int = LONGEST) -> list[int]:
    """Where to cut a text into windows of whole sentences of at most `longest` words; only a sentence that is longer
    by itself is cut inside.

    Args:
        starts: whether each word begins a sentence.

    Returns:
        Indices of the windows' first words, and the number of words.
    """
    cuts, last = [0], 0
    for at in range(1, len(starts)):
        if starts[at]:
            if at - cuts[-1] > longest and last > cuts[-1]:
                cuts.append(last)
            last = at
        if at - cuts[-1] >= longest and last <= cuts[-1]:
            cuts.append(at)
    if len(starts) - cuts[-1] > longest and last > cuts[-1]:
        cuts.append(last)
    return [*cuts, len(starts)]
