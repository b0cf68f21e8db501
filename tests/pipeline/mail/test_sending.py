"""Letters sent to a real server: nobody gets one twice, whatever happens in the middle."""

import smtplib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from aiosmtpd.smtp import SMTP

from dokumentmaskin.errors import DeliveryError, PlanError, RefusedError, WrongUseError
from dokumentmaskin.pipeline.mail import Mailing, meeting_mailing, send_letters
from dokumentmaskin.pipeline.mail.ledger import Forsendelse, Ledger, read_ledger
from dokumentmaskin.pipeline.mail.letters import Brev
from dokumentmaskin.pipeline.mail.recipients import recipients
from dokumentmaskin.pipeline.report import Report
from dokumentmaskin.plan import sent_day
from dokumentmaskin.workspace import Workspace
from tests.conftest import ORGANISASJON, WritePlan
from tests.pipeline.mail.conftest import DAY, EXEMPT, MEMBERS, read, run
from tests.pipeline.mail.server import HOST, PASSWORD, USER, Post, served

EVERYBODY: Final = [f"{name}@example.org" for name in ("kari", "ola", "sek", "obs", "per", "kopi")]
LEDGER: Final = f"output/{DAY}-klima/intern/epost/sendt.json"


def sends_by(port: int, more: str = "") -> str:
    return f"epost: {{server: {{vert: {HOST}, port: {port}, bruker: {USER}{more}}}}}\n"


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def here(
    write_plan: WritePlan, tmp_path: Path, post: Post, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Workspace]:
    """The meeting, and the server that the plan names, which is trusted and whose password is known."""
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    monkeypatch.setenv("DOK_EPOST_PASSORD", PASSWORD)
    with served(post, tmp_path) as port:
        yield write_plan(
            medlemmer=MEMBERS,
            organisasjon=ORGANISASJON + sends_by(port),
            møter={f"2022/{DAY}": EXEMPT},
        )


def of_meeting(here: Workspace, today: str = "2022-03-01") -> Mailing:
    return meeting_mailing(*run(here, today))


def letters(here: Workspace, runde: str = "ord") -> Mailing:
    """Letters to everybody, without a meeting's documents, which take their time."""
    pipeline, møte = run(here)
    people, _ = recipients(pipeline.plan, møte)
    own = tuple(Brev((one,), "Emne", "Hei\n", runde) for one in people)
    return Mailing(pipeline, own, read_ledger(here.root / LEDGER, LEDGER), Report())


def send(mailing: Mailing, *, resend: bool | None = None) -> tuple[Mailing, Report]:
    return send_letters(mailing, resend=resend, told=lambda _: None)


def states(mailing: Mailing) -> dict[str, str]:
    return {one.mottaker.adresse.partition("@")[0]: one.tilstand for one in mailing.linjer}


def got(post: Post) -> list[str]:
    return [address.lower() for address in post.to()]


def test_each_gets_one_letter_alone_and_a_changed_summons_is_a_new_round(here: Workspace, post: Post) -> None:
    mailing, report = send(of_meeting(here))
    assert (report.errors, got(post), {len(to) for to, _ in post.got}) == ((), EVERYBODY, {1})
    assert set(states(mailing).values()) == {"har fått"}
    sent = [read(data).message for _, data in post.got]
    assert [str(one["From"]) for one in sent] == ["Sekretariatet <post@example.org>"] * 6
    assert len({one["Message-ID"] for one in sent}) == 6
    assert {str(one["Date"].datetime.date()) for one in sent} == {"2022-03-01"}
    assert not any("X-Unsent" in one or "ppdatert" in str(one["Subject"]) for one in sent)
    assert sent_day(run(here)[0].plan, run(here)[1]) == date(2022, 3, 1)
    assert set(states(of_meeting(here, "2022-03-02")).values()) == {"har fått"}

    own, members = here.plan / f"2022/{DAY}/mote.yaml", here.plan / "medlemmer.yaml"
    own.write_text(own.read_text("utf-8").replace("tittel: Luft", "tittel: Ren luft"), "utf-8")
    new = members.read_text("utf-8").replace("Uten Adresse", "Ny, epost: ny@example.org")
    members.write_text(new, "utf-8")
    post.got.clear()
    send(of_meeting(here, "2022-03-03"))
    subjects = {to[0].lower(): str(read(data).message["Subject"]) for to, data in post.got}
    assert {to: "ppdatert" in subject for to, subject in subjects.items()} == {
        **dict.fromkeys(EVERYBODY, True),
        "ny@example.org": False,
    }


