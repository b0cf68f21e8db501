"""What programs read of a meeting: schema.org's event in its page, and `mote.json` in the words of eInnsyn.

Both are made of the open plan and of what is laid out; `schemas` has the JSON Schema that `mote.json` keeps.
"""

from dokumentmaskin.site.data.einnsyn import meeting_data as meeting_data
from dokumentmaskin.site.data.einnsyn import meeting_schema as meeting_schema
from dokumentmaskin.site.data.event import meeting_event as meeting_event
