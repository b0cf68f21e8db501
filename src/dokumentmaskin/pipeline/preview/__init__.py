"""`dok vis`: the site as it would be, on this machine alone, made anew while a person writes.

`pages` makes what is asked for of the plan as it is now; `server` shows it to a browser. Nothing is written.
"""

from dokumentmaskin.pipeline.preview.server import open_preview as open_preview
