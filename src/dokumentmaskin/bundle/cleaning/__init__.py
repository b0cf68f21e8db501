"""What goes out of a PDF from anyone before it is joined: actions, forms, notes, what is hidden."""

from dokumentmaskin.bundle.cleaning.clean import clean

__all__ = ["clean"]
