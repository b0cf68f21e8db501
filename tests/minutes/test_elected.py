"""What the minutes of a body that keeps kommuneloven chapter 11 ask for, and how it is read back.

The grounds for closing the doors stand in the minutes by § 11-4 second ledd; the parties in a vote by the
ministry's reading of its first ledd.
"""

from collections.abc import Callable
from datetime import date

import pytest

from dokumentmaskin.minutes.reading import ReadMinutes, read_minutes
from dokumentmaskin.pipeline import Pipeline, kind_named, meeting_jobs, read_back
from dokumentmaskin.plan import find_meeting, load_plan
from dokumentmaskin.plan.records.outcome import Partistemmer
from dokumentmaskin.workspace import Workspace
from tests.conftest import WritePlan
from tests.minutes.finished import PATH, Save, all_prompts, case, every_save, told
from tests.minutes.word_edits import W, WordEdit, like, shown

DAY = "2022-03-11"
GROUND = "kommuneloven § 11-5 tredje ledd bokstav a"
Elected = Callable[..., Workspace]


@pytest.fixture
def elected(write_plan: WritePlan) -> Elected:
    """A workspace whose body is of a kind, in an interkommunalt politisk råd."""

    def written(more: str = "slag: styre") -> Workspace:
        organisation = (
            "navn: Rådet\nform: interkommunalt politisk råd\nsekretariat: {navn: Sekretariatet}\n"
            f"delregioner: [Nord, Sør]\ngrupper:\n  - {{navn: klima, {more}}}\n"
            "  - {navn: kultur, slag: faggruppe}\n"
        )
        cases = "saker:\n  - {tittel: Luft, type: vedtak}\n  - {tittel: Vann, type: orientering}\n"
        return write_plan(organisasjon=organisation, møter={f"2022/{DAY}": cases})

    return written


def minutes(workspace: Workspace) -> bytes:
    pipeline = Pipeline(workspace, load_plan(workspace))
    (job,) = meeting_jobs(find_meeting(pipeline.plan, DAY), [kind_named("referat")])
    return pipeline.rendered(job)


def back(edit: WordEdit) -> ReadMinutes:
    return read_minutes(edit.saved(), PATH, date(2022, 3, 11), edit.origin, all_prompts())


def lines(docx: bytes) -> list[str]:
    return [" ".join(shown(line).split()) for line in WordEdit(docx).root.iter(W + "p")]


@every_save
def test_the_ground_for_closing_the_doors_and_the_parties_are_read(save: Save, elected: Elected) -> None:
    edit = WordEdit(minutes(elected()))
    edit.write("Sak 4: lukket møte", GROUND)
    edit.write("Sak 4: for", "2 (1 Ap, 1 Sp)")
    edit.write("Sak 4: mot", "0")
    edit.write("Sak 5: lukket møte", "nei")
    found = back(save(edit))
    assert told(found) == [("uten-kryss", "Deltakere")]
    assert (case(found, "4").lukket_møte, case(found, "5").lukket_møte) == (GROUND, "")
    (vote,) = case(found, "4").votering
    assert vote.partier_for == (Partistemmer(parti="Ap", antall="1"), Partistemmer(parti="Sp", antall="1"))


def test_two_grounds_in_one_case_are_asked_about(elected: Elected) -> None:
    edit = WordEdit(minutes(elected()))
    edit.write("Sak 4: lukket møte", GROUND)
    line = next(p for p in edit.root.iter(W + "p") if GROUND in shown(p))
    line.addnext(WordEdit(edit.saved()).paragraph(shown(line)))
    found = back(edit)
    assert ("flere-like", "Sak 4 › Lukket møte") in told(found)
    assert case(found, "4").lukket_møte == ""


@pytest.mark.parametrize(
    ("more", "asked"),
    [
        ("slag: styre", True),
        ("slag: faggruppe", False),
        ("slag: styre, folkevalgt: nei", False),
        ("slag: faggruppe, følger_kommuneloven: ja", True),
    ],
)
def test_only_a_body_that_keeps_the_law_is_asked_for_it(more: str, *, asked: bool, elected: Elected) -> None:
    text = "\n".join(lines(minutes(elected(more))))
    assert ("Lukket møte:" in text) == asked
    assert ("antall (4 Ap, 3 Sp)" in text) == asked


