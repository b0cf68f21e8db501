"""The records that the plan's files hold, with what their fields accept.

Read `model` first: what a person writes. The files that dok writes too have a module each: `minutes_file`,
`closings` and `case_numbers`. What a single value may be stands in `fields`; `validation` makes a record of a
YAML document, and `schema` tells editors of them all.
"""

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
    Data,
    Oppfølgingspunkt,
    Punktstatus,
    Referatfil,
    Referatsak,
    Stemmer,
    as_data,
    minutes_yaml,
    read_minutes,
)
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
    "read_minutes",
    "schema_files",
    "spellings",
    "suggestion",
    "text_of",
    "unwanted_copy",
    "validate",
    "with_closings",
]
