"""What is new to the readers of a meeting since it was laid out last, in the words of its page.

`publish` asks for it with what lay there and what is laid out now. Only what a reader would see counts: a
file whose bytes are others and that says and shows the same is not new. The package is told of by its parts.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from dokumentmaskin.site.records import Fil, Oppdatering, Rolle
from dokumentmaskin.site.words import Nettord

_TOLD: frozenset[Rolle] = frozenset(
    ("avlysning", "innkalling", "saksliste", "referat", "særutskrift", "vedlegg")
)


def changes(
    before: Iterable[Fil], now: Iterable[Fil], words: Nettord, is_new: Callable[[Fil, Fil], bool]
) -> Iterator[str]:
    """A sentence for each thing that is new.

    Args:
        before: The files of the meeting as they lay there.
        now: Its files.
        words: The words of its page.
        is_new: Whether a file that has other bytes than before is another to a reader.
    """
    earlier = {_known_as(fil): fil for fil in before if fil.rolle in _TOLD}
    for fil in now:
        if fil.rolle not in _TOLD:
            continue
        was = earlier.pop(_known_as(fil), None)
        if was is None:
            yield _said(fil, words.nytt_i_sak, words.lagt_ut)
        elif was.utkast and not fil.utkast:
            yield words.godkjent.format(fil.tittel)
        elif was.sha256 != fil.sha256 and is_new(was, fil):
            yield _said(fil, words.ny_utgave_i_sak, words.ny_utgave)
    for fil in earlier.values():
        yield _said(fil, words.trukket_i_sak, words.trukket)


def with_changes(known: Sequence[Oppdatering], told: Sequence[str], day: date) -> tuple[Oppdatering, ...]:
    """What has changed since a meeting was published, with what is new today first."""
    if not told:
        return tuple(known)
    today = day.isoformat()
    earlier = known[0].hva if known and known[0].dag == today else ()
    rest = [one for one in known if one.dag != today]
    return (Oppdatering(today, tuple(dict.fromkeys((*earlier, *told)))), *rest)


def _known_as(fil: Fil) -> tuple[str, str]:
    """A paper is the same by its file, wherever in its case it stands; a document by its address."""
    return (fil.sak, fil.kilde) if fil.rolle == "vedlegg" else ("", fil.adresse)


def _said(fil: Fil, in_case: str, else_: str) -> str:
    """The sentence of a paper, with its case, or of a document."""
    return in_case.format(fil.sak, fil.tittel) if fil.rolle == "vedlegg" else else_.format(fil.tittel)
