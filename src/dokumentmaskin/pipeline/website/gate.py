"""The gate: what stands in the way of laying files out, and what a person lets through all the same.

`publish` takes each meeting's files through before their pages are made, for a page says with what note a
file is laid out; then the pages; then it closes the gate, which stops everything when anything is left. What
a file says is read by `site.gate`. What was found in a file is remembered by its fingerprint, so that it is
read once. Pages and data are held against what is withheld too, as the PDFs were when they were made.

What lies in a file that is not laid out itself, the Word document behind a paper's PDF, counts when it is
what the law forbids whatever becomes of it; the rest is told of, for it does not come along.
"""

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, field, replace
from functools import cached_property
from pathlib import PurePosixPath
from posixpath import basename
from typing import Any, Final

from dokumentmaskin.errors import Problem, PublishingError
from dokumentmaskin.memory import (
    fingerprint,
    program_fingerprint,
    read_content,
    remember_answer,
    remembered_answer,
)
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.plan import Godtatt, Møte, plan_contacts, plan_texts
from dokumentmaskin.site import (
    MANIFEST,
    Fil,
    Godkjenning,
    Hinder,
    Manifest,
    Utlagt,
    contacts_in,
    findings,
    page_lines,
    site_words,
)

_NAME: Final = "port"
# What is made of other files of the meeting, and says the same.
_DERIVED: Final = frozenset({"møtepakke", "tvilling", "side", "data"})
_TEXTS: Final = frozenset({".html", ".js", ".json", ".xml", ".css", ".svg", ".ics"})
_ACCESS: Final = "vedlegg-ikke-tilgjengelig"
_FORBIDDEN: Final = frozenset({"fodselsnummer", "kontonummer"})


