"""The minutes: filled in as far as the plan goes, with named places for the rest."""

from collections.abc import Iterable
from itertools import chain

from dokumentmaskin.minutes.labels import APPROVALS, VOTES
from layout.blocks import (
    Blocks,
    Column,
    choose,
    continued_table,
    each,
    fact,
    heading,
    key_fact,
    optional_fact,
    optional_key_fact,
    paragraph,
    run,
    table,
    text_column,
    when,
)
from layout.controls import (
    checkbox,
    choice_line,
    date_line,
    filled_choice,
    filled_date,
    filled_line,
    text_area,
    text_line,
)
from layout.meeting import (
    alternatives,
    case_heading,
    case_line,
    case_origin,
    messages,
    place_and_company,
    rich,
    signature,
    title,
    withdrawn,
)
from layout.words import Language
from layout.xml import Node

FOLLOW_UP_ROWS = 5
NO_BREAK = "\N{NO-BREAK SPACE}"  # between a label and its field, so that neither stands on a line alone


def _clock(words: Language, name: str) -> Node:
    place = text_line(words[name], name, words["skriv_klokkeslett"])
    return fact(words[name], "kl. ", place)


def _person(words: Language, name: str, tag: str, prompt: str = "skriv_navn") -> Node:
    return fact(words[name], text_line(words[name], tag, words[prompt]))


def _known_person(words: Language, name: str, tag: str) -> Blocks:
    """A person whom the plan may name; what it says can still be changed."""
    known = filled_line(words[name], tag, f"{{{{ møte.{name} }}}}")
    return choose(f"møte.{name}", [fact(words[name], known)], [_person(words, name, tag)])


def _facts(words: Language) -> Blocks:
    return (
        *optional_key_fact(words["møte"], "møte.tittel"),
        key_fact(words["dato"], "{{ møte.dato }}"),
        _clock(words, "startet"),
        _clock(words, "sluttet"),
        *place_and_company(words),
        *_known_person(words, "møteleder", "moteleder"),
        *_known_person(words, "referent", "referent"),
        *optional_fact(words["arkivreferanse"], "gruppe.arkivreferanse"),
        *optional_fact(words["status"], "status"),
    )


def _remarks(words: Language) -> Blocks:
    """Until when remarks can be sent, or that a later meeting has approved the minutes."""
    approved = paragraph("Merknad", words["godkjent_i_møtet"])
    return (
        *when("merknadsfrist", paragraph("Merknad", words["merknadsfrist"])),
        *when('underskrift == "godkjenning" and godkjent', approved),
    )


def _tick(words: Language, name: str, tag: str) -> Column:
    box = checkbox(f"{{{{ deltaker.plass }}}}: {words[name].lower()}", f"{tag}-{{{{ loop.index }}}}")
    return Column(words[name], 9, (paragraph("Tabellavkryssing", box),))


def _came_or_went(words: Language, name: str) -> Column:
    """When somebody came late or left early; most rows have neither."""
    title_ = f"{{{{ deltaker.plass }}}}: {words[name].lower()}"
    place = text_line(title_, f"{name}-{{{{ loop.index }}}}", words["skriv_kl"])
    return Column(words[name], 9, (paragraph("Tabelltekst", place),))


def _participants(words: Language) -> Blocks:
    people = (
        text_column(words["medlem"], 20, "{{ deltaker.medlem }}"),
        text_column(words["vara"], 20, "{{ deltaker.vara }}"),
        _tick(words, "møtt", "mott"),
        _tick(words, "forfall", "forfall"),
        _tick(words, "vara_møtte", "vara"),
        _came_or_went(words, "kom"),
        _came_or_went(words, "gikk"),
    )
    place = text_column("{{ sitter_for }}", 22, "{{ deltaker.delregion }}")
    with_places, without = (
        table(words["deltakere"], "deltaker in deltakere", columns) for columns in ((place, *people), people)
    )
    asked = (
        *when("deltakere", *choose("sitter_for", [with_places], [without])),
        heading(3, words["andre_til_stede"]),
        _person(words, "observatører", "observatorer", "skriv_navn_eller_ingen"),
        _person(words, "gjester", "gjester", "skriv_navn_eller_ingen"),
        _person(words, "fra_sekretariatet", "sekretariat"),
    )
    told = "frammøte.til_stede or frammøte.forfall"
    return heading(2, words["deltakere"]), *choose(told, _attendance(words), asked)


