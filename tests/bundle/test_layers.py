"""Layers of several parts: which show, in what order, and what belongs to them."""

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.bundle.tagged import one, package


def layered(names: str, **setup: Any) -> pikepdf.Pdf:
    """A PDF with a layer for each letter; in the setup the letters stand for them."""
    pdf = one("x")
    groups = {name: pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in names}

    def with_groups(value: Any) -> Any:
        if isinstance(value, list):
            return Array([with_groups(one) for one in value])
        return groups.get(value, value) if isinstance(value, str) else value

    entries = {f"/{key}": with_groups(value) for key, value in setup.items()}
    pdf.Root.OCProperties = Dictionary(OCGs=Array(list(groups.values())), D=Dictionary(entries))
    properties = Dictionary({f"/{name}": group for name, group in groups.items()})
    pdf.pages[0].obj.Resources.Properties = properties
    return pdf


def named(things: Any) -> list[Any]:
    """Layers by their names, in lists as they stand."""
    return [
        named(thing)
        if isinstance(thing, Array)
        else str(thing.Name if isinstance(thing, Dictionary) else thing)
        for thing in things
    ]


def test_what_shows_is_said_by_name_or_by_where_a_part_begins() -> None:
    _, whole = package(
        layered("AB", OFF=["B", "B", None, 3, Name.Rart]),
        layered("CD", BaseState=Name.OFF, ON=["D"]),
        layered("EF", BaseState=Name.OFF, ON=["E", "F"], OFF=["F"]),
    )
    layers = whole.Root.OCProperties
    assert named(layers.OCGs) == ["A", "B", "C", "D", "E", "F"]
    assert named(layers.D.OFF) == ["B", "C", "F"]
    assert layers.OCGs[2].objgen == whole.pages[1].obj.Resources.Properties.C.objgen


def test_an_order_stays_nested_and_holds_every_layer() -> None:
    _, whole = package(
        layered("ABC", Order=["A", [String("Kart"), "B"]]),
        layered("D", Order=[String("Tegning"), "D"]),
        layered("EF"),
    )
    order = named(whole.Root.OCProperties.D.Order)
    assert order == ["A", ["Kart", "B"], "C", ["Tegning", "D"], "E", "F"]


def test_choices_and_locks_are_kept_and_what_acts_by_itself_is_not() -> None:
    source = layered("AB", RBGroups=[["A", "B"]], Locked=["A"], AS=[Dictionary(Event=Name.View)])
    membership = Dictionary(Type=Name.OCMD, OCGs=Array(list(source.Root.OCProperties.OCGs)))
    source.pages[0].obj.Resources.Properties.M = source.make_indirect(membership)
    _, whole = package(one("y"), source)
    layers = whole.Root.OCProperties
    assert (named(layers.D.RBGroups), named(layers.D.Locked)) == ([["A", "B"]], ["A"])
    assert "/AS" not in layers.D
    held = whole.pages[1].obj.Resources.Properties.M.OCGs
    assert [group.objgen for group in held] == [group.objgen for group in layers.OCGs]


def test_what_is_no_layer_is_passed_over() -> None:
    source = layered("A", Order=["A", 3, None])
    source.Root.OCProperties.OCGs = Array(
        [5, None, Name.Rart, Dictionary(Name=String("B")), *source.Root.OCProperties.OCGs]
    )
    _, whole = package(source)
    assert named(whole.Root.OCProperties.OCGs) == ["A"]
    for junk in (Dictionary(OCGs=Name.Rart, D=Array()), source.Root.Pages):
        odd = one("x")
        odd.Root.OCProperties = odd.Root.Pages if "/Kids" in junk else junk
        assert "/OCProperties" not in package(odd)[1].Root
