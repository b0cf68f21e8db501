"""Many PDFs made into one that keeps what each was."""

from dokumentmaskin.bundle.joining.join import join
from dokumentmaskin.bundle.joining.linearise import linearise

__all__ = ["join", "linearise"]