def _attendance(words: Language) -> Blocks:
    """Who came, in words: what approved minutes have instead of the table to be filled in."""
    row = "{{ plass.delregion }}{% if plass.delregion and plass.hvem %}: {% endif %}{{ plass.hvem }}"

    def people(name: str) -> Blocks:
        listed = each("plass", f"frammøte.{name}", paragraph("ListBullet", row))
        return when(f"frammøte.{name}", heading(3, words[name]), *listed)

    others = ("observatører", "gjester", "fra_sekretariatet")
    facts = (when(f"frammøte.{name}", fact(words[name], f"{{{{ frammøte.{name} }}}}")) for name in others)
    came = " or ".join(f"frammøte.{name}" for name in others)
    return (
        *people("til_stede"),
        *people("forfall"),
        *when(came, heading(3, words["dessuten_møtte"]), *chain.from_iterable(facts)),
    )


def _outcome(words: Language, name: str) -> Blocks:
    title_ = f"{words['sak']} {{{{ sak.nummer }}}}: {words[name].lower()}"
    tag = f"sak-{{{{ sak.nummer }}}}-{name}"
    prompt = words[f"skriv_{name}"]
    return heading(3, words[name]), text_area(title_, tag, "Vedtakstekst", prompt)


def _account(words: Language) -> Blocks:
    name = f"{words['sak']} {{{{ sak.nummer }}}}: {words['kort_referat'].lower()}"
    place = text_area(name, "sak-{{ sak.nummer }}-referat", "Normal", words["skriv_referat"])
    return heading(3, words["kort_referat"]), place


def _field(words: Language, name: str, prompt: str) -> Node:
    """A field of a case on a line with others; its tag has no number, so that a copied case keeps it."""
    title_ = f"{words['sak']} {{{{ sak.nummer }}}}: {words[name].lower()}"
    return text_line(title_, f"felt-{name}", words[prompt])


def _choice(words: Language, name: str, choices: Iterable[str]) -> Node:
    title_ = f"{words['sak']} {{{{ sak.nummer }}}}: {words[name].lower()}"
    return choice_line(title_, f"felt-{name}", words["skriv_utfall"], [words[choice] for choice in choices])


def _labelled(words: Language, name: str, control: Node) -> Blocks:
    """A label and its field, to stand after others on a line."""
    return run("   "), run(f"{words[name]}:", "Ledetekst"), run(NO_BREAK), control


def _voting(words: Language, prompt: str) -> Node:
    prompts = {"for": prompt, "mot": "skriv_antall", "avholdende": "skriv_antall"}  # the first is the example
    numbers = (_labelled(words, name, _field(words, name, prompts[name])) for name in prompts)
    return fact(words["votering"], _choice(words, "votering", VOTES), *chain.from_iterable(numbers))


def _proposal(words: Language) -> Node:
    return fact(words["forslag"], _field(words, "forslag", "skriv_forslag"))


def _disqualified(words: Language) -> Node:
    ground = _labelled(words, "grunnlag", _field(words, "grunnlag", "skriv_grunnlag"))
    return fact(words["inhabil"], _field(words, "inhabil", "skriv_inhabil"), *ground)


def _closed(words: Language) -> Node:
    return fact(words["lukket"], _field(words, "lukket", "skriv_lukket"))


def _approval(words: Language) -> Node:
    """What was said of an earlier meeting's minutes; its day is filled in and can be changed."""
    title_ = f"{words['sak']} {{{{ sak.nummer }}}}: {words['godkjenner'].lower()}"
    day = filled_line(title_, "felt-godkjenner", "{{ sak.godkjenner }}")
    minutes = _labelled(words, "protokoll_fra_møtet", day)
    return fact(words["godkjenning"], _choice(words, "godkjenning", APPROVALS), *minutes)


def _fields(words: Language) -> Blocks:
    """The fields of a case; what is only told of is not voted on, and bars nobody (forvaltningsloven § 6).

    A folkevalgt organ says why it closed the doors (kommuneloven § 11-4), and which parties voted for what.
    """
    voting = choose(
        "følger_kommuneloven",
        [_voting(words, "skriv_antall_og_partier")],
        [_voting(words, "skriv_antall")],
    )
    return (
        *when("følger_kommuneloven and not sak.godkjenner", _closed(words)),
        *when("sak.godkjenner", _approval(words)),
        *when('sak.type != "orientering"', *voting),
        *when("sak.avgjøres and not sak.godkjenner", _proposal(words)),
        *when('sak.type != "orientering" and not sak.godkjenner', _disqualified(words)),
    )


