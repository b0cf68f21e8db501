"""What a spreadsheet says other than medlemmer.yaml: who is new, changed field by field, or missing.

`importing` calls `compare` with the rows, and gets the edits of the file; `changed` says for a person to see
what the lists that come of them have other than those before. A row means the entry of the same name in the
same body, for the same place when either has more of that name. An empty cell says nothing, and whoever is
not in the spreadsheet stays: only a dash in a cell takes something away. So a spreadsheet that is half filled
in takes nothing from the plan.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Final, Literal

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.pipeline.members.columns import TITLES
from dokumentmaskin.pipeline.members.rows import NOTHING, Rad, Rader
from dokumentmaskin.plan import Add, FieldPath, Kolonnefelt, Medlem, Oppføring, Person, Plan, Put, entries

_PERSONS: Final = "personer"
_PERSON: Final = tuple(Person.model_fields)
# The fields of a member that a column has, in the order that they are written in.
_MEMBER: Final = tuple(name for name in TITLES if name in Medlem.model_fields)

Art = Literal["ny", "endret", "mangler"]


@dataclass(frozen=True, slots=True)
class Feltendring:
    """A field, with what it says before and after; empty for nothing."""

    felt: str
    før: str
    nå: str


@dataclass(frozen=True, slots=True)
class Medlemsendring:
    """Somebody who is new, changed or missing.

    Attributes:
        art: Which of the three.
        gruppe: The body.
        navn: The person.
        plass: For whom the person sits, or the member that a deputy belongs to; empty for nobody.
        vara_for: The member that the person is a deputy of; empty for nobody.
        felt: What is new or changed.
    """

    art: Art
    gruppe: str
    navn: str
    plass: str = ""
    vara_for: str = ""
    felt: tuple[Feltendring, ...] = ()


@dataclass(frozen=True, slots=True)
class Sammenligning:
    """What an import would do.

    Attributes:
        rettelser: The edits of medlemmer.yaml.
        mangler: Those whom the spreadsheet does not name.
        ikke_plassert: Rows that contradict each other or mean nobody.
        merknader: What stays though the spreadsheet says nothing there.
        steder: Where the spreadsheet says what each entry of medlemmer.yaml will say.
    """

    rettelser: tuple[Put | Add, ...]
    mangler: tuple[Medlemsendring, ...]
    ikke_plassert: tuple[Problem, ...]
    merknader: tuple[Problem, ...]
    steder: Mapping[FieldPath, Place]


def changed(before: Plan, after: Plan) -> Iterator[Medlemsendring]:
    """Who is new or other in the lists of a plan: body by body, those who were there before first."""
    there = {entry.felt: entry for entry in entries(before.medlemmer)}
    once = {person.navn: person for person in after.personer}
    for _, own in groupby(entries(after.medlemmer), key=lambda entry: entry.gruppe):
        found = [_change(there.get(e.felt), e, once.get(e.person.navn)) for e in own]
        yield from sorted((change for change in found if change), key=lambda change: change.art == "ny")


def _change(old: Oppføring | None, new: Oppføring, once: Person | None) -> Medlemsendring | None:
    """What is said of somebody that was not; of somebody new what is not said already where all is once."""
    now = _texts(new.person)
    known = _texts(old.person) if old else _said_of(once) | {"navn": now["navn"]}
    felt = tuple(
        Feltendring(name, known.get(name, "") if old else "", now.get(name, ""))
        for name in _MEMBER
        if name in type(new.person).model_fields and now.get(name, "") != known.get(name, "")
    )
    if old is None:
        return _told("ny", new, felt)
    return _told("endret", old, felt) if felt else None


def _told(art: Art, entry: Oppføring, felt: tuple[Feltendring, ...] = ()) -> Medlemsendring:
    return Medlemsendring(art, entry.gruppe, entry.person.navn, entry.medlem.plass, entry.vara_for, felt)


def _said_of(once: Person | None) -> dict[str, str]:
    """What holds of somebody before a list says more than the name."""
    return {"rolle": "medlem"} | {name: text for name, text in _texts(once).items() if name != "navn"}


def _texts(person: Person | None) -> dict[str, str]:
    """What is said of somebody, by field."""
    texts = {name: _text(getattr(person, name, "")) for name in _MEMBER}
    return {name: text for name, text in texts.items() if text}


def compare(plan: Plan, read: Rader, today: date) -> Sammenligning:
    """Hold the rows against the lists of the plan."""
    work = _Comparison(plan, {person.navn: n for n, person in enumerate(plan.personer)})
    members = [row for row in read.rader if not row.vara_for]
    pairs = work.pair(members, [entry for entry in entries(plan.medlemmer) if not entry.vara_for])
    for row in (row for row in members if id(row) in pairs):
        work.hold_member(row, pairs[id(row)])
    for row in (row for row in members if id(row) not in pairs):
        work.add_member(row)
    work.deputies_of_rows(read.rader, pairs)
    work.settle_persons()
    return Sammenligning(
        (*work.puts.values(), *work.adds()),
        tuple(work.missing(read, today)),
        tuple(work.problems),
        tuple(work.notes()),
        work.places(pairs, members),
    )


@dataclass
class _New:
    """A member to be added, with the deputies."""

    rad: Rad
    ny: dict[str, str]
    varaer: list[dict[str, str]] = field(default_factory=list)

    @property
    def medlem(self) -> Medlem:
        """The member, as the row says it."""
        return self.rad.medlem


@dataclass
class _Comparison:
    """The work of one comparison, row by row.

    Attributes:
        plan: The plan.
        persons: The number of each person who is written for herself, by name.
        found: The entries that rows mean.
        new: The members to be added.
        seated: The members of the rows so far by body and name, with the days that they will have.
        deputies: The deputies to be added, each with its member's entry.
        puts: The values to be put, by field.
        said: What rows say of somebody who is written once: the values of each field, with where.
        empty: The cells that say nothing where the plan does, by column.
        problems: The rows that cannot be placed.
    """

    plan: Plan
    persons: Mapping[str, int]
    found: set[FieldPath] = field(default_factory=set)
    new: list[_New] = field(default_factory=list)
    seated: dict[tuple[str, str], list[Medlem]] = field(default_factory=dict)
    deputies: list[tuple[FieldPath, dict[str, str]]] = field(default_factory=list)
    puts: dict[FieldPath, Put] = field(default_factory=dict)
    said: dict[FieldPath, dict[str, Place]] = field(default_factory=dict)
    empty: dict[Kolonnefelt, list[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def pair(self, rows: Sequence[Rad], listed: Sequence[Oppføring]) -> dict[int, Oppføring]:
        """The entry that each row means: those that agree most first, each once."""
        by_name: dict[tuple[str, str], list[Oppføring]] = {}
        for entry in listed:
            by_name.setdefault((entry.gruppe, self._key(entry.person.navn)), []).append(entry)
        named = Counter((row.gruppe, self._key(row.medlem.navn)) for row in rows)
        alike = [
            (self._agreement(row, entry), -number, row, entry)
            for number, row in enumerate(rows)
            for entry in by_name.get((row.gruppe, self._key(row.medlem.navn)), ())
        ]
        pairs: dict[int, Oppføring] = {}
        for _, _, row, entry in sorted(alike, key=lambda pair: pair[:2], reverse=True):
            if id(row) in pairs or entry.felt in self.found:
                continue
            name = (row.gruppe, self._key(row.medlem.navn))
            if _other_place(row, entry) and max(named[name], len(by_name[name])) > 1:
                continue  # more than one of a name are told apart by the place
            pairs[id(row)] = entry
            self.found.add(entry.felt)
        return pairs

    def _key(self, name: str) -> str:
        """What a name is known by; who is written once is named just so."""
        return name if name in self.persons else name.casefold()

    @staticmethod
    def _agreement(row: Rad, entry: Oppføring) -> int:
        names = ("navn", "delregion", "kommune", "rolle", "fra", "til", "epost")
        return sum(getattr(row.medlem, name) == getattr(entry.medlem, name) for name in names)

    def hold_member(self, row: Rad, entry: Oppføring) -> None:
        """Note what a member's row says other than the entry, and the deputies that it names."""
        days = {name: getattr(row.medlem, name) for name in ("fra", "til") if row.sagt.get(name)}
        self._seat(row, entry.medlem.model_copy(update=days))
        self.hold(row, entry, TITLES)
        for name in row.varaer:
            if (number := self._deputy_of(entry, name)) is not None:
                self.found.add((*entry.felt, "vara", number))
            elif name not in NOTHING:
                self.deputies.append((entry.felt, {"navn": name}))

    def hold(self, row: Rad, entry: Oppføring, columns: Iterable[Kolonnefelt]) -> None:
        """Note what a row says other than the entry that it means."""
        for name in columns:
            if name not in row.sagt or name not in type(entry.person).model_fields:
                continue
            before = _text(getattr(entry.person, name))
            text = row.sagt[name]
            after = "" if text in NOTHING - {before} else _text(getattr(row.medlem, name)) or text
            if not text:
                if before and name != "rolle":
                    self.empty.setdefault(name, []).append(entry.person.navn)
                continue
            homes = self._homes(entry, name, after)
            for home in homes:
                if home[0] == _PERSONS:
                    self.said.setdefault(home, {}).setdefault(after, row.steder[name])
            if after != before:
                self.puts |= {home: Put(home, after) for home in homes}

    def _homes(self, entry: Oppføring, name: str, after: str) -> list[FieldPath]:
        """Where a field is written: under `personer:` when it is said there and not in the body.

        What is to go goes from both: what one of them says holds as soon as the other is silent.
        """
        number = self.persons.get(entry.person.navn)
        own = bool(self._own(entry).get(name))
        if number is None or name not in _PERSON or name == "navn":
            return [(*entry.felt, name)]
        once: FieldPath = (_PERSONS, number, name)
        if not own:
            return [once]
        return [(*entry.felt, name)] if after else [(*entry.felt, name), once]

    def _own(self, entry: Oppføring) -> Mapping[str, object]:
        """What stands in the body's own list of somebody."""
        node: object = self.plan.medlemskilde.data if self.plan.medlemskilde else {}
        for step in entry.felt:
            if isinstance(node, list) and isinstance(step, int):
                node = node[step]
            elif isinstance(node, dict) and isinstance(step, str):
                node = node.get(step)
        return node if isinstance(node, dict) else {}

    def _seat(self, row: Rad, medlem: Medlem) -> None:
        self.seated.setdefault((row.gruppe, medlem.navn), []).append(medlem)

    def add_member(self, row: Rad) -> None:
        """Note somebody who is in no list; refuse a second row of the same person."""
        for other in self.seated.get((row.gruppe, row.medlem.navn), ()):
            if row.medlem.may_be(other) and row.medlem.overlaps(other):
                message = f"«{row.medlem.navn}» står i gruppen fra før, eller på en rad til."
                advice = "La én rad stå, eller skriv «fra» og «til» så dagene ikke overlapper."
                self.problems.append(Problem("samme-person", message, advice, row.steder["navn"]))
                return
        self._seat(row, row.medlem)
        deputies = [{"navn": name} for name in row.varaer if name not in NOTHING]
        self.new.append(_New(row, self._fields(row, _MEMBER), deputies))

    def _fields(self, row: Rad, keys: Iterable[str]) -> dict[str, str]:
        """What is to be written of somebody new; what is said once elsewhere is not said again."""
        number = self.persons.get(row.medlem.navn)
        already = _said_of(self.plan.personer[number] if number is not None else None)
        said = _texts(row.medlem).items()
        return {name: text for name, text in said if name in keys and text != already.get(name)}

    def deputies_of_rows(self, rows: Iterable[Rad], pairs: Mapping[int, Oppføring]) -> None:
        """Hold each deputy's own row against the member's deputies, or add the deputy."""
        added = {id(new.rad): new for new in self.new}
        above: dict[tuple[str, str], Oppføring | _New | None] = {}
        for row in rows:
            if not row.vara_for:
                above[row.gruppe, self._key(row.medlem.navn)] = pairs.get(id(row)) or added.get(id(row))
                continue
            match self._member_of(row, above.get((row.gruppe, self._key(row.vara_for)))):
                case _New() as new:
                    new.varaer.append(self._fields(row, _PERSON))
                case Oppføring() as entry:
                    self._hold_deputy(row, entry)

    def _member_of(self, row: Rad, above: "Oppføring | _New | None") -> "Oppføring | _New | None":
        """Whose deputy a row is: of several of the name the one it says the place of, or stands under."""
        listed = enumerate(self.plan.medlemmer.get(row.gruppe, ()))
        known: list[Oppføring | _New] = [Oppføring((row.gruppe, n), member, member) for n, member in listed]
        known += [new for new in self.new if new.rad.gruppe == row.gruppe]
        named = [one for one in known if self._key(one.medlem.navn) == self._key(row.vara_for)]
        if len(named) > 1 and row.medlem.delregion:
            named = [one for one in named if one.medlem.delregion == row.medlem.delregion]
        if len(named) > 1 and above in named:
            return above
        if len(named) == 1:
            return named[0]
        what = f"er flere i gruppen «{row.gruppe}»" if named else f"er ikke medlem av «{row.gruppe}»"
        advice = "Skriv navnet på medlemmet som i planen, og delregionen når flere heter det samme."
        problem = Problem("ukjent-medlem", f"«{row.vara_for}» {what}.", advice, row.steder["vara_for"])
        self.problems.append(problem)
        return None

    def _hold_deputy(self, row: Rad, entry: Oppføring) -> None:
        if (number := self._deputy_of(entry, row.medlem.navn)) is None:
            self.deputies.append((entry.felt, self._fields(row, _PERSON)))
            return
        own = Oppføring((*entry.felt, "vara", number), entry.medlem.vara[number], entry.medlem)
        self.found.add(own.felt)
        self.hold(row, own, [name for name in TITLES if name in _PERSON])

    def _deputy_of(self, entry: Oppføring, name: str) -> int | None:
        """Which deputy of a member a name means: the one who is written so, or else in other capitals."""
        names = [deputy.navn for deputy in entry.medlem.vara]
        if name in names:
            return names.index(name)
        return next((n for n, own in enumerate(names) if self._key(own) == self._key(name)), None)

    def settle_persons(self) -> None:
        """Drop what rows say differently of somebody who is written once."""
        for path, values in self.said.items():
            if len(values) > 1 and path in self.puts:
                del self.puts[path]
                name, who = path[-1], self.plan.personer[int(path[1])].navn
                said = " og ".join(f"«{value}»" for value in values)
                message = f"«{who}» har {said} på ulike rader, men står bare én gang i planen."
                advice = f"Skriv samme {name} på alle radene."
                place = [*values.values()][-1]
                self.problems.append(Problem("ulike-rader", message, advice, place))

    def missing(self, read: Rader, today: date) -> Iterator[Medlemsendring]:
        """Those of the spreadsheet's bodies whom it does not name; who has left need not be there."""
        bodies = {row.gruppe for row in read.rader}
        deputies = any({"vara", "vara_for"} & {*row.sagt} for row in read.rader)
        for entry in entries(self.plan.medlemmer):
            with_member = deputies and entry.felt[:2] in self.found
            wanted = entry.gruppe in bodies and (with_member or not entry.vara_for)
            left = entry.medlem.til is not None and entry.medlem.til < today
            named = (entry.gruppe, entry.person.navn.casefold()) in read.nevnt
            if wanted and not left and not named and entry.felt not in self.found:
                yield _told("mangler", entry)

    def adds(self) -> Iterator[Add]:
        """The new entries, deputies of known members first: their places in the lists are still the same."""
        yield from (Add((*path, "vara"), said) for path, said in self.deputies)
        for new in self.new:
            yield Add((new.rad.gruppe,), {**new.ny, **({"vara": new.varaer} if new.varaer else {})})

    def places(self, pairs: Mapping[int, Oppføring], rows: Iterable[Rad]) -> Mapping[FieldPath, Place]:
        """Where the spreadsheet says each member that it changes or adds."""
        found = {pairs[id(row)].felt: row.steder["navn"] for row in rows if id(row) in pairs}
        numbers = Counter({body: len(members) for body, members in self.plan.medlemmer.items()})
        for row in (new.rad for new in self.new):
            found[row.gruppe, numbers[row.gruppe]] = row.steder["navn"]
            numbers[row.gruppe] += 1
        return found

    def notes(self) -> Iterator[Problem]:
        """The columns in which cells are empty though the plan says something."""
        for column, names in self.empty.items():
            who = f"{', '.join(names[:3])} og {len(names) - 3} til" if names[3:] else ", ".join(names)
            message = f"«{TITLES[column]}» er tom for {who}, men planen sier noe der. Det blir stående."
            yield Problem("tom-celle", message, "Skriv «–» i cellen hvis det skal bort.")


def _other_place(row: Rad, entry: Oppføring) -> bool:
    """Whether a row and an entry of one name sit for different places."""
    pairs = ((getattr(row.medlem, n), getattr(entry.medlem, n)) for n in ("delregion", "kommune"))
    return any(here and there and here != there for here, there in pairs)


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")
