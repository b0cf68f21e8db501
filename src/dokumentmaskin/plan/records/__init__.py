"""The records that the plan's files hold, a module for each file, with what their fields accept."""

from dokumentmaskin.plan.records.case_numbers import (
    FILE_NAME,
    FastSak,
    Nummerbok,
    Nummermøte,
    Nummersak,
    is_number_file,
    plain,
    read_book,
    text_of,
    unwanted_copy,
)
from dokumentmaskin.plan.records.closings import CLOSINGS, Lukket, Lukking, Oppfølgingsfil, with_closings
from dokumentmaskin.plan.records.minutes_file import (
    Oppfølgingspunkt,
    Punktstatus,
    Referatfil,
    Referatsak,
    Stemmer,
)
from dokumentmaskin.plan.records.minutes_yaml import Data, as_data, minutes_yaml
from dokumentmaskin.plan.records.model import (
    Gruppe,
    Medlem,
    Medlemsliste,
    Møtefil,
    Møterad,
    Organisasjon,
    Saksframlegg,
    Sakstype,
    Unntatt,
    Vedlegg,
    Årsplan,
)
from dokumentmaskin.plan.records.schema import schema_files
from dokumentmaskin.plan.records.textlinks import is_web_address, link_targets, spellings
from dokumentmaskin.plan.records.validation import suggestion, validate

__all__ = [
    "CLOSINGS",
    "FILE_NAME",
    "Data",
    "FastSak",
    "Gruppe",
    "Lukket",
    "Lukking",
    "Medlem",
    "Medlemsliste",
    "Møtefil",
    "Møterad",
    "Nummerbok",
    "Nummermøte",
    "Nummersak",
    "Oppfølgingsfil",
    "Oppfølgingspunkt",
    "Organisasjon",
    "Punktstatus",
    "Referatfil",
    "Referatsak",
    "Saksframlegg",
    "Sakstype",
    "Stemmer",
    "Unntatt",
    "Vedlegg",
    "Årsplan",
    "as_data",
    "is_number_file",
    "is_web_address",
    "link_targets",
    "minutes_yaml",
    "plain",
    "read_book",
    "schema_files",
    "spellings",
    "suggestion",
    "text_of",
    "unwanted_copy",
    "validate",
    "with_closings",
]
