"""A letter as bytes: read back as it was meant, whatever stands in a name, a subject or the text."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dokumentmaskin.pipeline.calendar import Adresse
from dokumentmaskin.pipeline.mail.letters import Bilag, Brev
from dokumentmaskin.pipeline.mail.recipients import Mottaker, can_be_sent_to
from tests.pipeline.mail.conftest import read
from tests.profiles import examples

MOMENT = "Tue, 01 Mar 2022 08:00:00 GMT"
_PRINTED = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=60)
# What a field of one line may hold in the plan.
# «=?» begins what RFC 2047 section 2 means to be decoded.
_LINES = st.lists(_PRINTED, min_size=1, max_size=4).map(" ".join).filter(lambda line: "=?" not in line)


def _close(text: str) -> str:
    return text.replace(" ", "")


@settings(max_examples=examples(60))
@given(navn=_LINES, emne=_LINES, tekst=st.lists(_LINES, max_size=5).map("\n".join))
@example(navn='Åse "Ø" <x>, y@z; (w) \\', emne="Sak: Bcc: z@example.org", tekst=".\n..\nFrom x")
def test_what_is_written_is_what_is_read(navn: str, emne: str, tekst: str) -> None:
    til = Mottaker(navn, "kari@example.org", "innkalt")
    brev = Brev((til,), emne, tekst + "\n", "runde", (Bilag("innkalling", "innkalling.pdf", b"%PDF"),))
    sent = read(brev.sent(Adresse(navn, "post@example.org"), "<x@example.org>", MOMENT))
    (to,) = sent.message["To"].addresses
    # Python's reader shows a fold between two encoded words, which is nothing (RFC 2047 section 6.2).
    assert (_close(to.display_name), to.addr_spec) == (_close(navn), "kari@example.org")
    assert (_close(str(sent.message["Subject"])), sent.message["Bcc"]) == (_close(emne), None)
    assert sent.text == tekst + "\n"
    assert max(map(len, bytes(sent.message).splitlines())) <= 998
    assert brev.draft() == brev.draft()


def test_an_address_that_no_server_takes_is_none() -> None:
    taken = ("kari@example.org", "kari@blåbær.example.org")
    refused = ("åse@example.org", "", f"kari@{'x' * 64}.org")
    assert [one for one in (*taken, *refused) if can_be_sent_to(one)] == [*taken]


def test_a_very_long_name_hides_nobody_in_the_header() -> None:
    names = ("Nordmann, " + "Ola " * 20 + '(leder) "x"', "Ås, Kari " * 20, "Per")
    til = tuple(Mottaker(name, f"{n}@example.org", "kopi") for n, name in enumerate(names))
    sent = read(Brev(til, "Emne", "Hei\n", "runde").draft())
    assert sent.to == [one.epost for one in til]
    assert sent.message["To"].addresses[0].display_name.startswith("Nordmann Ola Ola")
