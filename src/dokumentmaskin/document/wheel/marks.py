"""The shapes of the marks: told apart without colour, and of about the same weight."""

from collections.abc import Callable
from typing import Final

from dokumentmaskin.document.wheel.geometry import Point, circle, joined, number, on_circle
from dokumentmaskin.plan import Plikt, Slag

# How far the widest of them, with the line around a joint one, reaches from its middle.
REACH: Final = 1.4


def _polygon(*corners: tuple[float, float]) -> Callable[[Point, float], str]:
    """A shape of corners, each an angle and a distance from the middle."""

    def drawn(at: Point, size: float) -> str:
        return joined([on_circle(at, far * size, turn) for turn, far in corners], closed=True)

    return drawn


def _half(at: Point, size: float) -> str:
    """Half a square and half a circle: a meeting in a room and on a screen."""
    r, side = number(0.95 * size), 0.95 * size
    x, top, bottom = number(at.x), number(at.y - side), number(at.y + side)
    return f"M {x} {top} H {number(at.x - side)} V {bottom} H {x} A {r} {r} 0 0 0 {x} {top} Z"


def _plus(at: Point, size: float) -> str:
    arm, half = 1.1 * size, 0.42 * size
    corners = [(half, arm), (half, half), (arm, half)]
    turned = [(x, y) for x, y in corners]
    for _ in range(3):
        corners = [(y, -x) for x, y in corners]
        turned += corners
    return joined([Point(at.x + x, at.y + y) for x, y in turned], closed=True)


SHAPES: Final[dict[Slag, Callable[[Point, float], str]]] = {
    "digitalt": lambda at, size: circle(at, 0.95 * size),
    "fysisk": _polygon(*((turn, 1.2) for turn in (45, 135, 225, 315))),
    "hybrid": _half,
    "møte": _polygon(*((turn, 1.2) for turn in (0, 90, 180, 270))),
    "webinar": _polygon(*((turn, 1.25) for turn in (0, 120, 240))),
    "konferanse": _polygon(*((turn * 36, 0.58 if turn % 2 else 1.3) for turn in range(10))),
    "samling": _plus,
}

# Of what is due: smaller, and without numbers.
DUTIES: Final[dict[Plikt, Callable[[Point, float], str]]] = {
    "temaer": SHAPES["digitalt"],
    "innkalling": SHAPES["webinar"],
    "referat": SHAPES["fysisk"],
    "rapportering": SHAPES["konferanse"],
}
