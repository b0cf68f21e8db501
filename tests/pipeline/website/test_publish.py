"""`dok publiser` lays out the open papers, tells what is new, and leaves something at each old address."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pypdf
import pytest

from dokumentmaskin.errors import AttachmentError, PublishingError, WrongUseError
from dokumentmaskin.pipeline import Pipeline, check, publish
from dokumentmaskin.pipeline.website.gate import Gate
from dokumentmaskin.pipeline.website.publish import Published
from dokumentmaskin.plan import load_plan
from dokumentmaskin.site import read_manifest
from dokumentmaskin.site.records import Fil, Godkjenning, Manifest, Utlagt
from dokumentmaskin.workspace import Workspace
from tests.conftest import ORGANISASJON
from tests.pipeline.meeting import DAY, PLAN, meeting

THEN: Final = datetime(2022, 3, 4, 10, tzinfo=UTC)
LATER: Final = datetime(2022, 3, 9, 10, tzinfo=UTC)
HERE: Final = f"moter/{DAY}-klima"
NOTE: Final = f"{HERE}/sak-04-vedlegg-1-notat.pdf"
CASES: Final = """\
- tittel: Budsjettet
  vedlegg:
    - {tittel: Notat, fil: vedlegg/notat.txt}
    - {tittel: Lønn, fil: vedlegg/lonn.txt, unntatt: offl. § 26}
    - {tittel: Tall, fil: vedlegg/tall.txt}