def test_who_is_refused_is_told_of_and_gets_it_when_the_address_works(here: Workspace, post: Post) -> None:
    post.refused["sek@example.org"] = "550 5.1.1 Ukjent"
    mailing, report = send(letters(here))
    (error,) = report.errors
    assert (error.exit_code, [one.code for one in error.problems]) == (9, ["epost-avvist"])
    assert "Sek (sek@example.org): 550 5.1.1 Ukjent." in str(error)
    assert [name for name, state in states(mailing).items() if state == "sendes"] == ["sek"]
    post.refused.clear()
    post.got.clear()
    mailing, report = send(letters(here))
    assert (report.errors, post.to()) == ((), ["sek@example.org"])


def test_a_broken_line_leaves_it_open_whether_one_letter_came_through(here: Workspace, post: Post) -> None:
    post.breaks_at = "sek@example.org"
    mailing, report = send(letters(here))
    codes = [one.code for error in report.errors for one in error.problems]
    assert codes == ["epost-brutt", "epost-uvisst"]
    assert states(mailing) == {
        "kari": "har fått",
        "ola": "har fått",
        "sek": "uvisst",
        "obs": "sendes",
        "per": "sendes",
        "kopi": "sendes",
    }
    post.breaks_at = ""
    first = {to[0]: read(data).message["Message-ID"] for to, data in post.got}
    send(letters(here))  # without a word from a person it is let be
    assert got(post) == EVERYBODY
    mailing, _ = send(letters(here), resend=True)
    assert (post.to()[6:], set(states(mailing).values())) == (["sek@example.org"], {"har fått"})
    assert read(post.got[6][1]).message["Message-ID"] == first["sek@example.org"]