@dataclass
class Gate:
    """The gate of one run.

    Attributes:
        pipeline: The run.
        found: What has been found so far and not let through.
        warnings: What the person should know all the same.
    """

    pipeline: Pipeline
    found: list[Hinder] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    _used: set[Godtatt] = field(default_factory=set)
    _known: set[tuple[str, str]] = field(default_factory=set)
    _judged: list[tuple[Møte, tuple[Godtatt, ...]]] = field(default_factory=list)

    def let_through(self, files: Iterable[Utlagt], møte: Møte | None = None) -> tuple[Utlagt, ...]:
        """Look at files before their pages are made.

        Args:
            files: The files of a meeting, or of the years.
            møte: The meeting, whose own file says what of it is published in spite of a finding.

        Returns:
            The same files, with what was let through and the note that a page gives of it.
        """
        accepted = self._accepted(møte)
        if møte is not None and møte.fil.godtatt:
            self._judged.append((møte, møte.fil.godtatt))
        files = tuple(files)
        self._known |= {
            (one.code, one.verdi) for own in files if own.fil.rolle not in _DERIVED for one in self._in(own)
        }
        return tuple(self._noted(own, accepted, møte) for own in files)

    def _noted(self, own: Utlagt, accepted: tuple[Godtatt, ...], møte: Møte | None) -> Utlagt:
        """A file with what was let through of it; what was not is kept."""
        self.found += self._withheld(own.data, own.fil.adresse)
        let = tuple(self._let(self._new(own), accepted))
        note = self._note(let, møte)
        return replace(own, fil=replace(own.fil, godtatt=let, merknad=note)) if let else own

    def judge(self, found: Iterable[Hinder], møte: Møte) -> tuple[Godkjenning, ...]:
        """Look at what is wrong with a meeting's papers otherwise than by what their files say.

        Returns:
            What was let through of it.
        """
        return tuple(self._let(found, self._accepted(møte)))

    def _new(self, own: Utlagt) -> Iterator[Hinder]:
        """What is found in a file, less what it says after another one."""
        derived = own.fil.rolle in _DERIVED
        for funn in self._in(own):
            if not (derived and funn.verdi and (funn.code, funn.verdi) in self._known):
                yield funn

    @cached_property
    def _all_accepted(self) -> tuple[Godtatt, ...]:
        """What is let through of any meeting: a page says what the plan says, and pages of several do."""
        of_meetings = (one for møte in self.pipeline.plan.møter for one in møte.fil.godtatt)
        return (*of_meetings, *self.pipeline.plan.organisasjon.publisering.godtatt)

    def _accepted(self, møte: Møte | None) -> tuple[Godtatt, ...]:
        return (møte.fil.godtatt if møte else ()) + self.pipeline.plan.organisasjon.publisering.godtatt

    def _let(self, found: Iterable[Hinder], accepted: tuple[Godtatt, ...]) -> Iterator[Godkjenning]:
        """Yield what somebody has let through; keep what stands in the way."""
        for funn in found:
            by = next((one for one in accepted if _is_of(one, funn)), None)
            if by is None or not funn.kan_godtas:
                self.found.append(funn)
            else:
                self._used.add(by)
                yield Godkjenning(funn.code, funn.verdi, by.grunn)

    def _note(self, let: Iterable[Godkjenning], møte: Møte | None) -> str:
        reason = next((one.grunn for one in let if one.funn == _ACCESS), "")
        words = site_words(self.pipeline.plan.språk_of(møte.gruppe if møte else None))
        return f"{words.ikke_tilgjengelig} {reason}" if reason else ""

    def see(self, pages: Iterable[Utlagt]) -> Iterator[Utlagt]:
        """Look at pages, and at what programs read, as they come."""
        for own in pages:
            self.found += self._withheld(own.data, own.fil.adresse)
            let = tuple(self._let(self._new(own), self._all_accepted))
            yield replace(own, fil=replace(own.fil, godtatt=let))

    def see_manifest(self, manifest: Manifest) -> None:
        """Look at what the manifest says, also of what lies there from earlier runs."""
        said = dict.fromkeys(_written(manifest))
        if any(self._not_open((text for _, text in said), MANIFEST)):
            for name in dict.fromkeys(name for name, _ in said):
                found = self._not_open((text for of, text in said if of == name), MANIFEST)
                self._lead_out(found, name)
        reasons = "\n".join(dict.fromkeys(reason for _, reason in _reasons(manifest)))
        self.found += (replace(one, fil=f"nettsted/{MANIFEST}") for one in self._of(reasons.encode(), ""))

    def _lead_out(self, found: Iterable[Hinder], name: str) -> None:
        """Keep what lies there of a meeting from an earlier run, with what takes that away, on pages too."""
        plan = self.pipeline.plan
        møte = plan.named(name)
        way = f"Kjør «dok publiser {plan.asked(møte)}», så blir det tatt bort." if møte else ""
        own = {one.hva: replace(one, advice=way or one.advice) for one in found}
        led = (replace(one, advice=own[one.hva].advice) if one.hva in own else one for one in self.found)
        self.found = [*led, *own.values()]

    def close(self) -> tuple[Problem, ...]:
        """Stop when anything is left.

        Returns:
            What the person should know when nothing is.

        Raises:
            PublishingError: Names everything that was found, with its places; the lines that let it through
                are a warning of it.
        """
        remember_answer(self.pipeline.workspace, _NAME, program_fingerprint(), self._memory)
        left = self.found
        for møte, own in self._judged:
            self.warnings += (_needless(one, møte) for one in own if one not in self._used)
        if not left:
            return tuple(self.warnings)
        error = PublishingError(dict.fromkeys(one.problem for one in left))
        error.warnings = (*self.warnings, *_how_to_accept(left))
        raise error

    def _withheld(self, data: bytes, address: str) -> Iterator[Hinder]:
        """What a page, or what programs read, says that is not open; a PDF is looked at where it is made."""
        if PurePosixPath(address).suffix not in _TEXTS or self.pipeline.fence.is_empty:
            return
        yield from self._not_open(page_lines(data, address), address)

    def _not_open(self, texts: Iterable[str], address: str) -> Iterator[Hinder]:
        path = f"nettsted/{address}"
        for one in self.pipeline.fence.found_on_page(texts, path):
            yield Hinder(one.code, one.message, one.advice, fil=path)

    def _in(self, own: Utlagt) -> tuple[Hinder, ...]:
        """What is found in a file that is to be laid out, and in what it was made from."""
        found = {(one.code, one.verdi): one for one in self._of(own.data, own.fil.adresse)}
        if own.fil.rolle == "vedlegg" and own.fil.kilde:
            data = read_content(self.pipeline.workspace.root / own.fil.kilde) or b""
            behind = {(one.code, one.verdi): one for one in self._of(data, own.fil.kilde)}
            # Where both have it, the person mends it in the file that it comes from.
            found |= {key: one for key, one in behind.items() if key in found or key[0] in _FORBIDDEN}
        for one in self._of(PurePosixPath(own.fil.kilde).name.encode(), ""):  # which the manifest has
            named = replace(one, steder=("i navnet på filen",), advice=_RENAME)
            found.setdefault((one.code, one.verdi), named)
        path = _called(own.fil)
        return tuple(replace(one, fil=path) for one in (*found.values(), *_standards(own.fil)))

    def _of(self, data: bytes, name: str) -> Iterator[Hinder]:
        """What is found in the content of a file, less what everyone may know."""
        for one in self._read(data, name):
            if one.code in {"epostadresse", "telefonnummer"} and self._is_open(one.verdi):
                continue
            if one.code == "forfatter-i-fil" and one.verdi.casefold() in self._names:
                continue
            yield one

    def _read(self, data: bytes, name: str) -> tuple[Hinder, ...]:
        """What the bytes of a file say, whatever is open or let through: that is judged anew each time."""
        suffix = PurePosixPath(name).suffix.lower()
        key = f"{fingerprint(data)}{suffix}"
        if key not in self._memory:
            self._memory[key] = [list(astuple(one)) for one in findings(data, name)]
        return tuple(_remembered(row) for row in self._memory[key])

    @cached_property
    def _memory(self) -> dict[str, Any]:
        return remembered_answer(self.pipeline.workspace, _NAME, program_fingerprint()) or {}

    def _is_open(self, contact: str) -> bool:
        return contact in self._contacts or f"@{contact.partition('@')[2]}" in self._contacts

    @cached_property
    def _contacts(self) -> frozenset[str]:
        """What stands in the open plan's own fields for it, and what is said to be open."""
        plan = self.pipeline.open_plan
        return contacts_in(plan_contacts(plan), plan.organisasjon.publisering.åpne_kontakter)

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(text.casefold() for text in plan_texts(self.pipeline.open_plan))


