"""One case in full, for the internal package: an exempt one says so at its top and at every page's foot."""

from itertools import chain

from dokumentmaskin.minutes.labels import FROM_AGENDA
from layout.blocks import Blocks, each, fact, heading, optional_fact, paragraph, when
from layout.meeting import PAPER, rich
from layout.words import Language


def foot(words: Language) -> str:
    """Return what the footer says, which is where an exempt page is told by, whatever page it is."""
    exempt = "{% if sak.unntatt %}{{ sak.unntatt }} · {% endif %}"
    return f"{exempt}{words['sak']} {{{{ sak.nummer }}}}, {{{{ møte.kort_dato }}}}"


def _facts(words: Language) -> Blocks:
    kind = fact(words["type"], "{{ sak.type | capitalize }}")
    return (
        fact(words["dato"], "{{ møte.dato }}"),
        *optional_fact(words["tid"], "sak.tid"),
        *when("sak.type", kind),
        *chain.from_iterable(optional_fact(words[name], f"sak.{name}") for name in FROM_AGENDA),
        *when("sak.oppfølging_av", paragraph("Saksopplysning", "{{ sak.oppfølging_av }}")),
    )


def _papers(words: Language) -> Blocks:
    paper = paragraph("ListBullet", PAPER.format(label=words["vedlegg"]))
    papers = each("vedlegg", "sak.vedlegg", paper)
    return (
        *when("sak.vedlegg", heading(2, words["vedlegg"]), *papers),
        *when("sak.uten_papirer", paragraph("Merknad", "{{ sak.uten_papirer }}")),
    )


def body(words: Language) -> Blocks:
    """Return the whole case."""
    return (
        *when("sak.unntatt", paragraph("Internmerking", "{{ sak.unntatt }}")),
        heading(1, f"{words['sak']} {{{{ sak.nummer }}}}: {{{{ sak.tittel }}}}"),
        paragraph("Subtitle", "{{ gruppe.tittel }}"),
        *_facts(words),
        *rich(words["bakgrunn"], "sak.bakgrunn", level=2),
        *rich(words["vurdering"], "sak.vurdering", level=2),
        *rich(words["forslag_til_vedtak"], "sak.forslag_til_vedtak", "Vedtakstekst", level=2),
        *_papers(words),
    )
