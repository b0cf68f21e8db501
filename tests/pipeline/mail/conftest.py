"""A meeting whose members have addresses, and its letters as a mail program reads them."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Final, cast

import pytest

from dokumentmaskin.pipeline import Pipeline
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import meeting_on
from dokumentmaskin.plan.meetings import Møte
from dokumentmaskin.workspace import Workspace
from tests.conftest import ORGANISASJON, WritePlan
from tests.made_once import pdfs_made_once

__all__ = ["pdfs_made_once"]

DAY: Final = "2022-03-11"
MEMBERS: Final = """\
klima:
  - {navn: Kari Ås, delregion: Nord, epost: kari@example.org, rolle: leder}
  - navn: "Ola «Lø», O'Brien <x>"
    delregion: Sør
    epost: ola@Example.org
    vara: {navn: Per, epost: per@example.org}
  - {navn: Uten Adresse, delregion: Sør, vara: {navn: Per, epost: per@example.org}}
  - {navn: Obs, rolle: observatør, epost: obs@example.org}
  - {navn: Sek, rolle: sekretær, epost: sek@example.org}
  - {navn: Kopi, rolle: kopi, epost: kopi@example.org}
"""
EXEMPT: Final = """\
videolenke: https://video.example.org/hemmelig
saker:
  - {tittel: Luft, type: vedtak}
  - {tittel: Lønn til Vigdis, type: vedtak, unntatt: offl. § 23 første ledd}
"""


@dataclass(frozen=True)
class Letter:
    """A letter as it is read."""

    message: EmailMessage

    @property
    def to(self) -> list[str]:
        return [one.addr_spec for one in self.message["To"].addresses]

    @property
    def text(self) -> str:
        body = self.message.get_body()
        assert body is not None
        return str(body.get_content()).replace("\u00a0", " ").replace("\r\n", "\n")

    def files(self) -> dict[str, bytes]:
        return {
            str(part.get_filename()): cast("bytes", part.get_payload(decode=True))
            for part in self.message.iter_attachments()
        }


def read(data: bytes) -> Letter:
    return Letter(message_from_bytes(data, policy=default))


def drafts(workspace: Workspace) -> dict[str, Letter]:
    """The drafts by their file names."""
    folder = workspace.root / f"output/{DAY}-klima/intern/epost"
    return {file.stem: read(file.read_bytes()) for file in sorted(folder.glob("*.eml"))}


def run(workspace: Workspace, today: str = "2022-03-01") -> tuple[Pipeline, Møte]:
    pipeline = Pipeline(workspace, load_plan(workspace), clock=lambda: datetime.fromisoformat(today))
    return pipeline, meeting_on(pipeline.plan, DAY)


@pytest.fixture
def here(write_plan: WritePlan) -> Workspace:
    return write_plan(medlemmer=MEMBERS, organisasjon=ORGANISASJON, møter={f"2022/{DAY}": EXEMPT})
