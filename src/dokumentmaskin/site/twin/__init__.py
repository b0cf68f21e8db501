"""The HTML twin of a document: the same words in the same order as its PDF, made of the Word file of both.

`twin_of` gives the HTML and its pictures; `pages.twin` puts it in a page. `writing` makes HTML of what
`word.flow` reads, `inlines` of what stands in a paragraph, `pictures` gives each picture a file of its own.
"""

from dokumentmaskin.site.twin.pictures import UnshowableError as UnshowableError
from dokumentmaskin.site.twin.writing import twin_of as twin_of
