"""What must be settled in a document before it becomes a PDF."""

from dokumentmaskin.pipeline.publishing.clearing import (
    Cleared,
    Owner,
    clear,
    clear_paper,
    left_behind,
    refuse_noted_pdf,
    warn_of_export,
)

__all__ = [
    "Cleared",
    "Owner",
    "clear",
    "clear_paper",
    "left_behind",
    "refuse_noted_pdf",
    "warn_of_export",
]