def _written(manifest: Manifest) -> Iterator[tuple[str, str]]:
    """What a manifest says in words, each title on a line of its own, with the meeting that it is of."""
    for fil in manifest.filer:
        yield from ((fil.møte, said) for said in (fil.tittel, basename(fil.kilde)))
    for own in manifest.møter:
        updates = (said.replace(": ", "\n") for update in own.oppdateringer for said in update.hva)
        cases = (said for case in own.saker for said in (case.tittel, case.vedtak))
        yield from ((own.møte, said) for said in (*updates, *cases))
    yield from _reasons(manifest)


def _reasons(manifest: Manifest) -> Iterator[tuple[str, str]]:
    """Why something is published all the same, which only the manifest says."""
    yield from ((fil.møte, one.grunn) for fil in manifest.filer for one in fil.godtatt)
    yield from ((own.møte, one.grunn) for own in manifest.møter for one in own.godtatt)


def _called(own: Fil) -> str:
    """What a person knows a file by: what they have written or opened, or its place on the site."""
    return (
        own.kilde
        if own.rolle not in {"side", "data", "tvilling"} and own.kilde
        else f"nettsted/{own.adresse}"
    )


def _remembered(row: Any) -> Hinder:
    code, hva, advice, steder, verdi, fil, _ = row
    return Hinder(code, hva, advice, tuple(steder), verdi, fil)


def _standards(own: Fil) -> Iterator[Hinder]:
    """What a PDF does not keep: dok's own must be accessible, others' may be published with a note."""
    if own.sider is None or (own.pdfua and own.pdfa) or own.rolle == "møtepakke":
        return
    if own.rolle != "vedlegg":
        lacks = " og ".join(name for name, kept in (("PDF/UA-1", own.pdfua), ("PDF/A", own.pdfa)) if not kept)
        yield Hinder("dokument-ikke-tilgjengelig", f"PDF-en oppfyller ikke {lacks}.", _MAKE_ANEW)
    elif not own.pdfua:
        yield Hinder(
            "vedlegg-ikke-tilgjengelig",
            f"Vedlegget er ikke universelt utformet: {_lacking(own)}.",
            _MEND_OR_NOTE,
        )


def _lacking(own: Fil) -> str:
    if own.har_tekst is False:
        return "Det er skannet, og har ingen tekst som kan leses opp"
    if own.tagget is False:
        return "Det har ingen tagger, så en skjermleser vet ikke hva som er overskrifter, lister og tabeller"
    return "Det oppfyller ikke PDF/UA-1"


_MAKE_ANEW: Final = "Kjør «dok publiser» igjen. Kommer det tilbake, ser du hva som mangler, med «dok pakke»."
_RENAME: Final = "Gi filen et annet navn. Navnet står i oversikten over filene, som ligger på nettstedet."
_MEND_OR_NOTE: Final = "Legg ved en tagget PDF eller Word-filen, eller publiser det med en merknad."


def _is_of(accepted: Godtatt, funn: Hinder) -> bool:
    """Whether somebody has let a finding through: by its kind, its file and what was found."""
    if accepted.funn != funn.code or accepted.verdi.casefold() != funn.verdi.casefold():
        return False
    if funn.verdi and funn.fil.startswith("nettsted/"):  # says what the file it was let through in says
        return True
    path = PurePosixPath(funn.fil)
    return f"/{funn.fil}".endswith(f"/{accepted.fil}") or path.match(accepted.fil)


def _needless(accepted: Godtatt, møte: Møte) -> Problem:
    message = f"Funnet «{accepted.funn}» i «{accepted.fil}» er godtatt, men ble ikke funnet."
    advice = "Slett posten under «godtatt:» hvis det er rettet."
    return Problem("godtatt-uten-funn", message, advice, møte.place("godtatt"))


def _how_to_accept(left: Iterable[Hinder]) -> Iterator[Problem]:
    """The lines of `mote.yaml` that let findings through."""
    lines = list(dict.fromkeys(_line(one) for one in left if one.kan_godtas and one.fil))
    if lines:
        message = "Dette kan publiseres likevel, når det er en grunn til det. Lim inn i møtets mote.yaml:"
        written = "\n".join(("", "godtatt:", *lines, ""))
        yield Problem("kan-godtas", f"{message}\n{written}", "Skriv grunnen der det står HVORFOR.")


def _line(one: Hinder) -> str:
    path = PurePosixPath(one.fil)
    name = "/".join(path.parts[-2:]) if path.parent.name == "vedlegg" else path.name
    value = f', verdi: "{one.verdi}"' if one.verdi else ""
    return f'  - {{funn: {one.code}, fil: "{name}"{value}, grunn: HVORFOR}}'
