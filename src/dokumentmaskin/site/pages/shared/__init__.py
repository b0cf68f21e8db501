"""The pages that all meetings share: the front page, one for each year and each body, and the search.

`common` has what they have in common; each page is a module with the record that its template prints. They
show every meeting of the open plan, and papers and cases of those alone that are published.
"""

from dokumentmaskin.site.pages.shared.bodies import body_pages as body_pages
from dokumentmaskin.site.pages.shared.common import Shared as Shared
from dokumentmaskin.site.pages.shared.front import front_page as front_page
from dokumentmaskin.site.pages.shared.searching import search_page as search_page
from dokumentmaskin.site.pages.shared.years import year_pages as year_pages
