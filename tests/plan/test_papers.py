"""The papers of a meeting: files inside the workspace, and links in texts that lead to them."""

from pathlib import Path

import pytest

from dokumentmaskin.plan.loading.checks import paper_at
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.plan.records.texts import broken_links, link_targets
from dokumentmaskin.workspace import Workspace
from tests.conftest import WritePlan
from tests.plan.test_loader import problem, problems, told

MEETING = "2022/2022-03-11"
FILE = f"plan/{MEETING}/mote.yaml"
NOT_THERE = "Legg den der, eller skriv «ettersendes:» med en dato."


def with_paper(fil: str) -> dict[str, str]:
    return {MEETING: f"saker:\n  - tittel: A\n    vedlegg: [{{tittel: B, fil: {fil}}}]\n"}


def test_a_paper_is_there(write_plan: WritePlan) -> None:
    papers = {f"plan/{MEETING}/vedlegg/a b.pdf": b"%PDF", "plan/felles/c.pdf": b"%PDF"}
    assert load_plan(write_plan(møter=with_paper("vedlegg/a b.pdf"), andre=papers))
    assert load_plan(write_plan(møter=with_paper("../../felles/c.pdf"), andre=papers))


@pytest.mark.parametrize(
    ("fil", "code", "advice"),
    [
        ("vedlegg/nott.pdf", "mangler-vedlegg", "Mente du «notat.pdf»?"),
        ("ukjent/x.pdf", "mangler-vedlegg", NOT_THERE),
        ("../../etc/passwd", "mangler-vedlegg", NOT_THERE),
        ("x" * 300, "mangler-vedlegg", NOT_THERE),
        ("ring.pdf", "mangler-vedlegg", NOT_THERE),
        ("vedlegg", "vedlegg-er-mappe", "Før opp hver fil i mappen som et eget vedlegg."),
        (".", "vedlegg-er-mappe", "Før opp hver fil i mappen som et eget vedlegg."),
        ("vedlegg\\notat.pdf", "omvendt-skrastrek", "Skriv «vedlegg/notat.pdf»."),
        ("..\\..\\x.pdf", "omvendt-skrastrek", "Skriv «../../x.pdf»."),
    ],
)
def test_a_paper_that_cannot_be_found_is_named(
    fil: str, code: str, advice: str, write_plan: WritePlan
) -> None:
    papers = {f"plan/{MEETING}/vedlegg/notat.pdf": b"%PDF"}
    workspace = write_plan(møter=with_paper(fil), andre=papers)
    (workspace.plan / MEETING / "ring.pdf").symlink_to("ring.pdf")
    found = problem(workspace)
    assert told(found) == (code, f"{FILE}:3:32 saker[1].vedlegg[1].fil")
    assert f"«{fil}»" in found.message
    assert found.advice == advice


@pytest.mark.parametrize(
    "fil",
    ["/etc/passwd", "C:\\Users\\notat.pdf", "C:/Users/notat.pdf", "D:notat.pdf", "\\\\tjener\\disk\\a.pdf",
     "//tjener/disk/a.pdf", "\\a.pdf"],
)  # fmt: skip
def test_a_path_that_holds_on_one_machine_alone_is_refused_on_all(fil: str, write_plan: WritePlan) -> None:
    found = problem(write_plan(møter=with_paper(f"'{fil}'")))
    assert told(found) == ("full-sti", f"{FILE}:3:32 saker[1].vedlegg[1].fil")
    assert f"«{fil}»" in found.message
    assert "vedlegg/notat.pdf" in found.advice


@pytest.mark.parametrize("fil", ["../../../../ute/utenfor.pdf", "lenke.pdf", "mappe/utenfor.pdf", "mappe"])
def test_a_paper_outside_the_workspace_is_refused(fil: str, write_plan: WritePlan, tmp_path: Path) -> None:
    outside = tmp_path / "ute"
    outside.mkdir()
    (outside / "utenfor.pdf").write_bytes(b"%PDF")
    workspace = write_plan(møter=with_paper(fil))
    (workspace.plan / MEETING / "lenke.pdf").symlink_to(outside / "utenfor.pdf")
    (workspace.plan / MEETING / "mappe").symlink_to(outside, target_is_directory=True)
    assert problem(workspace).code == "utenfor-arbeidsmappen"


@pytest.mark.parametrize("fil", ["", '""', '" "'])
def test_an_empty_path_is_no_source(fil: str, write_plan: WritePlan) -> None:
    assert told(problem(write_plan(møter=with_paper(fil))))[0] == "vedlegg-kilde"


@pytest.mark.parametrize("fil", ['"a\\0b.pdf"', '"a\\ud800.pdf"'])
def test_a_sign_that_no_path_has_is_refused(fil: str, write_plan: WritePlan) -> None:
    assert problems(write_plan(møter=with_paper(fil)))


