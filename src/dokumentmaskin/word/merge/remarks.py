"""Comments that tell the person what the plan says now (ECMA-376 Part 1, §17.13.4).

A comment rather than a tracked insertion: whoever accepts or rejects every change in Word keeps the person's
own text either way, and the plan's words never end up in the document twice.

A person may write in dok's comment, or answer it. So each says by its initials what dok wrote in it: one with
other words, or with an answer, is the person's from then on, and dok leaves it alone.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement

from dokumentmaskin.word.merge.words import BOKMÅL, Words, as_languages_have
from dokumentmaskin.word.names import AUTHOR, BOX, COMMENT_MARKS, NOTED, W14, W15, W, elements
from dokumentmaskin.word.package import COMMENTS, parsed

OUR_NAME: Final = "dok"
TEXTS: Final = frozenset((W + "t", W + "delText"))
_INITIALS: Final = W + "initials"
_EXTENDED: Final = "commentsExtended"


def words_of(note: Any) -> str:
    """The words of a note or comment, a line for each paragraph."""
    lines = ("".join(text.text or "" for text in line.iter(*TEXTS)) for line in note.iter(W + "p"))
    return "\n".join(" ".join(line.split()) for line in lines)


def is_ours(comment: Any) -> bool:
    """Whether a comment is as dok wrote it."""
    return bool(comment.get(AUTHOR) == OUR_NAME and comment.get(_INITIALS) == _initials(words_of(comment)))


def answered(part: Any) -> frozenset[str]:
    """The ids of the paragraphs that end a comment which somebody has answered (MS-DOCX, 2.5.1)."""
    found = {relation.reltype.rpartition("/")[2]: relation for relation in part.rels.values()}
    extended = found.get(_EXTENDED)
    if extended is None or extended.is_external:
        return frozenset()
    entries = parsed(extended.target_part.blob).iter(W15 + "commentEx")
    return frozenset(entry.get(W15 + "paraIdParent", "") for entry in entries)


def has_answer(comment: Any, answers: frozenset[str]) -> bool:
    """Whether a comment is one of those that end in such a paragraph."""
    ends = [line.get(W14 + "paraId", "") for line in comment.iter(W + "p")]
    return bool(ends) and bool(ends[-1]) and ends[-1] in answers


def notes_of(part: Any) -> dict[tuple[str, str], Any]:
    """The notes and comments that a part (python-docx) leads to, by kind and id."""
    return {
        (kind, note.get(W + "id", "")): note
        for relation in part.rels.values()
        if not relation.is_external and (kind := relation.reltype.rpartition("/")[2]) in NOTED.values()
        for note in elements(parsed(relation.target_part.blob))
    }


def untouched(part: Any, notes: Mapping[tuple[str, str], Any]) -> frozenset[str]:
    """The ids of the comments that are as dok wrote them: nothing of a person's in them, and no answer."""
    answers = answered(part)
    comments = ((identity, note) for (kind, identity), note in notes.items() if kind == COMMENTS)
    return frozenset(known for known, note in comments if is_ours(note) and not has_answer(note, answers))


def drop_markers(root: Any, gone: Collection[str]) -> None:
    """Take away from a text what refers to comments, and the runs that held nothing else."""
    for marker in [mark for mark in root.iter(*COMMENT_MARKS) if mark.get(W + "id") in gone]:
        holder = marker.getparent()
        holder.remove(marker)
        if holder.tag == W + "r" and all(child.tag == W + "rPr" for child in holder):
            holder.getparent().remove(holder)


