"""What stands in the way of laying out a meeting that is not in its files' words.

`publish` asks for it when the documents have been made, and takes it through the gate. What `dok kontroll`
calls a fault is one here: a paper that says something else than the plan, or is older than what it was made
from, and what a folkevalgt organ lacks by the law. A paper that was promised to a day that is past, and has
not come, is found here.
"""

from collections.abc import Iterator

from dokumentmaskin.pipeline.control import control_papers
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.plan import Møte, agenda, control
from dokumentmaskin.site import Hinder


def hindrances(pipeline: Pipeline, møte: Møte) -> Iterator[Hinder]:
    """What is to be mended, or accepted with a reason, before a meeting is laid out.

    Raises:
        PlanError: The numbers that have gone out cannot be given to the cases with certainty.
    """
    for problem in control_papers(pipeline, [møte]).funn.mangler:
        path = problem.place.path if problem.place else ""
        yield Hinder(problem.code, problem.message, problem.advice, fil=path)
    yield from _unlawful(pipeline, møte)
    yield from _never_came(pipeline, møte)


def _unlawful(pipeline: Pipeline, møte: Møte) -> Iterator[Hinder]:
    """What the law asks for and is lacking, known by where: no title of a case, which may be exempt."""
    lacking = () if møte.er_avlyst else control(pipeline.plan, [møte]).mangler
    for problem in lacking:
        place = problem.place or møte.sted
        yield Hinder(
            problem.code, problem.message, problem.advice, verdi=place.field, fil=place.path, plass=place
        )


def _never_came(pipeline: Pipeline, møte: Møte) -> Iterator[Hinder]:
    """The papers that should have come by now, of those that everyone may see."""
    plan = pipeline.open_plan
    for sak in () if møte.er_avlyst else agenda(plan, plan.own(møte)):
        for paper in sak.framlegg.vedlegg:
            if paper.ettersendes is not None and paper.ettersendes < plan.dag:
                day = plan.språk.day(paper.ettersendes)
                message = f"Vedlegget «{paper.tittel}» i sak {sak.nummer} skulle komme senest {day}."
                advice = "Legg det ved med «fil:», eller skriv en ny dag i «ettersendes:»."
                yield Hinder(
                    "vedlegg-ikke-kommet", message, advice, verdi=paper.tittel, fil=møte.place("saker").path
                )