def test_a_paper_is_inside_also_when_the_workspace_is_reached_by_a_link(
    write_plan: WritePlan, tmp_path: Path
) -> None:
    workspace = write_plan(møter=with_paper("a.pdf"), andre={f"plan/{MEETING}/a.pdf": b"%PDF"})
    (tmp_path / "snarvei").symlink_to(workspace.root, target_is_directory=True)
    assert load_plan(Workspace(tmp_path / "snarvei"))


LINKS = """\
saker:
  - tittel: A
    bakgrunn: Se [budsjettet]({link}) og [nettet](https://o.no).
    vedlegg: [{{tittel: B, fil: vedlegg/budsjett (2).pdf}}]
  - tittel: C
    vedlegg: [{{tittel: D, fil: hemmelig.pdf, unntatt: offl. § 14}}]
"""
PAPERS = {f"plan/{MEETING}/vedlegg/budsjett (2).pdf": b"%PDF", f"plan/{MEETING}/hemmelig.pdf": b"%PDF"}


def linked(write_plan: WritePlan, link: str, old: str = "", new: str = "") -> Workspace:
    return write_plan(møter={MEETING: LINKS.format(link=link).replace(old, new)}, andre=PAPERS)


@pytest.mark.parametrize(
    "link", ["<vedlegg/budsjett (2).pdf>", "vedlegg/budsjett%20(2).pdf", "./vedlegg/budsjett%20%282%29.pdf"]
)
def test_a_link_leads_to_a_paper_of_the_meeting(link: str, write_plan: WritePlan) -> None:
    møte = find_meeting(load_plan(linked(write_plan, link)), "2022-03-11")
    assert paper_at(møte, link.strip("<>")) == (møte.fil.saker[0], møte.fil.saker[0].vedlegg[0])


@pytest.mark.parametrize(
    ("link", "code", "named", "advice"),
    [
        ("vedlegg/busjett%20(2).pdf", "ukjent-vedlegg", "busjett%20(2)", "<vedlegg/budsjett (2).pdf>"),
        ("vedlegg/budsjett (2).pdf", "ugyldig-lenke", "vedlegg/budsjett (2", "<vedlegg/et notat.pdf>"),
        ("ftp://o.no/a.pdf", "ugyldig-lenke", "ftp://o.no/a.pdf", "https://"),
        ("//o.no/a.pdf", "ugyldig-lenke", "//o.no/a.pdf", "https://"),
        ("#side-3", "ugyldig-lenke", "#side-3", "https://"),
        ("../../../../etc/passwd", "ukjent-vedlegg", "../../../../etc/passwd", "«vedlegg:»"),
        ("hemmelig.pdf", "lenke-til-unntatt", "hemmelig.pdf", "unnta saken"),
    ],
)  # fmt: skip
def test_a_link_to_what_is_no_open_paper_is_told(
    link: str, code: str, named: str, advice: str, write_plan: WritePlan
) -> None:
    found = problem(linked(write_plan, link))
    assert told(found) == (code, f"{FILE}:3:15 saker[1].bakgrunn")
    assert named in found.message
    assert advice in found.advice


def test_an_exempt_text_may_link_to_an_exempt_paper(write_plan: WritePlan) -> None:
    exempt = "tittel: A\n    unntatt: offl. § 14"
    assert load_plan(linked(write_plan, "hemmelig.pdf", "tittel: A", exempt))
    whole = linked(write_plan, "hemmelig.pdf", ", unntatt: offl. § 14}]", "}]\n    unntatt: offl. § 14")
    assert problem(whole).code == "lenke-til-unntatt"


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("[a](b.pdf) og [c](https://d.no)", ["b.pdf", "https://d.no"]),
        ('[a](b.pdf "tittel")', ["b.pdf"]),
        ("[a [b] c](d.pdf)", ["d.pdf"]),
        ("<https://a.no> [b](c)", ["https://a.no", "c"]),
        ("[a]()", [""]),
        ("[a](<b c.pdf>) [d](e(1).pdf)", ["b c.pdf", "e(1).pdf"]),
        ("[a](b c.pdf)", []),
        (r"\[a](b.pdf) [a\](b.pdf)", []),
        ("a](b.pdf)", []),
        ("[a](b\n\nc)", []),
    ],
)
def test_where_the_links_of_a_text_lead(text: str, targets: list[str]) -> None:
    assert list(link_targets(text)) == targets


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("[a](b  c.pdf)", ["b c.pdf"]),
        ("[a](b(c.pdf)", ["b(c.pdf"]),
        ("[a](b.pdf) [c](\n\nd)", []),
        ("[a](b", []),
    ],
)
def test_what_looks_like_a_link_and_is_none(text: str, broken: list[str]) -> None:
    assert list(broken_links(text)) == broken
