"""Many PDFs made into one that keeps what each was. Read `join` first; its table lists the others."""

from dokumentmaskin.bundle.joining.join import join
from dokumentmaskin.bundle.joining.part import Joined, LostLink, Part
from dokumentmaskin.bundle.joining.written import linearise

__all__ = ["Joined", "LostLink", "Part", "join", "linearise"]
