"""The records that the plan's files hold, with what their fields accept.

A file of the plan has its module: a person writes `organisation`, `people`, `meetings` and, in them, `cases`;
dok writes `outcome` (minutes and closed points) and `case_numbers`. The models only say what one file may
hold; what the files must agree on is `plan.loading`. What a single value may be stands in `fields`, and what
is a link in a text in `links`; `validation` makes a record of a YAML document, and `schemas` tells editors of
them all. A key left empty counts as not written.
"""

from dokumentmaskin.plan.records.acceptance import NEVER_ACCEPTED as NEVER_ACCEPTED
from dokumentmaskin.plan.records.acceptance import Godtatt as Godtatt
from dokumentmaskin.plan.records.case_numbers import FILE_NAME as FILE_NAME
from dokumentmaskin.plan.records.case_numbers import Nummerbok as Nummerbok
from dokumentmaskin.plan.records.case_numbers import Nummermøte as Nummermøte
from dokumentmaskin.plan.records.case_numbers import Nummersak as Nummersak
from dokumentmaskin.plan.records.case_numbers import is_number_file as is_number_file
from dokumentmaskin.plan.records.case_numbers import plain as plain
from dokumentmaskin.plan.records.case_numbers import read_book as read_book
from dokumentmaskin.plan.records.case_numbers import text_of as text_of
from dokumentmaskin.plan.records.cases import Melding as Melding
from dokumentmaskin.plan.records.cases import Saksframlegg as Saksframlegg
from dokumentmaskin.plan.records.cases import Sakstype as Sakstype
from dokumentmaskin.plan.records.cases import TidligereSak as TidligereSak
from dokumentmaskin.plan.records.cases import Unntatt as Unntatt
from dokumentmaskin.plan.records.cases import Vedlegg as Vedlegg
from dokumentmaskin.plan.records.fields import Innsyn as Innsyn
from dokumentmaskin.plan.records.fields import MedSaken as MedSaken
from dokumentmaskin.plan.records.fields import Record as Record
from dokumentmaskin.plan.records.fields import Sakstekst as Sakstekst
from dokumentmaskin.plan.records.fixed_cases import FasteSakerIMøtet as FasteSakerIMøtet
from dokumentmaskin.plan.records.fixed_cases import FastPost as FastPost
from dokumentmaskin.plan.records.fixed_cases import FastSak as FastSak
from dokumentmaskin.plan.records.mail import Epostserver as Epostserver
from dokumentmaskin.plan.records.meetings import Møtefil as Møtefil
from dokumentmaskin.plan.records.meetings import Møterad as Møterad
from dokumentmaskin.plan.records.meetings import Årsplan as Årsplan
from dokumentmaskin.plan.records.organisation import Gruppe as Gruppe
from dokumentmaskin.plan.records.organisation import Kolonnefelt as Kolonnefelt
from dokumentmaskin.plan.records.organisation import Logo as Logo
from dokumentmaskin.plan.records.organisation import Organisasjon as Organisasjon
from dokumentmaskin.plan.records.outcome import CLOSINGS as CLOSINGS
from dokumentmaskin.plan.records.outcome import Data as Data
from dokumentmaskin.plan.records.outcome import Deltakelse as Deltakelse
from dokumentmaskin.plan.records.outcome import Lukket as Lukket
from dokumentmaskin.plan.records.outcome import Lukking as Lukking
from dokumentmaskin.plan.records.outcome import Oppfølgingsfil as Oppfølgingsfil
from dokumentmaskin.plan.records.outcome import Oppfølgingspunkt as Oppfølgingspunkt
from dokumentmaskin.plan.records.outcome import Partistemmer as Partistemmer
from dokumentmaskin.plan.records.outcome import Punktstatus as Punktstatus
from dokumentmaskin.plan.records.outcome import Referatfil as Referatfil
from dokumentmaskin.plan.records.outcome import Referatsak as Referatsak
from dokumentmaskin.plan.records.outcome import Votering as Votering
from dokumentmaskin.plan.records.outcome import as_data as as_data
from dokumentmaskin.plan.records.outcome import minutes_yaml as minutes_yaml
from dokumentmaskin.plan.records.outcome import parse_minutes as parse_minutes
from dokumentmaskin.plan.records.outcome import with_closings as with_closings
from dokumentmaskin.plan.records.people import Medlem as Medlem
from dokumentmaskin.plan.records.people import Medlemsliste as Medlemsliste
from dokumentmaskin.plan.records.people import Oppføring as Oppføring
from dokumentmaskin.plan.records.people import Person as Person
from dokumentmaskin.plan.records.people import Rolle as Rolle
from dokumentmaskin.plan.records.people import entries as entries
from dokumentmaskin.plan.records.schemas import schema_files as schema_files
from dokumentmaskin.plan.records.targets import Mål as Mål
from dokumentmaskin.plan.records.texts import is_web_address as is_web_address
from dokumentmaskin.plan.records.texts import link_targets as link_targets
from dokumentmaskin.plan.records.texts import pictures as pictures
from dokumentmaskin.plan.records.texts import spellings as spellings
from dokumentmaskin.plan.records.validation import suggestion as suggestion
from dokumentmaskin.plan.records.validation import validate as validate
