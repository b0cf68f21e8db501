"""What is new of a meeting is told in the words of its page."""

from dataclasses import replace

from dokumentmaskin.plan import LANGUAGES
from dokumentmaskin.site import Fil, changes, site_words
from dokumentmaskin.site.gate.numbers import person_numbers


def test_minutes_that_were_a_draft_are_told_of_as_approved() -> None:
    draft = Fil(adresse="moter/a/referat.pdf", rolle="referat", tittel="Referat", utkast=True, sha256="1")
    words = site_words(LANGUAGES["bokmål"])
    told = changes([draft], [replace(draft, utkast=False, sha256="2")], words, lambda *_: True)
    assert list(told) == ["Godkjent: Referat."]


def test_the_identity_of_a_thing_is_no_persons() -> None:
    assert not list(person_numbers("ea17b4eb-b826-59a4-839d-b64125330272"))
