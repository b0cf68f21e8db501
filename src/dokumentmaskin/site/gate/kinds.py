"""What a finding in a file's content is called, and the way out of it: each kind once."""

from typing import Final

from dokumentmaskin.site.gate.records import Hinder

_CONTACT: Final = (
    "Ta det bort. Kan alle vite det, skriver du det under «åpne_kontakter:» i «publisering:» i "
    "plan/organisasjon.yaml."
)
_LAW: Final = "Ta det bort. Det er forbudt å legge det ut på nett (offentlegforskrifta § 7)."
_UNREAD: Final = (
    "Legg ved en PDF som er eksportert fra programmet den ble laget i, eller kjør tekstgjenkjenning (OCR). "
    "Se selv at det ikke står noe der som ikke kan publiseres."
)


def person_number(masked: str, where: str) -> Hinder:
    """A fødselsnummer or D-nummer."""
    return Hinder("fodselsnummer", f"Fødselsnummeret eller D-nummeret {masked}", _LAW, (where,), masked)


def account_number(masked: str, where: str) -> Hinder:
    """A bank account."""
    advice = "Ta det bort hvis kontoen er en persons."
    return Hinder("kontonummer", f"Kontonummeret {masked}", advice, (where,), masked)


def mail_address(address: str, where: str) -> Hinder:
    """An e-mail address that nobody has said is open."""
    return Hinder("epostadresse", f"E-postadressen «{address}»", _CONTACT, (where,), address)


def phone_number(number: str, where: str) -> Hinder:
    """A phone that nobody has said is open."""
    return Hinder("telefonnummer", f"Telefonnummeret «{number}»", _CONTACT, (where,), number)


def author(name: str, where: str) -> Hinder:
    """Somebody as author in the properties of a file."""
    advice = "Ta bort navnet i egenskapene til filen, og legg den ved på nytt."
    return Hinder("forfatter-i-fil", f"«{name}» som forfatter", advice, (where,), name)


def comment(text: str, where: str) -> Hinder:
    """What somebody has noted beside the text."""
    return Hinder("kommentar-i-fil", f"Kommentaren «{text}»", "Slett kommentaren.", (where,), text)


def position(where: str) -> Hinder:
    """Where a picture was taken."""
    advice = (
        "Ta bort posisjonen i bildet, for eksempel med «Fjern egenskaper» i Windows, og sett det inn på nytt."
    )
    return Hinder("posisjon-i-bilde", "Posisjonen (GPS) der bildet er tatt,", advice, (where,))


def unread_page(where: str) -> Hinder:
    """A page that has a picture of text, or none at all."""
    return Hinder("ulest-side", "Bilde, uten tekst som kan leses,", _UNREAD, (where,))


def unread_file(where: str) -> Hinder:
    """A file, or one inside it, that cannot be read."""
    return Hinder("ulest-fil", "Innhold som dok ikke kan lese,", _UNREAD, (where,))