def test_a_stop_in_the_middle_of_a_letter_says_nothing_more_to_the_server(
    here: Workspace, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(line: smtplib.SMTP, _: bytes) -> None:
        line.docmd("data")
        line.send(b"Halve brevet\r\n")
        raise KeyboardInterrupt

    monkeypatch.setattr(smtplib.SMTP, "data", stopped)
    monkeypatch.setattr(smtplib.SMTP, "quit", lambda _: pytest.fail("QUIT is a line of the letter"))
    with pytest.raises(KeyboardInterrupt):
        send(letters(here))
    assert (post.got, states(letters(here))["kari"]) == ([], "uvisst")


def test_a_person_may_say_that_it_came_through(here: Workspace, post: Post) -> None:
    post.breaks_at = "kari@example.org"
    send(letters(here))
    post.breaks_at = ""
    send(letters(here))
    assert [str(error.problems[0].code) for error in send(letters(here))[1].errors] == ["epost-uvisst"]
    mailing, _ = send(letters(here), resend=False)
    assert got(post) == EVERYBODY
    assert set(states(mailing).values()) == {"har fått"}


def test_a_kill_at_any_moment_sends_nothing_twice(
    here: Workspace, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is written down when a run is killed, and whether the letter on its way came through."""
    file, moments, real = here.root / LEDGER, [(b"[]", 0)], Ledger.note

    def note(ledger: Ledger, new: Iterable[Forsendelse]) -> None:
        moments.append((file.read_bytes() if file.exists() else b"[]", len(post.got)))
        real(ledger, new)
        moments.append((file.read_bytes(), len(post.got)))

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "note", note)
        send(letters(here))
    everything = list(post.got)
    assert len(moments) == 1 + 6 * 2 * 2
    for written, count in set(moments):
        post.got = everything[:count]
        file.write_bytes(written)
        mailing, _ = send(letters(here))
        assert sorted(got(post)) == sorted({*got(post)})
        unsure = [name for name, state in states(mailing).items() if state == "uvisst"]
        assert {one.partition("@")[0] for one in got(post)} | {*unsure} == {*states(mailing)}
        assert len(unsure) == written.count(b'"overlevert"') <= 1


@pytest.mark.parametrize(
    ("step", "turn"),
    [("EHLO", 1), ("STARTTLS", 1), ("AUTH", 1), ("MAIL", 3), ("RCPT", 3), ("DATA", 3), ("QUIT", 1)],
)
def test_a_server_that_dies_at_any_step_is_gone_on_with(
    here: Workspace, post: Post, monkeypatch: pytest.MonkeyPatch, step: str, turn: int
) -> None:
    times, real = 0, getattr(SMTP, f"smtp_{step}")

    async def dies(server: SMTP, *words: str) -> object:
        nonlocal times
        times += 1
        if times == turn:
            assert server.transport is not None
            server.transport.close()
            raise ConnectionResetError
        return await real(server, *words)

    with monkeypatch.context() as patch:
        patch.setattr(SMTP, f"smtp_{step}", dies)
        with suppress(DeliveryError):
            assert bool(send(letters(here))[1].errors) == (step != "QUIT")
    assert times >= turn
    send(letters(here))
    mailing, report = send(letters(here), resend=True)
    assert (report.errors, set(states(mailing).values())) == ((), {"har fått"})
    assert sorted(got(post)) == sorted(EVERYBODY)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("password", "epost-palogging"),
        ("letters", "epost-palogging"),
        ("trust", "epost-usikker"),
        ("port", "epost-svarer-ikke"),
        ("tls", "epost-svarer-ikke"),
    ],
)
def test_a_server_that_cannot_be_used_is_said_before_anything_is_marked(
    here: Workspace,
    post: Post,
    monkeypatch: pytest.MonkeyPatch,
    change: str,
    code: str,
) -> None:
    plan = here.plan / "organisasjon.yaml"
    text = plan.read_text("utf-8")
    match change:
        case "password":
            monkeypatch.setenv("DOK_EPOST_PASSORD", "feil")
        case "letters":
            monkeypatch.setenv("DOK_EPOST_PASSORD", "blåbær")
        case "trust":
            monkeypatch.delenv("SSL_CERT_FILE")
        case "port":
            plan.write_text(text.replace(text.partition("port: ")[2].partition(",")[0], "1"), "utf-8")
        case "tls":
            plan.write_text(text.replace(f"bruker: {USER}", f"bruker: {USER}, sikkerhet: tls"), "utf-8")
    marked: list[str] = []

    def mark() -> Mailing:
        marked.append("sendt")
        return letters(here)

    with pytest.raises(DeliveryError) as stopped:
        send(replace(letters(here), først=mark))
    assert [one.code for one in stopped.value.problems] == [code]
    assert PASSWORD not in str(stopped.value)
    assert (post.got, marked, (here.root / LEDGER).exists()) == ([], [], False)


def test_a_server_may_be_encrypted_from_the_first_byte(here: Workspace, post: Post, tmp_path: Path) -> None:
    with served(post, tmp_path, "tls") as port:
        own = ORGANISASJON + sends_by(port, ", sikkerhet: tls")
        (here.plan / "organisasjon.yaml").write_text(own, "utf-8")
        _, report = send(letters(here))
    assert (report.errors, got(post)) == ((), EVERYBODY)


def test_nothing_goes_to_a_server_that_offers_no_encryption(
    here: Workspace, post: Post, tmp_path: Path
) -> None:
    with served(post, tmp_path, "open") as port:
        (here.plan / "organisasjon.yaml").write_text(ORGANISASJON + sends_by(port), "utf-8")
        with pytest.raises(DeliveryError, match="tilbyr ikke det som trengs: STARTTLS"):
            send(letters(here))
    assert post.got == []


def test_what_lacks_is_said_before_the_server_is_asked(
    here: Workspace, write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DOK_EPOST_PASSORD")
    monkeypatch.setattr("keyring.get_password", lambda *_: None)
    with pytest.raises(WrongUseError, match="«keyring set dok-epost post»"):
        send(letters(here))
    with pytest.raises(WrongUseError, match="Møtet var fredag 11"):
        send(of_meeting(here, "2022-03-12"))
    (here.root / LEDGER).write_bytes(b"[{")
    with pytest.raises(RefusedError, match="ingenting er sendt"):
        send(letters(here))
    (here.root / LEDGER).unlink()
    write_plan(medlemmer=MEMBERS)
    with pytest.raises(PlanError, match="hvilken server"):
        send(letters(here))


def test_of_several_in_one_letter_each_is_written_down_alone(here: Workspace, post: Post) -> None:
    post.refused["ola@Example.org"] = "452 4.2.2 Full"
    mailing = letters(here)
    together = Brev(tuple(one for brev in mailing.brev for one in brev.til), "Emne", "Hei\n", "ord")
    mailing, _ = send(replace(mailing, brev=(together,)))
    assert [state for name, state in states(mailing).items() if name != "ola"] == ["har fått"] * 5
    post.refused.clear()
    send(replace(letters(here), brev=(together,)))
    assert post.got[1][0] == ["ola@Example.org"]


def test_another_run_may_send_while_a_person_is_asked(here: Workspace, post: Post) -> None:
    post.breaks_at = "sek@example.org"
    send(letters(here))
    post.breaks_at = ""
    shown = letters(here)
    send(letters(here), resend=True)
    mailing, report = send(shown, resend=True)
    assert (report.errors, sorted(got(post))) == ((), sorted([*EVERYBODY, "sek@example.org"]))
    assert set(states(mailing).values()) == {"har fått"}


def test_a_summons_that_nobody_got_is_not_said_to_be_sent(here: Workspace, post: Post) -> None:
    post.wants_no_text = True
    _, report = send(of_meeting(here))
    assert {one.code for error in report.errors for one in error.problems} == {"epost-avvist"}
    assert (len(report.errors), report.warnings[-1].code) == (6, "epost-ingen")
    assert sent_day(run(here)[0].plan, run(here)[1]) is None
    post.wants_no_text = False
    _, report = send(of_meeting(here, "2022-03-02"))
    assert (report.errors, got(post)) == ((), EVERYBODY)
    assert sent_day(run(here, "2022-03-02")[0].plan, run(here)[1]) == date(2022, 3, 2)


def test_a_server_that_does_not_want_the_text_is_asked_about_the_next(
    here: Workspace, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It still knows to whom the letter was, and takes no new one before it is told to forget that."""
    real = smtplib.SMTP.data

    def data(line: smtplib.SMTP, text: bytes) -> tuple[int, bytes]:
        if b"kari@" in text:
            raise smtplib.SMTPDataError(451, b"Ikke n\x1b[2J\xc3\xa5")
        return real(line, text)

    monkeypatch.setattr(smtplib.SMTP, "data", data)
    _, report = send(letters(here))
    assert [one.code for error in report.errors for one in error.problems] == ["epost-avvist"]
    assert got(post) == EVERYBODY[1:]


def test_an_address_of_a_domain_with_norwegian_letters(here: Workspace, post: Post) -> None:
    for file in ("medlemmer.yaml", "organisasjon.yaml"):
        own = here.plan / file
        text = own.read_text("utf-8").replace("kari@example.org", "kari@blåbær.no")
        own.write_text(text.replace("epost: post@example.org", "epost: post@blåbær.no"), "utf-8")
    mailing, report = send(letters(here))
    assert (report.errors, got(post)[0]) == ((), "kari@xn--blbr-roah.no")
    assert states(mailing)["kari"] == "har fått"
    sent = read(post.got[0][1]).message
    assert (
        sent["From"].addresses[0].domain == sent["Message-ID"].rpartition("@")[2][:-1] == "xn--blbr-roah.no"
    )
    assert str(sent["Date"]).endswith("+0000")
