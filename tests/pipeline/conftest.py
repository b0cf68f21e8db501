"""What the tests of the pipeline share."""

from tests.made_once import made_anew, pdfs_made_once

__all__ = ["made_anew", "pdfs_made_once"]