"""
PAPERS: Final = {
    "vedlegg/notat.txt": "Et notat om budsjettet.",
    "vedlegg/lonn.txt": "Lønningene i avdelingen.",
    "vedlegg/tall.txt": "Tallene for året.",
}


def published(workspace: Workspace, moment: datetime, asked: str = DAY) -> Published:
    """Lay out at a moment."""
    plan = load_plan(workspace).issued_by(moment.date())
    return publish(Pipeline(workspace, plan, clock=lambda: moment), asked, None)


def edited(workspace: Workspace, path: str, *changes: tuple[str, str]) -> None:
    """Change what a file of the plan says."""
    file = workspace.plan.parent / path
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def text_of(file: Path) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(file).pages)


def by_role(manifest: Manifest, role: str) -> Iterator[Fil]:
    return (fil for fil in manifest.filer if fil.rolle == role)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, list[Manifest], list[Published]]:
    """A meeting laid out, laid out again unchanged, and laid out again when its papers have changed."""
    workspace = meeting(tmp_path_factory.mktemp("nettsted") / "rom", CASES, PAPERS)
    own = f"{ORGANISASJON}publisering: {{tidligere_utgaver: ja}}\n"
    (workspace.plan / "organisasjon.yaml").write_text(own, "utf-8")
    done, manifests = [], []
    for step in range(3):
        if step == 2:
            edited(workspace, f"{PLAN}/vedlegg/notat.txt", ("om budsjettet", "om det nye budsjettet"))
            edited(
                workspace, f"{PLAN}/mote.yaml", ("Tall, fil: vedlegg/tall", "Flere tall, fil: vedlegg/flere")
            )
            (workspace.plan.parent / PLAN / "vedlegg/flere.txt").write_text("Flere tall.", "utf-8")
        done.append(published(workspace, (THEN, LATER, LATER)[step]))
        manifests.append(read_manifest(workspace.site))
    return workspace, manifests, done


Site = tuple[Workspace, list[Manifest], list[Published]]


def test_each_open_paper_is_a_file_of_its_own(site: Site) -> None:
    _, (first, *_), (done, *_) = site
    papers = {fil.adresse: fil for fil in by_role(first, "vedlegg")}
    assert list(papers) == [NOTE, f"{HERE}/sak-04-vedlegg-3-tall.pdf"]
    note = papers[NOTE]
    assert (note.sak, note.papir, note.tittel, note.sider, note.pdfa) == ("4", 1, "Notat", 1, "2a")
    assert note.pdfua
    assert note.kilde == f"{PLAN}/vedlegg/notat.txt"
    assert {fil.rolle for fil in first.filer} >= {
        "innkalling",
        "saksliste",
        "møtepakke",
        "årshjul",
        "kalender",
    }
    assert not done.report.errors
    assert done.sider[0].endringer == ()


def test_what_is_exempt_is_nowhere(site: Site) -> None:
    workspace, _, _ = site
    for file in (path for path in workspace.site.rglob("*") if path.is_file()):
        said = text_of(file) if file.suffix == ".pdf" else file.read_text("utf-8", "replace")
        assert "Lønn" not in f"{file.name} {said}", file


def test_the_same_again_is_the_same(site: Site) -> None:
    _, (first, second, _), (_, again, _) = site
    assert [fil for fil in first.filer if fil not in second.filer] == []
    assert again.sider[0].endringer == ()
    assert second.møter[0].oppdateringer == ()


def test_what_is_new_is_told_with_its_day(site: Site) -> None:
    _, (*_, last), (*_, done) = site
    (told,) = last.møter[0].oppdateringer
    assert told.dag == "2022-03-09"
    assert set(told.hva) >= {
        "Ny utgave av et vedlegg i sak 4: Notat.",
        "Nytt vedlegg i sak 4: Flere tall.",
        "Trukket fra sak 4: Tall.",
    }
    assert done.sider[0].endringer == told.hva


def test_an_old_address_says_that_it_is_withdrawn(site: Site) -> None:
    workspace, (*_, last), _ = site
    (gone,) = by_role(last, "trukket")
    assert gone.adresse == f"{HERE}/sak-04-vedlegg-3-tall.pdf"
    assert (gone.pdfa, gone.pdfua) == ("2a", True)
    said = text_of(workspace.site / gone.adresse)
    assert "trukket eller har fått en annen adresse" in said
    assert "Tallene for året" not in said


def test_an_earlier_edition_is_kept_when_the_body_wants_that(site: Site) -> None:
    workspace, (*_, last), _ = site
    kept = {fil.tittel: fil.adresse for fil in by_role(last, "tidligere")}
    address = kept["Notat, lagt ut 4.\N{NO-BREAK SPACE}mars 2022"]
    assert address == f"{HERE}/tidligere/2022-03-04/sak-04-vedlegg-1-notat.pdf"
    assert "det nye" not in text_of(workspace.site / address)
    assert "det nye" in text_of(workspace.site / NOTE)
    assert address.removeprefix(f"{HERE}/") in (workspace.site / HERE / "index.html").read_text("utf-8")


def test_a_copy_is_held_against_what_was_laid_out(site: Site, tmp_path: Path) -> None:
    workspace, (*_, last), _ = site
    assert check(workspace, None) == len(last.filer)
    copy = Path(shutil.copytree(workspace.site, tmp_path / "kopi"))
    assert check(workspace, copy) == len(last.filer)
    (copy / "om.html").unlink()
    (copy / "feed.xml").write_bytes(b"")
    (copy / "tillegg.html").write_bytes(b"")
    with pytest.raises(PublishingError) as stopped:
        check(workspace, copy)
    told = {(p.code, p.place.path) for p in stopped.value.problems if p.place}
    names = {"kopi-mangler": "om.html", "kopi-endret": "feed.xml", "kopi-fremmed": "tillegg.html"}
    assert told == {(code, (copy / name).as_posix()) for code, name in names.items()}
    assert "Last opp mappen på nytt." in {p.advice for p in stopped.value.problems}
    own = Workspace(shutil.copytree(workspace.plan.parent, tmp_path / "rom"))
    (own.site / "om.html").unlink()
    with pytest.raises(PublishingError, match="Lag den på nytt"):
        check(own, None)


def test_a_paper_that_becomes_exempt_is_told_of_nowhere(site: Site, tmp_path: Path) -> None:
    workspace = Workspace(shutil.copytree(site[0].plan.parent, tmp_path / "rom"))
    exempt = ("fil: vedlegg/flere.txt", "fil: vedlegg/flere.txt, unntatt: offl. § 13")
    edited(workspace, f"{PLAN}/mote.yaml", exempt)
    published(workspace, LATER)
    for file in (path for path in workspace.site.rglob("*") if path.is_file()):
        said = text_of(file) if file.suffix == ".pdf" else file.read_text("utf-8", "replace")
        assert "flere tall" not in f"{file.name} {said}".casefold().replace("-", " "), file
    (told,) = read_manifest(workspace.site).møter[0].oppdateringer
    assert "Ny utgave av et vedlegg i sak 4: Notat." in told.hva


def test_nothing_is_laid_out_when_a_paper_cannot_be_used(tmp_path: Path) -> None:
    workspace = meeting(tmp_path / "rom", CASES, {**PAPERS, "vedlegg/notat.txt": b""})
    done = published(workspace, THEN)
    assert [type(error) for error in done.report.errors] == [AttachmentError]
    assert not workspace.site.exists()


def test_nothing_to_lay_out_is_said(tmp_path: Path) -> None:
    workspace = meeting(tmp_path / "rom", CASES, PAPERS)
    with pytest.raises(WrongUseError, match="Ingen møter er lagt ut"):
        published(workspace, THEN, "")
    with pytest.raises(WrongUseError, match="Ingen innkallinger i 2022 er sendt"):
        published(workspace, THEN, "2022")


PROMISED: Final = "- {tittel: Saken, type: vedtak, vedlegg: [{tittel: Notat, ettersendes: 2022-03-08}]}\n"


def test_what_is_lacking_stops_it_until_somebody_says_why(tmp_path: Path) -> None:
    workspace = meeting(tmp_path / "rom", PROMISED)
    edited(workspace, "plan/organisasjon.yaml", ("klima\n", "klima\n    folkevalgt: ja\n"))
    with pytest.raises(PublishingError) as stopped:
        published(workspace, LATER)
    found = {problem.code: problem.place for problem in stopped.value.problems}
    assert set(found) == {"vedlegg-ikke-kommet", "lov-dokumenter"}
    law = found["lov-dokumenter"]
    assert law is not None
    assert (law.field, bool(law.line)) == ("saker[1].vedlegg[1]", True)
    assert not workspace.site.exists()
    file = workspace.plan / "2022" / DAY / "mote.yaml"
    own = "  - {funn: vedlegg-ikke-kommet, fil: mote.yaml, verdi: Notat, grunn: Det kommer senere.}\n"
    own += '  - {funn: lov-dokumenter, fil: mote.yaml, verdi: "saker[1].vedlegg[1]", grunn: Det haster.}\n'
    file.write_text(f"{file.read_text('utf-8')}godtatt:\n{own}", "utf-8")
    published(workspace, LATER)
    (laid_out,) = read_manifest(workspace.site).møter
    assert {one.grunn for one in laid_out.godtatt} == {"Det kommer senere.", "Det haster."}


@pytest.mark.parametrize(("name", "said"), [("a.html", "<li>Lønn</li>"), ("a.json", '{"tittel": "Lønn"}')])
def test_a_page_that_tells_what_is_withheld_stops_it(tmp_path: Path, name: str, said: str) -> None:
    workspace = meeting(tmp_path / "rom", CASES, PAPERS)
    gate = Gate(Pipeline(workspace, load_plan(workspace)))
    assert len(list(gate.see([Utlagt(Fil(adresse=name, rolle="data", tittel=""), said.encode())]))) == 1
    with pytest.raises(PublishingError) as stopped:
        gate.close()
    assert [problem.code for problem in stopped.value.problems] == ["unntatt-i-apen-fil"]


@pytest.mark.parametrize("moved", [" flyttet_fra: 2022-03-11,", ""])
def test_the_address_of_a_meeting_that_is_not_on_that_day_any_more_says_so(
    tmp_path: Path, moved: str
) -> None:
    workspace = meeting(tmp_path / "rom", "- tittel: Budsjettet\n")
    published(workspace, THEN)
    old = {fil.adresse for fil in read_manifest(workspace.site).filer if fil.møte}
    (workspace.plan / "2022" / DAY).rename(workspace.plan / "2022/2022-03-18")
    edited(workspace, "plan/2022/klima.yaml", (f"dato: {DAY},", f"dato: 2022-03-18,{moved}"))
    done = published(workspace, LATER, "2022-03-18" if moved else "")
    assert not done.report.errors
    now = read_manifest(workspace.site)
    left = {fil.adresse: fil.rolle for fil in now.filer if fil.adresse.startswith(HERE)}
    assert {path for path in old if path.endswith((".html", ".pdf"))} == set(left)
    assert set(left.values()) == {"trukket"}
    page = (workspace.site / HERE / "index.html").read_text("utf-8")
    assert ("Møtet er flyttet til" if moved else "ikke lenger i møteplanen") in page
    assert ("../2022-03-18-klima/index.html" in page) == bool(moved)
    assert ("<h1>Flyttet: Møte" if moved else "<h1>Trukket: Møte") in page
    assert f"{DAY}-klima" not in (workspace.site / "index.html").read_text("utf-8")


def test_what_only_the_list_of_files_says_is_looked_at_too(tmp_path: Path) -> None:
    workspace = meeting(tmp_path / "rom", CASES, PAPERS)
    gate = Gate(Pipeline(workspace, load_plan(workspace)))
    paper = Fil(adresse="a.pdf", rolle="vedlegg", tittel="Notat", kilde="vedlegg/15829000137.txt")
    gate.let_through([Utlagt(paper, b"Et notat.")])
    assert [(one.code, one.steder) for one in gate.found] == [("fodselsnummer", ("i navnet på filen",))]
    reason = Godkjenning("ulest-side", "", "Spør Kari, mobil 91234567.")
    gate.see_manifest(Manifest((replace(paper, kilde="notat.txt", godtatt=(reason,)),)))
    assert [one.code for one in gate.found] == ["fodselsnummer", "telefonnummer"]


def test_what_the_plan_says_otherwise_of_another_meeting_is_noted(tmp_path: Path) -> None:
    workspace = meeting(tmp_path / "rom", "- tittel: Budsjettet\n")
    first = published(workspace, THEN)
    assert "lagt-ut-og-endret" not in codes(first)
    here = workspace.site / HERE / "index.html"
    was, other = here.read_text("utf-8"), "2022-05-20"
    assert "lagt-ut-og-endret" not in codes(published(workspace, THEN, other))
    # The new neighbour is led to, and nothing else is new.
    led, link = here.read_text("utf-8"), f"../{other}-klima/index.html"
    assert link not in was
    assert link in led
    files = {file: file.stat().st_mtime for file in (workspace.site / HERE).iterdir()}
    edited(workspace, f"{PLAN}/mote.yaml", ("Budsjettet", "Det nye budsjettet"))
    done = published(workspace, LATER, other)
    (note,) = (one for one in done.report.warnings if one.code == "lagt-ut-og-endret")
    assert f"«{DAY}-klima»" in note.message
    assert note.advice == f"Kjør «dok publiser {DAY}»."
    assert {file: file.stat().st_mtime for file in (workspace.site / HERE).iterdir()} == files
    assert "lagt-ut-og-endret" not in codes(published(workspace, LATER))


def test_what_has_become_exempt_in_another_meeting_names_the_way_out(tmp_path: Path) -> None:
    workspace = meeting(tmp_path / "rom", "- tittel: Tilsettingen av Kari\n")
    published(workspace, THEN)
    edited(workspace, f"{PLAN}/mote.yaml", ("av Kari", "av Kari\n    unntatt: offl. § 25"))
    with pytest.raises(PublishingError) as stopped:
        published(workspace, LATER, "2022-05-20")
    (told,) = (one for one in stopped.value.problems if str(one.place).endswith("manifest.json"))
    assert {one.advice for one in stopped.value.problems} == {told.advice}
    assert told.advice == f"Kjør «dok publiser {DAY}», så blir det tatt bort."
    published(workspace, LATER)
    assert not published(workspace, LATER, "2022-05-20").report.errors


def test_a_page_that_was_read_is_judged_anew(tmp_path: Path) -> None:
    workspace = meeting(tmp_path / "rom", "- tittel: Budsjettet\n")
    file = workspace.plan / "organisasjon.yaml"
    page = Utlagt(Fil(adresse="a.html", rolle="side", tittel=""), b"<p>kari.nordmann@eksempel.no</p>")
    file.write_text(f"{ORGANISASJON}publisering: {{åpne_kontakter: [kari.nordmann@eksempel.no]}}\n", "utf-8")
    assert judged(workspace, page) == []
    file.write_text(ORGANISASJON, "utf-8")
    assert judged(workspace, page) == ["epostadresse"]


def test_a_phone_in_a_case_is_open_only_when_somebody_says_so(tmp_path: Path) -> None:
    workspace = meeting(tmp_path / "rom", "- {tittel: Budsjettet, bakgrunn: Ring mobil 912 34 567.}\n")
    edited(workspace, f"{PLAN}/mote.yaml", ("saker:", "forfall: {kontakt: 400 00 000}\nsaker:"))
    with pytest.raises(PublishingError) as stopped:
        published(workspace, THEN)
    found = [(one.code, str(one.place)) for one in stopped.value.problems]
    assert len(set(found)) == len(found)
    assert {code for code, _ in found} == {"telefonnummer"}
    assert all("«91234567»" in one.message for one in stopped.value.problems)
    assert not any(place.startswith("nettsted/") for _, place in found)
    names = (place.rpartition("/")[2] for _, place in found)
    lines = (f'  - {{funn: telefonnummer, fil: {one}, verdi: "91234567", grunn: Vakten.}}\n' for one in names)
    file = workspace.plan / "2022" / DAY / "mote.yaml"
    file.write_text(f"{file.read_text('utf-8')}godtatt:\n{''.join(lines)}", "utf-8")
    assert "godtatt-uten-funn" not in codes(published(workspace, THEN))


MINUTES: Final = """\
startet: 09:00
sluttet: 11:00
saker:
  - {nummer: "4", tittel: Budsjettet, referat: De snakket om det., vedtak: Budsjettet blir vedtatt i mai.}
