"""What a merge gives and tells of."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["plan", "person", "konflikt", "bevart"]


@dataclass(frozen=True, slots=True)
class Change:
    """One block that is not as dok wrote it last.

    Attributes:
        kind: Whose change it is. "plan": taken from the plan; "person": the person's, kept; "konflikt": both
            changed the block, the person's stands; "bevart": the plan has dropped it, but the person has
            written there, so it stays.
        overskrift: The heading that the block stands under, or the document's title.
        før: What stood there before; for a conflict what the person has written. Empty for what is new, and
            for what is kept.
        nå: What stands there now; for a conflict what the plan says. Empty for what is gone.
    """

    kind: Kind
    overskrift: str
    før: str
    nå: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged document.

    Attributes:
        data: The .docx.
        changes: What differs from what dok wrote last, in the order of the document.
    """

    data: bytes
    changes: tuple[Change, ...]