@pytest.mark.parametrize(
    ("more", "lines_to_sign", "approved_said"),
    [("ingen", False, False), ("linjer", True, False), ("godkjenning", False, True)],
)
def test_minutes_are_confirmed_as_the_body_does_it(
    more: str, *, lines_to_sign: bool, approved_said: bool, elected: Elected
) -> None:
    workspace = elected(f"slag: styre, underskrift: {more}")
    before = lines(minutes(workspace))
    assert ("Underskrifter" in before) == lines_to_sign
    assert not any(line.startswith("Godkjent i møtet") for line in before)
    later = workspace.plan / "2022/2022-05-20/referat.yaml"
    later.parent.mkdir()
    later.write_text(f"godkjenning: [{{møte: {DAY}, utfall: godkjent}}]\n", encoding="utf-8")
    after = lines(minutes(workspace))
    assert ("Godkjent i møtet 20. mai 2022." in after) == approved_said
    assert ("Underskrifter" in after) == lines_to_sign


def test_the_place_to_sign_is_no_words_of_a_person(elected: Elected) -> None:
    edit = WordEdit(minutes(elected("slag: styre, underskrift: linjer")))
    edit.write("Møtet startet", "09.00")
    assert told(back(edit)) == [("uten-kryss", "Deltakere")]


def test_whoever_reads_minutes_is_told_what_the_law_asks_for_and_they_lack(elected: Elected) -> None:
    workspace = elected()
    pipeline = Pipeline(workspace, load_plan(workspace))
    møte = find_meeting(pipeline.plan, DAY)
    edit = WordEdit(minutes(workspace))
    edit.write("Sak 4: vedtak", "Lufta måles.")
    file = workspace.output / f"{møte.navn}/referat-{DAY}.docx"
    file.parent.mkdir(parents=True)
    file.write_bytes(edit.saved())
    told = read_back(workspace, pipeline.plan, møte, date(2022, 3, 12)).warnings
    assert [(problem.code, str(problem.place)) for problem in told] == [
        (code, f"output/{møte.navn}/referat-{DAY}.docx")
        for code in ("lov-tid-og-sted", "lov-tid-og-sted", "lov-frammote", "lov-votering")
    ]


def voted(edit: WordEdit, votes: list[tuple[str, str]], *, after: bool) -> ReadMinutes:
    """The minutes with votes under each other in a case, each before or after its proposal."""
    account = next(p for p in edit.root.iter(W + "p") if shown(p) == "Tre forslag.")
    for vote, proposal in reversed(votes):
        said = [f"Votering: {vote}", f"Votert over: {proposal}"]
        for text in said[::-1] if after else said:
            account.addnext(like(account, text))
    return back(edit)


@pytest.mark.parametrize("after", [True, False])
def test_each_of_several_votes_has_the_proposal_beside_it(elected: Elected, *, after: bool) -> None:
    edit = WordEdit(minutes(elected()))
    edit.write("Sak 4: kort referat", "Tre forslag.")
    found = voted(edit, [("2 for, 0 mot", "Måling"), ("1 for, 1 mot", "Vei")], after=after)
    votes = case(found, "4").votering
    assert [(vote.forslag, vote.for_) for vote in votes] == [("Måling", 2), ("Vei", 1)]
    assert told(found) == [("uten-kryss", "Deltakere")]


@pytest.mark.parametrize("after", [True, False])
def test_the_proposal_of_a_vote_that_is_not_certain_is_no_others(elected: Elected, *, after: bool) -> None:
    edit = WordEdit(minutes(elected()))
    edit.write("Sak 4: kort referat", "Tre forslag.")
    votes = [("2 for, 0 mot", "Måling"), ("2 for, kanskje", "Vei"), ("1 for, 1 mot", "Bro")]
    found = voted(edit, votes, after=after)
    assert [vote.forslag for vote in case(found, "4").votering] == ["Måling", "Bro"]
    unread = [("uklare-stemmer", "Sak 4 › Votering"), ("ulest-tekst", "Sak 4 › Votert over")]
    assert [one for one in told(found) if one[0] != "uten-kryss"] == unread