"""
APPROVED: Final = f"godkjenning:\n  - {{møte: {DAY}, utfall: godkjent}}\n"


def test_minutes_are_a_draft_when_the_body_wants_that_and_then_approved(tmp_path: Path) -> None:
    workspace = meeting(tmp_path / "rom", "- tittel: Budsjettet\n", {"referat.yaml": MINUTES})
    after, approved = datetime(2022, 3, 20, 10, tzinfo=UTC), datetime(2022, 5, 21, 10, tzinfo=UTC)
    published(workspace, after)
    assert list(by_role(read_manifest(workspace.site), "referat")) == []
    organisation = workspace.plan / "organisasjon.yaml"
    organisation.write_text(f"{ORGANISASJON}publisering: {{utkast_til_referat: ja}}\n", "utf-8")
    done = published(workspace, after)
    (draft,) = by_role(read_manifest(workspace.site), "referat")
    page = (workspace.site / HERE / "index.html").read_text("utf-8")
    assert (draft.utkast, done.sider[0].endringer) == (True, ("Lagt ut: Referat.",))
    assert "utkast, ikke godkjent; til godkjenning, merknader innen" in page
    assert "blir vedtatt i mai" not in page + (workspace.site / "sok.html").read_text("utf-8")
    (workspace.plan / "2022/2022-05-20").mkdir()
    (workspace.plan / "2022/2022-05-20/referat.yaml").write_text(APPROVED, "utf-8")
    done = published(workspace, approved)
    (minutes,) = by_role(read_manifest(workspace.site), "referat")
    assert (minutes.utkast, done.sider[0].endringer) == (False, ("Godkjent: Referat.",))
    for name in (f"{HERE}/index.html", "sok.html", f"{HERE}/mote.json"):
        assert "blir vedtatt i mai" in (workspace.site / name).read_text("utf-8")


def judged(workspace: Workspace, page: Utlagt) -> list[str]:
    """What a gate finds in a page, which it reads and remembers."""
    gate = Gate(Pipeline(workspace, load_plan(workspace)))
    list(gate.see([page]))
    try:
        gate.close()
    except PublishingError as stopped:
        return [problem.code for problem in stopped.problems]
    return []


def codes(done: Published) -> set[str]:
    return {one.code for one in done.report.warnings}
