"""What a viewer calls each page of the package.

Source: ISO 32000-1, 12.4.2. Pages of a part without a label of its own are called by their number in the
package, so that the number in a contents list, the label and the page are the same; an attachment's are
called by what stands on them, as «3.2-4».
"""

from collections.abc import Sequence

from pikepdf import Dictionary, Name, Object, Pdf, String

from dokumentmaskin.bundle.joining.places import Placed
from dokumentmaskin.bundle.structure import number_tree


def write_labels(whole: Pdf, parts: Sequence[Placed]) -> None:
    """Give the package its page labels."""
    entries = [(placed.first - 1, _label(placed)) for placed in parts]
    whole.Root.PageLabels = whole.make_indirect(number_tree(whole, entries))


def _label(placed: Placed) -> Object:
    if placed.label:
        return Dictionary(S=Name.D, P=String(placed.label))
    return Dictionary(S=Name.D, St=placed.first)
