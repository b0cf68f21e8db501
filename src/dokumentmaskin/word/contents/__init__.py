"""Tables of contents, filled from the document's own headings."""

from dokumentmaskin.word.contents.filling import emptied as emptied
from dokumentmaskin.word.contents.filling import fill_contents as fill_contents
from dokumentmaskin.word.contents.filling import with_contents as with_contents
