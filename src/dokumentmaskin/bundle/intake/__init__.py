"""A PDF from anyone, opened or refused. Read `opening` first: it asks `bounds`, then `losses`.

`inflation` counts what a stream holds for both.
"""

from dokumentmaskin.bundle.intake.opening import as_file as as_file
from dokumentmaskin.bundle.intake.opening import bookmarks as bookmarks
from dokumentmaskin.bundle.intake.opening import open_rebuilt as open_rebuilt
from dokumentmaskin.bundle.intake.opening import open_source as open_source
from dokumentmaskin.bundle.intake.opening import pages_without_text as pages_without_text
