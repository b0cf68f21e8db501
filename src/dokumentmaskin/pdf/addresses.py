"""Where a link of a paper for everyone may lead: to pages, letters and telephones, and to places in papers.

What else there is starts programs, runs scripts, carries a document inside it or is of one machine. In a PDF
of dok's own it is an error, which names it; of a paper that others wrote it is taken out. Sources: RFC 3986,
3.1 (schemes); ECMA-376-1, 17.16.5.25 (HYPERLINK); ECMA-376-2, 9.3 (relationships).
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from dokumentmaskin.errors import Problem
from dokumentmaskin.word import Package

_OUTSIDE: Final = re.compile(r"(?:https?|ftps?|mailto|tel|sms):|www\.", re.IGNORECASE)
# Of two letters or more: C: is a drive. Control characters before a scheme are passed over by browsers.
_SCHEME: Final = re.compile(r"[\x00-\x20]*[A-Za-z][A-Za-z0-9+.-]+:")
_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*/hyperlink\"[^>]*>")
_TARGET: Final = re.compile(rb"\bTarget=\"([^\"]*)\"")
_FIELD: Final = re.compile(rb"HYPERLINK\s+(?:\"|&quot;)([^\"&<]+)")


def is_public_address(address: str) -> bool:
    """Whether an address leads to a page, a letter or a telephone; viewers take www. for the web."""
    return bool(_OUTSIDE.match(address.lstrip()))


def forbidden_links(package: Package) -> tuple[Problem, ...]:
    """A problem for each link of a Word document that leads to anything else; a path leads to a paper."""
    found = dict.fromkeys(_addresses(package))
    wrong = (one for one in found if _SCHEME.match(one) and not is_public_address(one))
    return tuple(
        Problem(
            "lenke-ikke-tillatt",
            f"En lenke går til «{one[:80]}», som ikke er en nettside, en e-postadresse eller et nummer.",
            "Ta bort lenken i Word-dokumentet eller malen, eller bruk en adresse som begynner med https://.",
        )
        for one in wrong
    )


def _addresses(package: Package) -> Iterator[str]:
    for name in package.names:
        if name.endswith(".rels"):
            relations = _RELATION.findall(package.read(name))
            found = [target for one in relations for target in _TARGET.findall(one)]
        elif name.endswith(".xml") and name.startswith("word/"):
            found = _FIELD.findall(package.read(name))
        else:
            continue
        yield from (unescape(address.decode("utf-8", "replace")) for address in found)
