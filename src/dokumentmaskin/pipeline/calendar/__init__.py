"""The year as calendar files: one to subscribe to, one for those who are members, an invitation a meeting.

Read `appointments` first: the record that a calendar is made of and read back to. `files` alone knows
iCalendar (RFC 5545, by the library icalendar), `identity` which appointment of an earlier file a meeting is.
"""

from dokumentmaskin.pipeline.calendar.appointments import Adresse as Adresse
from dokumentmaskin.pipeline.calendar.appointments import Avtale as Avtale
from dokumentmaskin.pipeline.calendar.files import written as written
from dokumentmaskin.pipeline.calendar.make import Invitasjon as Invitasjon
from dokumentmaskin.pipeline.calendar.make import Kalenderfil as Kalenderfil
from dokumentmaskin.pipeline.calendar.make import calendars_there as calendars_there
from dokumentmaskin.pipeline.calendar.make import make_calendars as make_calendars
from dokumentmaskin.pipeline.calendar.make import make_invitation as make_invitation
from dokumentmaskin.pipeline.calendar.make import make_subscriptions as make_subscriptions
from dokumentmaskin.pipeline.calendar.make import open_appointments as open_appointments