def _sub_points() -> Blocks:
    """The parts of a case, by their numbers: what is said of them stands in its account."""
    text = "{{ underpunkt.nummer }} {{ underpunkt.tittel }}"
    return each("underpunkt", "sak.underpunkter", paragraph("Saksopplysning", text))


def _case(words: Language) -> Blocks:
    outcome = choose("sak.avgjøres", _outcome(words, "vedtak"), _outcome(words, "konklusjon"))
    proposal = rich(words["forslag_til_vedtak"], "sak.forslag_til_vedtak", "Vedtakstekst")
    return (
        case_heading(words),
        *withdrawn(),
        *case_line(words),
        *case_origin(words),
        *_sub_points(),
        *when("sak.avgjøres", *proposal, *alternatives(words)),
        *messages(words),
        *when("not sak.utgår and not sak.bare_tittel", *_account(words), *outcome, *_fields(words)),
    )


def _empty_cells(words: Language) -> dict[str, Node]:
    """What asks for the parts of a new point, by column."""
    deadline = date_line(words["frist"], "oppfolging-frist", words["velg_frist"], words.tag)
    return {
        "hva": text_line(words["hva"], "oppfolging-hva", words["skriv_hva"]),
        "hvem": text_line(words["hvem"], "oppfolging-hvem", words["skriv_hvem"]),
        "frist": deadline,
        "status": choice_line(
            words["status"], "oppfolging-status", words["velg_status"], _statuses(words, "ikke_startet")
        ),
        "sak": text_line(words["sak"], "oppfolging-sak", words["skriv_sak"]),
    }


def _filled_cells(words: Language) -> dict[str, Node]:
    """What an earlier meeting's open point says, by column; all of it can be changed."""
    values = {"hva": "punkt.hva", "hvem": "punkt.hvem", "sak": "punkt.opphav"}
    lines = {
        name: filled_line(words[name], f"oppfolging-{name}", f"{{{{ {value} }}}}")
        for name, value in values.items()
    }
    deadline = filled_date(words["frist"], "oppfolging-frist", "{{ punkt.frist }}", words.tag)
    status = filled_choice(
        words["status"], "oppfolging-status", "{{ punkt.framdrift | capitalize }}", _statuses(words, "åpen")
    )
    return {**lines, "frist": deadline, "status": status}


def _statuses(words: Language, first: str) -> list[str]:
    return [words[first], words["i_arbeid"], words["ferdig"]]


def _cell(control: Node) -> Node:
    return paragraph("Tabelltekstsamlet", control)


def _follow_up(words: Language) -> Blocks:
    shares = {"hva": 34, "hvem": 20, "frist": 17, "status": 16, "sak": 13}
    empty, filled = _empty_cells(words), _filled_cells(words)
    # An open point may lack who and when: then it is asked for, as in a new row.
    known = {
        name: choose(f"punkt.{name}", [_cell(control)], [_cell(empty[name])])
        if name in {"hvem", "frist"}
        else (_cell(control),)
        for name, control in filled.items()
    }
    table = continued_table(
        words["oppfølging"],
        "punkt in åpne_punkter",
        [Column(words[name], share, known[name]) for name, share in shares.items()],
        [Column(words[name], share, (_cell(empty[name]),)) for name, share in shares.items()],
        FOLLOW_UP_ROWS,
    )
    return heading(2, words["oppfølging"]), table


def _next_meeting(words: Language) -> Blocks:
    # With the signatures, which would have a page to themselves.
    day = paragraph("Normal", "{{ neste_møte }}", keep=True)
    return when("neste_møte", heading(2, words["neste_møte"]), day)


def _signatures(words: Language) -> Blocks:
    """Where the body confirms its minutes on paper."""
    lines = (heading(2, words["underskrifter"]), *signature(words), *signature(words))
    return when('underskrift == "linjer"', *lines)


def body(words: Language) -> Blocks:
    """Return the whole of the minutes."""
    return (
        *title(words["referat_fra"]),
        *_facts(words),
        *_remarks(words),
        *_participants(words),
        *each("sak", "saker", *_case(words)),
        *_follow_up(words),
        *_next_meeting(words),
        *_signatures(words),
    )
