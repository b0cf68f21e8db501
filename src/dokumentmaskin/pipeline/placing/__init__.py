"""What becomes of a document where a person may have written, and how it is told."""

from dokumentmaskin.pipeline.placing.moved import moved_here
from dokumentmaskin.pipeline.placing.placing import edited, keep, place
from dokumentmaskin.pipeline.placing.revision import revise

__all__ = ["edited", "keep", "moved_here", "place", "revise"]
