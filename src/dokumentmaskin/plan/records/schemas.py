"""What the plan's files hold, as JSON Schemas: by them an editor completes and checks a plan."""

import json
from typing import Final

from pydantic import BaseModel

from dokumentmaskin.plan.records.case_numbers import Saksnummerfil
from dokumentmaskin.plan.records.meetings import Møtefil, Årsplan
from dokumentmaskin.plan.records.organisation import Organisasjon
from dokumentmaskin.plan.records.outcome import Oppfølgingsfil, Referatfil
from dokumentmaskin.plan.records.people import Medlemsliste

# What the plan's files are called, for the JSON Schemas by which an editor completes and checks a plan.
KINDS: Final[dict[str, type[BaseModel]]] = {
    "organisasjon": Organisasjon,
    "medlemmer": Medlemsliste,
    "arsplan": Årsplan,
    "mote": Møtefil,
    "referat": Referatfil,
    "oppfolging": Oppfølgingsfil,
    "saksnummer": Saksnummerfil,
}


def schema_files() -> dict[str, str]:
    """The name and the text of each schema file."""
    return {f"{kind}.schema.json": _schema(model) for kind, model in KINDS.items()}


def _schema(model: type[BaseModel]) -> str:
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **model.model_json_schema(mode="validation"),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
