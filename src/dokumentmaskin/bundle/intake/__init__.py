"""A PDF from anyone, opened: what it is, whether it is bounded, and what of it is damaged."""

from dokumentmaskin.bundle.intake.looking import bookmarks, is_tagged, pages_without_text
from dokumentmaskin.bundle.intake.opening import JUNK, open_source

__all__ = ["JUNK", "bookmarks", "is_tagged", "open_source", "pages_without_text"]
