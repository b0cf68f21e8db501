"""The way from the folder of the site to where others read it: a folder, a server, WordPress.

How the site goes to any target is in `targets`; what a place for files is, in `files`.
"""

from dokumentmaskin.pipeline.upload.sending import send_site as send_site
from dokumentmaskin.pipeline.upload.sending import target_named as target_named
from dokumentmaskin.pipeline.upload.targets import Sent as Sent
