"""The website: pages and files that anyone may read, in a folder that is ready to be laid out.

It is made of the open plan and of open editions alone, and knows nothing of how those are made: what goes in
is in `records`, a file with what is to be known of it. `pages` makes the pages, `staging` puts the folder in
its place.
"""

from dokumentmaskin.site.addresses import FRONT_PAGE as FRONT_PAGE
from dokumentmaskin.site.addresses import MANIFEST as MANIFEST
from dokumentmaskin.site.addresses import appointment_address as appointment_address
from dokumentmaskin.site.addresses import earlier_address as earlier_address
from dokumentmaskin.site.addresses import meeting_address as meeting_address
from dokumentmaskin.site.addresses import meeting_page as meeting_page
from dokumentmaskin.site.addresses import paper_address as paper_address
from dokumentmaskin.site.addresses import paper_name as paper_name
from dokumentmaskin.site.addresses import year_address as year_address
from dokumentmaskin.site.cases import case_lines as case_lines
from dokumentmaskin.site.comparing import Avvik as Avvik
from dokumentmaskin.site.comparing import compared as compared
from dokumentmaskin.site.comparing import day_of as day_of
from dokumentmaskin.site.gate import Hinder as Hinder
from dokumentmaskin.site.gate import contacts_in as contacts_in
from dokumentmaskin.site.gate import findings as findings
from dokumentmaskin.site.gate import page_lines as page_lines
from dokumentmaskin.site.pages import Videre as Videre
from dokumentmaskin.site.pages import meeting_pages as meeting_pages
from dokumentmaskin.site.pages import printed as printed
from dokumentmaskin.site.pages import shared_pages as shared_pages
from dokumentmaskin.site.pages import twin_page as twin_page
from dokumentmaskin.site.pages import withdrawn_page as withdrawn_page
from dokumentmaskin.site.records import Fil as Fil
from dokumentmaskin.site.records import Godkjenning as Godkjenning
from dokumentmaskin.site.records import Manifest as Manifest
from dokumentmaskin.site.records import Oppdatering as Oppdatering
from dokumentmaskin.site.records import Rolle as Rolle
from dokumentmaskin.site.records import Utlagt as Utlagt
from dokumentmaskin.site.records import Utlegg as Utlegg
from dokumentmaskin.site.staging import mend as mend
from dokumentmaskin.site.staging import read_manifest as read_manifest
from dokumentmaskin.site.staging import refuse_foreign as refuse_foreign
from dokumentmaskin.site.staging import sized as sized
from dokumentmaskin.site.staging import stage as stage
from dokumentmaskin.site.twin import UnshowableError as UnshowableError
from dokumentmaskin.site.updates import changes as changes
from dokumentmaskin.site.updates import with_changes as with_changes
from dokumentmaskin.site.words import site_words as site_words
