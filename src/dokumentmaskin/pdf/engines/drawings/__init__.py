"""Pictures and figures of a document, in forms that the engines draw."""

from dokumentmaskin.pdf.engines.drawings.copying import with_drawable as with_drawable
from dokumentmaskin.pdf.engines.drawings.copying import with_plain_pictures as with_plain_pictures