def _initials(words: str) -> str:
    """What stands as the initials of dok's own comment, nine letters at most: a sum of its words."""
    plain = " ".join(words.split())
    return f"{OUR_NAME}{hashlib.sha256(plain.encode()).hexdigest()[:6]}"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say.

    Attributes:
        element: What it is said of; None for what is no more.
        lead: Its first line.
        told: What the plan says, for what follows it.
        before: What the plan said until now, by which an earlier remark of what is no more is known.
    """

    element: Any
    lead: str
    told: str = ""
    before: str = ""

    @property
    def text(self) -> str:
        """A paragraph on each line."""
        return "\n".join(filter(None, (self.lead, self.told)))


@dataclass(frozen=True, slots=True)
class Remarks:
    """Comments beside paragraphs of a body, or beside its first; placed when the document is whole.

    A new comment takes the place of an earlier one of dok's about the same thing. In a header or footer no
    comment can stand (§17.13.4.2): what is said of one goes to the beginning of the body, and stays until the
    person takes it away.

    Attributes:
        document: The document; changed in place by `place`.
        words: What the remarks say, in the document's language.
        running: What the header or footer is called that is told of; empty for the body.
    """

    document: Document
    words: Words = BOKMÅL
    running: str = ""
    waiting: list[Remark] = field(default_factory=list)
    done: list[Any] = field(default_factory=list)

    def say(self, remark: Remark) -> None:
        """Say something when the document is whole."""
        if self.running:
            lead = f"{self.running}: {remark.lead}"
            remark = Remark(None, lead, remark.told, remark.before)
        self.waiting.append(remark)

    def settled(self, paragraph: Any) -> None:
        """The person and the plan now say the same: what was said of a conflict is said no more."""
        self.done.extend([] if self.running else [paragraph])

    def place(self) -> None:
        """Put every comment in its place, and take away those that it replaces."""
        earlier = dict(self._earlier())
        for paragraph in self.done:
            self._remove_at(paragraph, self.words.changed, earlier)
        for remark in self.waiting:
            paragraph = self._paragraph(remark.element)
            if paragraph is None:
                continue
            if remark.element is None or remark.before:
                self._remove_told(remark, earlier)
            else:
                self._remove_at(paragraph, remark.lead, earlier)
            self._add(paragraph, remark.text)
        for identity in set(earlier) - self._referred():
            self._remove(identity, earlier)

    def _paragraph(self, wanted: Any) -> Any:
        """The paragraph beside which a thing is said of an element; the first when that is gone."""
        body = self.document.element.body
        if wanted is None or wanted.getroottree().getroot() is not self.document.element:
            # Rather one that stands free: around another a control goes, which may be a list of contents.
            free = (child for child in body if child.tag == W + "p")
            return next(chain(free, _paragraphs(body)), None)
        return wanted if wanted.tag == W + "p" else next(_paragraphs(wanted), None)

    def _earlier(self) -> Iterator[tuple[str, Any]]:
        """The comments that dok has put in earlier, by their ids; none are made where there are none."""
        part: Any = self.document.part
        if RELATIONSHIP_TYPE.COMMENTS not in {relation.reltype for relation in part.rels.values()}:
            return
        answers = answered(part)
        for comment in part.part_related_by(RELATIONSHIP_TYPE.COMMENTS).element.iterchildren(W + "comment"):
            if is_ours(comment) and not has_answer(comment, answers):
                yield comment.get(W + "id"), comment

    def _referred(self) -> set[str]:
        return {mark.get(W + "id") for mark in self.document.element.iter(W + "commentReference")}

    def _remove_at(self, paragraph: Any, lead: str, earlier: dict[str, Any]) -> None:
        """Remove what was said of a paragraph under such a first line."""
        for reference in list(paragraph.iter(W + "commentReference")):
            identity = reference.get(W + "id")
            if identity in earlier and _lead(earlier[identity]) in as_languages_have(lead):
                self._remove(identity, earlier)

    def _remove_told(self, remark: Remark, earlier: dict[str, Any]) -> None:
        """Remove what was said of something that is no more, wherever it was said."""
        said = {" ".join(told.split()) for told in (remark.told, remark.before)}
        for identity, comment in list(earlier.items()):
            _, _, told = words_of(comment).partition("\n")
            if _lead(comment) in _leads(remark.lead) and " ".join(told.split()) in said:
                self._remove(identity, earlier)

    def _remove(self, identity: str, earlier: dict[str, Any]) -> None:
        comment = earlier.pop(identity)
        drop_markers(self.document.element, {identity})
        comment.getparent().remove(comment)

    def _add(self, paragraph: Any, text: str) -> None:
        comment = self.document.comments.add_comment(text, OUR_NAME, OUR_NAME)
        own = comment._comment_elm  # noqa: SLF001 - python-docx has no way of its own
        # No clock: the same documents merge into the same bytes.
        own.attrib.pop(W + "date", None)
        own.set(_INITIALS, _initials(text))
        _free(paragraph)
        identity = str(comment.comment_id)
        look = paragraph.find(W + "pPr")
        paragraph.insert(0 if look is None else 1, _marker("w:commentRangeStart", identity))
        paragraph.append(_marker("w:commentRangeEnd", identity))
        run = OxmlElement("w:r")
        run.append(_marker("w:commentReference", identity))
        paragraph.append(run)


def _paragraphs(element: Any) -> Iterator[Any]:
    """The paragraphs that a comment can stand beside: those of a text box are on no page of their own."""
    every = element.iter(W + "p")
    return (paragraph for paragraph in every if next(paragraph.iterancestors(BOX), None) is None)


def _lead(comment: Any) -> str:
    return words_of(comment).partition("\n")[0]


def _leads(lead: str) -> frozenset[str]:
    """A first line in each language, with what the header or footer is called before it."""
    title, _, own = lead.rpartition(": ")
    titles = {f"{name}: " for name in as_languages_have(title)} or {""}
    return frozenset(name + line for name in titles for line in as_languages_have(own))


def _free(paragraph: Any) -> None:
    """Take away the content controls around a paragraph, and keep what is in them.

    LibreOffice 7.4 loses the text of a control around paragraphs when there is a comment in it.
    """
    for control in list(paragraph.iterancestors(W + "sdt")):
        for child in list(control.find(W + "sdtContent")):
            control.addprevious(child)
        control.getparent().remove(control)


def _marker(tag: str, identity: str) -> Any:
    marker = OxmlElement(tag)
    marker.set(W + "id", identity)
    return marker
