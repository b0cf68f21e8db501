"""The links of the parts, once all parts are in their places.

A link inside a part keeps leading where it led. One that names another part (its file, or an address made up
for the package) becomes a link to that part. One to a file that is not there can lead nowhere, and is no
link any more. Sources: ISO 32000-1, 12.5.6.5 (link annotations) and 12.6.4 (actions).
"""

from collections.abc import Iterator

from pikepdf import Array, Object, ObjectSet, Page, String

from dokumentmaskin.bundle.joining.destinations import Lead, Placed, Targets, text
from dokumentmaskin.bundle.joining.structure_tree import JoinedStructure
from dokumentmaskin.bundle.structure import annotations, held


class JoinedLinks:
    """Makes every link of a package lead somewhere."""

    def __init__(self, targets: Targets, structure: JoinedStructure) -> None:
        self._targets = targets
        self._structure = structure

    def settle(self, placed: Placed) -> Iterator[tuple[int, str]]:
        """Settle the links of a part; yield the page, from 1, and the target of those that are given up."""
        # An annotation may be on several pages, by itself or in a list that they share.
        settled, lost = ObjectSet(), ObjectSet()
        given_up: list[Object] = []
        for number, page in enumerate(placed.pages, 1):
            for link in _links(page):
                if not settled.add(link):
                    continue
                wanted, action = (held(link, key) for key in ("/Dest", "/A"))
                lead = self._targets.lead(placed, wanted, action)
                if lead.lost is None:
                    self._lead(link, lead)
                elif lost.add(link):
                    given_up.append(link)
                    yield number, lead.lost
        if given_up:
            self._give_up(placed, given_up)

    def _give_up(self, placed: Placed, given_up: list[Object]) -> None:
        lost = ObjectSet(given_up)
        for page in placed.pages:
            before = annotations(page.obj)
            after = [one for one in before if one not in lost]
            if len(after) < len(before):
                page.obj.Annots = Array(after)
        self._structure.release(given_up)

    def _lead(self, link: Object, lead: Lead) -> None:
        if lead.outside:
            link.A.URI = String(lead.outside)
        if lead.place is None:
            return
        if "/A" in link:
            del link.A
        link.Dest = lead.place
        if lead.address:
            self._describe(link, lead.address)

    def _describe(self, link: Object, address: str) -> None:
        """Take the address, which is of no use to a listener now, out of what a screen reader says."""
        owner = self._structure.owner(link)
        for thing, key in ((link, "/Contents"), (owner, "/Alt")):
            said = text(thing.get(key)) if thing is not None else ""
            if thing is not None and f" ({address})" in said:
                thing[key] = String(said.replace(f" ({address})", ""))


def _links(page: Page) -> Iterator[Object]:
    return (one for one in annotations(page.obj) if one.get("/Subtype") == "/Link")
