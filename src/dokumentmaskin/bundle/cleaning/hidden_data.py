"""What a file holds besides what it shows: files inside it, metadata, thumbnails, an editor's own data.

pikepdf's own sanitizer takes away what it knows of; it does not say what it found, so that is counted first.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from pikepdf import Array, Dictionary, Object, ObjectSet, Pdf, Stream, String
from pikepdf.sanitize import Sanitizer

from dokumentmaskin.bundle.structure import dictionaries, held, listed, name_of, names

TRACES: Final = {
    "/Thumb": "miniatyrbilder",
    "/PieceInfo": "data fra programmet som laget filen",
    "/SpiderInfo": "data om nettsider som er hentet inn",
    "/Metadata": "metadata på sider, bilder og skrifter",
    "/Collection": "en portefølje",
}
_TYPES: Final = ("/Type", "/Subtype", "/S")


def embedded_files(pdf: Pdf) -> list[str]:
    """Return the names of the files inside a PDF, wherever they hang (ISO 32000-1, 7.11.4)."""
    seen, found = ObjectSet(), []
    listed = pdf.Root.get("/Names")
    tree = listed.get("/EmbeddedFiles") if isinstance(listed, Dictionary) else None
    for specification in (*(value for _, value in names(tree)), *pdf.objects, *_attached(pdf)):
        if not isinstance(specification, Dictionary) or not isinstance(specification.get("/EF"), Dictionary):
            continue
        if specification.get("/Type") != "/Font" and seen.add(specification):
            found.append(_file_name(specification))
    return found


def remove_traces(pdf: Pdf) -> dict[str, int]:
    """Take away files inside a PDF and everything that it does not show.

    Returns:
        How many of each kind of `TRACES` were taken away.
    """
    gone = dict.fromkeys(TRACES, 0)
    for holder in _all(pdf):
        for key in TRACES:
            if key in holder and not (key == "/Metadata" and holder.objgen == pdf.Root.objgen):
                gone[key] += 1
                del holder[key]
        if _holds_files(holder.get("/AF")):
            del holder["/AF"]
    trees = pdf.Root.get("/Names")
    for key in ("/EmbeddedFiles", "/Renditions"):
        if isinstance(trees, Dictionary) and key in trees:
            del trees[key]
    sanitizer = Sanitizer().remove_javascript().remove_multimedia().remove_attachments()
    sanitizer.remove_thumbnails().remove_private_app_data().remove_web_capture().remove_collection().apply(
        pdf
    )
    return {key: count for key, count in gone.items() if count}


def hidden_layers(pdf: Pdf) -> list[str]:
    """Return the names of the layers that a viewer does not show at first (ISO 32000-1, 8.11.4.3)."""
    properties = held(pdf.Root, "/OCProperties")
    default = held(properties, "/D") if isinstance(properties, Dictionary) else None
    if not isinstance(default, Dictionary):
        return []
    hidden = dictionaries(default, "/OFF")
    if default.get("/BaseState") == "/OFF":
        shown = {group.objgen for group in dictionaries(default, "/ON")} - {group.objgen for group in hidden}
        hidden = [group for group in dictionaries(properties, "/OCGs") if group.objgen not in shown]
    return [str(group.get("/Name", "")) for group in hidden]


def _all(pdf: Pdf) -> Iterator[Object]:
    """Every object that may have a trace.

    In a resource dictionary, which has no type, the same names are of the file's own choosing. The
    catalog's metadata are left: they say what the paper claims to be, and do not come along.
    """
    for item in pdf.objects:
        has_type = isinstance(item, Dictionary) and any(name_of(item.get(key)) for key in _TYPES)
        if isinstance(item, Stream) or has_type:
            yield item


def _attached(pdf: Pdf) -> Iterable[Object]:
    """The file specifications written directly in an annotation or a list of associated files."""
    for item in pdf.objects:
        if not isinstance(item, Dictionary):
            continue
        if (one := item.get("/FS")) is not None:
            yield one
        yield from listed(item, "/AF")


def _holds_files(value: object) -> bool:
    listed = list(value) if isinstance(value, Array) else [value]
    return any(
        isinstance(one, Dictionary) and ("/EF" in one or one.get("/Type") == "/Filespec") for one in listed
    )


def _file_name(specification: Object) -> str:
    for key in ("/UF", "/F"):
        name = specification.get(key)
        if isinstance(name, String) and str(name):
            return str(name)
    return ""
