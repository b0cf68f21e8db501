"""The pages of the site: HTML of the open plan and of what is laid out, by the workspace's templates.

A page is made of typed fields (`fields`), as a Word document is; what a template prints is escaped, and a
name that does not exist stops it.
"""

from dokumentmaskin.site.pages.pages import meeting_pages as meeting_pages
from dokumentmaskin.site.pages.pages import shared_pages as shared_pages
from dokumentmaskin.site.pages.templates import printed as printed
from dokumentmaskin.site.pages.twin import twin_page as twin_page
from dokumentmaskin.site.pages.withdrawn import Videre as Videre
from dokumentmaskin.site.pages.withdrawn import withdrawn_page as withdrawn_page
