"""What goes out of a PDF from anyone before it is joined. Read `clean` first: it calls each of the others.

`forms` makes fields page content (`form_fields` knows what they hold and draws them); `tags`
keeps the structure tree true while annotations leave.
"""

from dokumentmaskin.bundle.cleaning.clean import clean as clean
from dokumentmaskin.bundle.cleaning.clean import cleaned_copy as cleaned_copy
from dokumentmaskin.bundle.cleaning.clean import without_form as without_form
