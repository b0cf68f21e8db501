"""What must be settled in a document before it becomes a PDF, and the mark of a draft."""

from dokumentmaskin.pipeline.publishing.clearing import (
    Cleared,
    Owner,
    clear,
    clear_paper,
    left_behind,
    refuse_noted_pdf,
    warn_of_export,
)
from dokumentmaskin.pipeline.publishing.drafts import draft_mark, warn_of_unmarked, with_draft_mark

__all__ = [
    "Cleared",
    "Owner",
    "clear",
    "clear_paper",
    "draft_mark",
    "left_behind",
    "refuse_noted_pdf",
    "warn_of_export",
    "warn_of_unmarked",
    "with_draft_mark",
]
