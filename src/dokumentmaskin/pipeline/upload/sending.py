"""`dok publiser --til NAVN`: the target by its name, and the site that lies there sent to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dokumentmaskin.errors import Place, Problem, RefusedError, WrongUseError
from dokumentmaskin.memory import FOLDER, fingerprint, held, read_content
from dokumentmaskin.pipeline.upload.targets import Sent, Target, Told, send
from dokumentmaskin.plan import Mål, Plan
from dokumentmaskin.site import MANIFEST, Fil, read_manifest
from dokumentmaskin.workspace import Workspace


def target_named(plan: Plan, name: str) -> Mål:
    """A target of the plan.

    Raises:
        WrongUseError: There is none of that name.
    """
    targets = plan.organisasjon.publisering.mål
    for own in targets:
        if own.navn == name:
            return own
    there = ", ".join(f"«{own.navn}»" for own in targets)
    message = f"Det er ikke noe mål som heter «{name}»."
    advice = f"Målene er {there}." if there else "Skriv det inn under «publisering: {mål: […]}»."
    raise WrongUseError(Problem("ukjent-mal", message, advice, Place("plan/organisasjon.yaml")))


def send_site(workspace: Workspace, goal: Mål, told: Told) -> Sent:
    """Send the site to a target: what is not there, and no more.

    Args:
        workspace: Where the site lies, and paths of the plan begin.
        goal: Where it goes.
        told: Is told of what is done.

    Raises:
        WrongUseError: There is nothing to send, or no password to log in with.
        RefusedError: Something that is not dok's is in the way, or another run is sending; nothing has been
            sent.
        DeliveryError: The target does not answer, or broke off.
    """
    site = workspace.site
    manifest = read_manifest(site)
    if not manifest.filer:
        message = "Det er ikke noe nettsted å sende."
        raise WrongUseError(Problem("ikke-nettsted", message, "Lag det først: «dok publiser DATO»."))
    busy = Problem("opptatt", "En annen «dok» sender nettstedet akkurat nå.", "Vent til den er ferdig.")
    lock = workspace.output / FOLDER / "opplasting.lock"
    with held(lock, busy), _opened(workspace, goal) as target:
        return send(
            manifest.filer,
            lambda own: _read(site, own),
            (site / MANIFEST).read_bytes(),
            target,
            told,
        )


def _read(site: Path, own: Fil) -> bytes:
    """The bytes of a file as it was laid out, for nothing that came there later has been checked."""
    data = read_content(site / own.adresse)
    if data is None or fingerprint(data) != own.sha256:
        message = f"«{own.adresse}» er ikke slik dok la den ut."
        advice = "Legg ut nettstedet på nytt med «dok publiser», og send det igjen."
        place = Place(f"{site.name}/{own.adresse}")
        raise RefusedError(Problem("endret-pa-nettstedet", message, advice, place))
    return data


@contextmanager
def _opened(workspace: Workspace, goal: Mål) -> Iterator[Target]:
    """The target, for as long as it is used; what it needs is imported for it alone."""
    from dokumentmaskin.pipeline.upload.files import FileTarget

    if goal.slag == "sftp":
        from dokumentmaskin.pipeline.upload.sftp import open_server

        with open_server(goal) as server:
            yield FileTarget(goal.navn, server)
    elif goal.slag == "wordpress":
        from dokumentmaskin.pipeline.servers import password, password_variable
        from dokumentmaskin.pipeline.upload.rest import Rest
        from dokumentmaskin.pipeline.upload.wordpress import WordPress

        variable = password_variable(goal.navn)
        own = password(f"WordPress på «{goal.adresse}»", goal.adresse, goal.bruker, variable)
        yield WordPress(goal, Rest(goal.adresse, goal.bruker, own))
    else:
        from dokumentmaskin.pipeline.upload.folder import open_folder

        path = workspace.root / Path(goal.sti).expanduser()
        yield FileTarget(goal.navn, open_folder(goal.navn, path, workspace.site))
