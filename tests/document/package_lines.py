"""What a package of the real meeting holds: the lines of its contents, and a case that is exempt."""

from datetime import date

from dokumentmaskin.document.context import Innholdslinje
from dokumentmaskin.plan.words.language import Språk
from dokumentmaskin.workspace import Workspace

EXEMPT_CASE = """
  - tittel: Tilsetting av prosjektleder
    type: vedtak
    tid: 10:50
    innleder: daglig leder
    oppfølging_av: 34/21
    prioritering: Tiltrekke internasjonale talenter
    unntatt: offl. § 25
    bakgrunn: |
      Stillingen ble lyst ut i januar. Se [skissen](vedlegg/skisse-til-kampanje.md).

      - Det kom 23 søkere.
    vurdering: Søker nummer to er best kvalifisert.
    forslag_til_vedtak: Søker nummer to får tilbud om stillingen.
    vedlegg:
      - {tittel: Utvidet søkerliste, lenke: "https://example.org/liste"}
      - {tittel: Innstilling, legges_fram: ja, unntatt: offl. § 14}
"""


def add_exempt_case(workspace: Workspace) -> None:
    """Give the real meeting a case that is exempt from public access."""
    file = workspace.plan / "2022/2022-03-11/mote.yaml"
    file.write_text(file.read_text(encoding="utf-8") + EXEMPT_CASE, encoding="utf-8")


def part(number: int) -> str:
    """Where a line of the contents leads inside the package."""
    return f"https://pakke.invalid/del-{number}"


def lines(språk: Språk) -> tuple[Innholdslinje, ...]:
    """Contents with every level and every kind of note."""
    ground = språk.unntatt.format("offl. § 14")
    sent = språk.ettersendes.format(språk.day(date(2022, 3, 9)))
    return (
        Innholdslinje("dokument", "Innkalling", side="3", adresse=part(1)),
        Innholdslinje("dokument", "Saksliste", side="5", adresse=part(2)),
        Innholdslinje("sak", "Sak 1 Godkjenning", språk.uten_papirer, "6", part(3)),
        Innholdslinje("sak", "Sak 2 Talenter & <reiseliv>", "", "6", part(4)),
        Innholdslinje("vedlegg", "Vedlegg 1 Skisse *til* kampanje", språk.uten_tagger, "9", part(5)),
        Innholdslinje("vedlegg", "Vedlegg 2 Kart", språk.uten_tekst, "12", part(6)),
        Innholdslinje("vedlegg", "Vedlegg 3 Oversikt", sent),
        Innholdslinje("vedlegg", "Vedlegg 4 Presentasjon", språk.legges_fram),
        Innholdslinje("vedlegg", "Vedlegg 5 Nettet", språk.på_nettet, adresse="https://example.org/a?b=c&d"),
        Innholdslinje("sak", f"Sak 3 {språk.unntatt_sak}", ground),
    )


def remarks(språk: Språk) -> tuple[str, ...]:
    """The sentences under them."""
    untagged = språk.counted(språk.ett_uten_tagger, språk.flere_uten_tagger, 2)
    scanned = språk.counted(språk.ett_uten_tekst, språk.flere_uten_tekst, 1)
    return (untagged, scanned, språk.en_unntatt_sak)
