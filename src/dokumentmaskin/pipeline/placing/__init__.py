"""What becomes of a document where a person may have written, and how it is told."""

from dokumentmaskin.pipeline.placing.moved import Moved, moved_here
from dokumentmaskin.pipeline.placing.placing import changes_told, file_row, report_of
from dokumentmaskin.pipeline.placing.revision import is_edited, revise

__all__ = ["Moved", "changes_told", "file_row", "is_edited", "moved_here", "report_of", "revise"]
