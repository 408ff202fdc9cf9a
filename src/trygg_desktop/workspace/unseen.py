"""What was said in a deleted record and not seen by one who deleted it: that brings it back, for nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Sequence

from trygg_desktop.workspace.lanes import lane_of, number_of


def unseen(deletions: Sequence[str], changes: Sequence[tuple[int, str | None]]) -> list[int]:
    """The changes that one of the deletions had not seen.

    The same thing made apart and deleted apart is no such: each has seen a creation that says the same, and whoever
    made the other has deleted it too.

    Args:
        deletions: what each of them had seen, as the log keeps it.
        changes: what was said, each with all its values where it is a creation that still says something.
    """
    vectors = [{int(lane): have for lane, have in json.loads(seen).items()} for seen in deletions]
    everyone = set(range(len(vectors)))
    seen_by = {
        change: {n for n, vector in enumerate(vectors) if number_of(change) <= vector.get(lane_of(change), 0)}
        for change, _made in changes
    }
    alike: dict[str, set[int]] = {}
    for change, made in changes:
        if made is not None:
            alike.setdefault(made, set()).update(seen_by[change])
    return [
        change
        for change, made in changes
        if seen_by[change] != everyone
        and not (made is not None and seen_by[change] and alike[made] == everyone)
    ]
