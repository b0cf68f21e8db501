"""Joining PDFs into one package."""

from dokumentmaskin.bundle.join import Part, join

__all__ = ["Part", "join"]
