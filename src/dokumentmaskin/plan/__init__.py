"""The plan: what the secretariat has written, read and checked. It knows nothing of documents.

Read `meetings` first: a `Plan` and its `Møte`r, which all else asks. They are made of `records`, a field each
for a key of the files, by `loading`, from `yaml`; `words` is how Norwegian is written, a record a language.
"""

from dokumentmaskin.plan.cases import Agenda as Agenda
from dokumentmaskin.plan.cases import Sak as Sak
from dokumentmaskin.plan.cases import agenda as agenda
from dokumentmaskin.plan.cases import approved_in as approved_in
from dokumentmaskin.plan.cases import case_title as case_title
from dokumentmaskin.plan.cases import is_follow_up as is_follow_up
from dokumentmaskin.plan.cases import minutes_to_approve as minutes_to_approve
from dokumentmaskin.plan.cases import next_meeting as next_meeting
from dokumentmaskin.plan.cases import numbered_agenda as numbered_agenda
from dokumentmaskin.plan.followup import Punkt as Punkt
from dokumentmaskin.plan.followup import all_points as all_points
from dokumentmaskin.plan.followup import closing as closing
from dokumentmaskin.plan.followup import in_order_of_haste as in_order_of_haste
from dokumentmaskin.plan.followup import open_points as open_points
from dokumentmaskin.plan.followup import references as references
from dokumentmaskin.plan.followup import unmatched_closings as unmatched_closings
from dokumentmaskin.plan.loading import faults as faults
from dokumentmaskin.plan.loading import load_plan as load_plan
from dokumentmaskin.plan.meetings import Gruppeår as Gruppeår
from dokumentmaskin.plan.meetings import Møte as Møte
from dokumentmaskin.plan.meetings import Plan as Plan
from dokumentmaskin.plan.meetings import find_group as find_group
from dokumentmaskin.plan.meetings import find_meeting as find_meeting
from dokumentmaskin.plan.meetings import find_years as find_years
from dokumentmaskin.plan.meetings import sent_day as sent_day
from dokumentmaskin.plan.meetings import slug as slug
from dokumentmaskin.plan.meetings import unset_days as unset_days
from dokumentmaskin.plan.records import CLOSINGS as CLOSINGS
from dokumentmaskin.plan.records import FILE_NAME as FILE_NAME
from dokumentmaskin.plan.records import Data as Data
from dokumentmaskin.plan.records import Gruppe as Gruppe
from dokumentmaskin.plan.records import Lukking as Lukking
from dokumentmaskin.plan.records import Nummerbok as Nummerbok
from dokumentmaskin.plan.records import Nummermøte as Nummermøte
from dokumentmaskin.plan.records import Punktstatus as Punktstatus
from dokumentmaskin.plan.records import Referatfil as Referatfil
from dokumentmaskin.plan.records import Referatsak as Referatsak
from dokumentmaskin.plan.records import Saksframlegg as Saksframlegg
from dokumentmaskin.plan.records import Sakstype as Sakstype
from dokumentmaskin.plan.records import Stemmer as Stemmer
from dokumentmaskin.plan.records import Unntatt as Unntatt
from dokumentmaskin.plan.records import Vedlegg as Vedlegg
from dokumentmaskin.plan.records import as_data as as_data
from dokumentmaskin.plan.records import minutes_yaml as minutes_yaml
from dokumentmaskin.plan.records import parse_minutes as parse_minutes
from dokumentmaskin.plan.records import schema_files as schema_files
from dokumentmaskin.plan.records import suggestion as suggestion
from dokumentmaskin.plan.records import text_of as text_of
from dokumentmaskin.plan.records import with_closings as with_closings
from dokumentmaskin.plan.settled import long_absent as long_absent
from dokumentmaskin.plan.settled import minutes_status as minutes_status
from dokumentmaskin.plan.words import LANGUAGES as LANGUAGES
from dokumentmaskin.plan.words import Møtedato as Møtedato
from dokumentmaskin.plan.words import Språk as Språk
from dokumentmaskin.plan.words import month_number as month_number
from dokumentmaskin.plan.words import parse_day as parse_day
from dokumentmaskin.plan.words import parse_meeting_date as parse_meeting_date
from dokumentmaskin.plan.words import parse_time as parse_time
from dokumentmaskin.plan.yaml import FORBIDDEN as FORBIDDEN
from dokumentmaskin.plan.yaml import FieldPath as FieldPath
from dokumentmaskin.plan.yaml import decode_file as decode_file
from dokumentmaskin.plan.yaml import field_name as field_name
