"""E-mail: the letters of a meeting and of follow-up, as drafts or sent.

Read `letters` first: what a letter is. `meeting` makes those of a meeting, by `recipients` and `texts`, and
`followup` those of what is open; `drafts` writes them down, `sending` hands them to a `server` and keeps the
`ledger` of who has got what.
"""

from dokumentmaskin.pipeline.mail.drafts import draft_followup as draft_followup
from dokumentmaskin.pipeline.mail.drafts import draft_meeting as draft_meeting
from dokumentmaskin.pipeline.mail.followup import followup_mailing as followup_mailing
from dokumentmaskin.pipeline.mail.meeting import meeting_mailing as meeting_mailing
from dokumentmaskin.pipeline.mail.sending import Linje as Linje
from dokumentmaskin.pipeline.mail.sending import Mailing as Mailing
from dokumentmaskin.pipeline.mail.sending import send_letters as send_letters
