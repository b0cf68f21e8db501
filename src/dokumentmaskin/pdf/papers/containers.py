"""Files that hold others: letters (.eml, .msg) with what is attached to them, and zip files.

A letter is taken apart into its head, its text and its attachments; who calls makes each of them pages. The
head says what a reader of the letter sees of it, and no more: not the ways that it went. Sources: RFC 5322
(letters), RFC 2045 to 2049 and 2183 (their parts), [MS-OXMSG] (those of Outlook), APPNOTE 6.3.10 (zip).
"""

import posixpath
import re
import zipfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Final, NamedTuple

from dokumentmaskin.document import Block, Inline
from dokumentmaskin.errors import AttachmentError, Problem
from dokumentmaskin.pdf.papers.htmlparts import inner_parts
from dokumentmaskin.pdf.papers.textparts import NO_TEXT, Heading, Part, Text, in_levels, plain_blocks
from dokumentmaskin.pdf.records import Attachment, Inner
from dokumentmaskin.word import UNREADABLE

MOST_FILES: Final = 200
_OF_THE_SERVER: Final = re.compile(r"\s*<?/o=[^>;]*>?", re.IGNORECASE)
_MOST_UNPACKED: Final = 1 << 28  # bytes
# What systems put beside the files of a person.
_OF_SYSTEMS: Final = ("__macosx", ".ds_store", "thumbs.db", "desktop.ini")
_UTF8_NAME, _LOCKED_FILE = 1 << 11, 1  # APPNOTE 4.4.4
_LOCKED: Final = Problem(
    "vedlegg-passord",
    "Filen er låst med passord.",
    "Pakk den ut, og legg ved filene i den hver for seg.",
)
_TOO_MUCH: Final = Problem(
    "vedlegg-for-stort",
    f"Filen holder mer enn {MOST_FILES} filer, eller mer enn {_MOST_UNPACKED >> 20} MiB.",
    "Pakk den ut, og legg ved bare det som møtet trenger.",
)
_DAMAGED: Final = Problem(
    "vedlegg-skadet",
    "Filen kan ikke leses. Den er skadet, eller noe annet enn den heter.",
    "Åpne den i programmet den er laget i, og lagre den på nytt, eller eksporter den som PDF.",
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, as its reader sees it.

    Attributes:
        sender, to, copy: Who it is from and for, as it says.
        subject: What it is about.
        sent: When, by the clock of the one who sent it; None when it does not say.
        text: Its text.
        is_html: Whether that is HTML.
        files: What is attached.
    """

    sender: str
    to: str
    copy: str
    subject: str
    sent: datetime | None
    text: str
    is_html: bool
    files: tuple[Inner, ...]


def read_letter(data: bytes, suffix: str) -> Letter:
    """Take a letter apart.

    Args:
        data: The bytes of the file.
        suffix: `.eml` or `.msg`.

    Raises:
        AttachmentError: It is no letter, or holds too much.
    """
    try:
        letter = _from_outlook(data) if suffix == ".msg" else _from_mail(data)
    except _ODD as error:
        raise AttachmentError(_DAMAGED) from error
    if len(letter.files) > MOST_FILES or sum(len(file.data) for file in letter.files) > _MOST_UNPACKED:
        raise AttachmentError(_TOO_MUCH)
    return replace(
        letter,
        sender=_legible(letter.sender),
        to=_legible(letter.to),
        copy=_legible(letter.copy),
        subject=_legible(letter.subject),
        text=_legible(letter.text),
        files=tuple(replace(file, name=_legible(file.name)) for file in letter.files),
    )


# What the readers raise of what is no letter, or one that is built wrongly.
_ODD: Final = (ValueError, LookupError, TypeError, AttributeError, OSError, AssertionError, RuntimeError)


def _from_mail(data: bytes) -> Letter:
    message = BytesParser(policy=policy.default).parsebytes(data)
    if not isinstance(message, EmailMessage) or not (
        message["From"] or message["Subject"] or message["Date"]
    ):
        raise ValueError
    body = message.get_body(("html", "plain"))
    text = str(body.get_content()) if isinstance(body, EmailMessage) else ""
    files = tuple(_attached(message))
    when = parsedate_to_datetime(str(message["Date"])) if message["Date"] else None
    sender, to, copy, subject = (str(message[name] or "") for name in ("From", "To", "Cc", "Subject"))
    is_html = isinstance(body, EmailMessage) and body.get_content_subtype() == "html"
    return Letter(sender, to, copy, subject, when, text, is_html, files)


def _attached(message: EmailMessage) -> Iterator[Inner]:
    for number, part in enumerate(message.iter_attachments(), 1):
        if not isinstance(part, EmailMessage):
            continue
        if part.get_content_type() == "message/rfc822":
            inner = part.get_content()
            name = part.get_filename() or f"{inner['Subject'] or 'e-post'}.eml"
            yield Inner(_plain(name), inner.as_bytes())
        elif part.get_content_maintype() != "multipart":
            content = part.get_payload(decode=True)
            name = part.get_filename() or f"vedlegg-{number}.{part.get_content_subtype()}"
            yield Inner(_plain(name), content if isinstance(content, bytes) else b"")


def _from_outlook(data: bytes) -> Letter:
    from oxmsg import Message

    message = Message.load(data)
    html, plain = message.html_body or "", message.body or ""
    heads = {name.lower(): value for name, value in message.message_headers.items()}
    recipients = "; ".join(_recipient(one.name, one.email_address) for one in message.recipients)
    files = tuple(
        Inner(_plain(one.file_name or f"vedlegg-{number}"), one.file_bytes or b"")
        for number, one in enumerate(message.attachments, 1)
    )
    return Letter(
        _shown(message.sender or ""),
        _shown(heads.get("to", recipients)),
        _shown(heads.get("cc", "")),
        message.subject,
        message.sent_date,
        html if html.strip() else plain,
        bool(html.strip()),
        files,
    )


def _shown(head: str) -> str:
    """A head of Outlook's in plain words (RFC 2047), without the addresses that only its server knows."""
    return " ".join(_OF_THE_SERVER.sub("", str(make_header(decode_header(head)))).split())


def _recipient(name: str, address: str) -> str:
    return f"{name} <{address}>" if name and address and name != address else name or address


def _plain(name: str) -> str:
    """A name without a path, which a stranger may have put there, and in one line."""
    return " ".join(posixpath.basename(name.replace("\\", "/")).split()) or "vedlegg"


def letter_parts(
    letter: Letter, attachment: Attachment, left_out: Collection[str]
) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """A letter as the parts of a document: its head, its text, and the names of what is attached.

    Args:
        letter: The letter.
        attachment: The paper that it is, for its title and language.
        left_out: The names of those files that do not follow.

    Returns:
        The parts, and the pictures in the text, which are left out.
    """
    words = _WORDS[attachment.language.startswith("nn")]
    said = (letter.sender, letter.to, letter.copy, _clock(letter.sent), letter.subject)
    heads = [(word, text) for word, text in zip(words.heads, said, strict=True) if text.strip()]
    lines = [(Inline(f"{word}: ", bold=True), Inline(f"{text}\n")) for word, text in heads]
    parts: list[Part] = [Text((Block(tuple(piece for line in lines for piece in line)),))]
    pictures: tuple[str, ...] = ()
    if letter.is_html:
        inner, pictures = inner_parts(letter.text)
        parts += inner
    elif letter.text.strip():
        parts += [Text(plain_blocks(letter.text))]
    if letter.files:
        names = (one.name + (words.left_out if one.name in left_out else "") for one in letter.files)
        parts += [
            Heading((Inline(words.attached),), 2),
            Text(tuple(Block((Inline(name),), "punkt", 1, 1) for name in names)),
        ]
    return tuple(in_levels(parts, attachment.title)), pictures


class _Words(NamedTuple):
    heads: tuple[str, ...]
    attached: str
    left_out: str


_WORDS: Final = (
    _Words(("Fra", "Til", "Kopi", "Dato", "Emne"), "Vedlegg til e-posten", " (ikke med)"),
    _Words(("Frå", "Til", "Kopi", "Dato", "Emne"), "Vedlegg til e-posten", " (ikkje med)"),
)


def _clock(sent: datetime | None) -> str:
    return "" if sent is None else f"{sent:%d.%m.%Y kl. %H.%M}"


def _legible(text: str) -> str:
    """A text without the characters that no page can hold, which Outlook may have left in it."""
    return NO_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def read_zip(data: bytes) -> tuple[Inner, ...]:
    """The files of a zip file, in its order.

    Raises:
        AttachmentError: It is damaged, locked or holds too much.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            files = [one for one in package.infolist() if not one.is_dir() and not _is_beside(one.filename)]
            _refuse(files)
            return tuple(Inner(_zip_name(one), package.read(one)) for one in files)
    except UNREADABLE as error:
        raise AttachmentError(_DAMAGED) from error


def _refuse(files: Sequence[zipfile.ZipInfo]) -> None:
    if any(one.flag_bits & _LOCKED_FILE for one in files):
        raise AttachmentError(_LOCKED)
    if len(files) > MOST_FILES or sum(one.file_size for one in files) > _MOST_UNPACKED:
        raise AttachmentError(_TOO_MUCH)


def _is_beside(name: str) -> bool:
    return any(part.startswith(_OF_SYSTEMS) for part in name.lower().split("/"))


def _zip_name(one: zipfile.ZipInfo) -> str:
    """The name of a file: what says that it is UTF-8 or is that, and else as Windows writes it in Norway."""
    if one.flag_bits & _UTF8_NAME:
        return one.filename
    written = one.filename.encode("cp437", "replace")
    try:
        return written.decode()
    except UnicodeDecodeError:
        return written.decode("cp850", "replace")
