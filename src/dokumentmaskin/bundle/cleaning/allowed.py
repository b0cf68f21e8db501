"""What the pages of a paper may hold, by what each thing is. All else goes, also what no standard knows.

A page is copied into the package with all that hangs on it, so all that hangs on it is gone through: a thing
keeps the keys that its kind needs to be seen and read, and what stands under a key is of the kind that the
key says. So there is no way in for another picture to print than to show, for what is drawn by a program or
lies in another file, or for what an editor has written down for itself.

Source: ISO 32000-1, 7.7.3.3 (pages), 7.8.3 (resources), 8.4.5 (graphics states), 8.7 (patterns), 8.8.2
(PostScript), 8.9.5 (pictures), 8.10 (forms), 8.11 (layers), 9.5 to 9.8 (fonts), 12.5 (annotations), 12.6
(actions), 14.7.2 (elements), 14.11.5 (output intents), and 7.3.8.2 (data in another file).
"""

from collections import Counter
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from dokumentmaskin.bundle.structure import elements, listed, name_of

# A line a kind. A bare key has a plain value: a number, a name, a text, or an array of them. Under `key>kind`
# stands a thing of that kind or an array of them, under `key>*kind` a dictionary of such by name; under
# `key>there` another thing that is gone through elsewhere, and under `key>value` one whose keys are its own.
_KINDS: Final = """
page: Type Parent>there MediaBox CropBox BleedBox TrimBox ArtBox Rotate StructParents Tabs UserUnit
page: Resources>resources Contents>stream Group>group Annots>annotation
resources: ProcSet ExtGState>*state ColorSpace>*value Pattern>*pattern Shading>*value XObject>*drawing
resources: Font>*font Properties>*layer
stream: Length Filter DecodeParms>value DL
form: Length Filter DecodeParms>value DL Type Subtype FormType BBox Matrix StructParent StructParents
form: Resources>resources Group>group OC>layer
picture: Length Filter DecodeParms>value DL Type Subtype Width Height BitsPerComponent Intent ImageMask Decode
picture: Interpolate SMaskInData StructParent Matte ColorSpace>value Mask>drawing SMask>drawing OC>layer
group: Type S I K CS>value
state: Type LW LC LJ ML D RI OP op OPM FL SM SA BM CA ca AIS TK Font>font SMask>mask
state: BG>value BG2>value UCR>value UCR2>value TR>value TR2>value HT>value
mask: Type S BC G>drawing TR>value
pattern: Length Filter DecodeParms>value DL Type PatternType PaintType TilingType BBox XStep YStep Matrix
pattern: Resources>resources Shading>value ExtGState>state
font: Type Subtype Name BaseFont FirstChar LastChar FontBBox FontMatrix DW W DW2 W2 WMode Widths
font: Encoding>value ToUnicode>value CIDSystemInfo>value CIDToGIDMap>stream DescendantFonts>font
font: FontDescriptor>descriptor CharProcs>*stream Resources>resources
descriptor: Type FontName FontFamily FontStretch FontWeight Flags FontBBox ItalicAngle Ascent Descent Leading
descriptor: CapHeight XHeight StemV StemH AvgWidth MaxWidth MissingWidth CharSet Lang
descriptor: FontFile>program FontFile2>program FontFile3>program CIDSet>stream Style>value FD>value
program: Length Filter DecodeParms>value DL Length1 Length2 Length3 Subtype
layer: Type Name Intent P VE Usage>usage OCGs>layer
layer: MCID Lang ActualText Alt E O BBox Attached Subtype Contents
usage: Language>value Export>value Zoom>value Print>value View>value PageElement>value
annotation: Type Subtype Rect Contents P>there F AS Border BS>value BE>value C StructParent Lang QuadPoints H
annotation: Dest>there AP>appearance OC>layer A>action MK>value FixedPrint>value MN
annotation: NM M T Popup>there Parent>there IRT>there CA ca RC CreationDate Subj RT IT Name Open DA Q DS CL RD
annotation: L LE IC LL LLE Cap CO CP LLO Vertices InkList Sy State StateModel OverlayText Repeat
appearance: N>drawings R>drawings D>drawings
action: Type S NewWindow URI IsMap N D>there SD>there F>file
file: Type F UF
element: Type S P>there K>there Pg>there ID C R T Lang Alt E ActualText NS>there Ref>there
element: PhoneticAlphabet Phoneme A>attributes
intent: Type S OutputCondition OutputConditionIdentifier RegistryName Info DestOutputProfile>value
"""
# What a thing whose keys are its own never needs.
_NEVER: Final = frozenset(
    {"/A", "/AA", "/AF", "/FFilter", "/JS", "/Metadata", "/OPI", "/PieceInfo", "/Ref", "/Thumb", "/URI"}
)
METADATA: Final = "metadata på sider, bilder og skrifter"
"""What is told of what a file says about its pages, pictures and fonts."""
_OTHER: Final = "andre data enn det som vises"
# What is told of what went; nothing of what says nothing to a person: a date, a program's name for a thing.
_TOLD: Final = {
    "/Metadata": METADATA,
    "/Thumb": "miniatyrbilder",
    "/PieceInfo": "data fra programmet som laget filen",
    "/Alternates": "andre utgaver av bilder",
    "/PS": "tegninger i PostScript",
}
_TOLD.update(dict.fromkeys(("/F", "/Ref", "/OPI"), "innhold som ligger i andre filer"))
_UNTOLD: Final = frozenset(
    {
        "/LastModified",
        "/Name",
        "/ID",
        "/Dur",
        "/Trans",
        "/B",
        "/AF",
        "/AA",
        "/PA",
        "/FFilter",
        "/FDecodeParms",
    }
    | {"/BoxColorInfo", "/SeparationInfo", "/PZ", "/Hid", "/FDecodeParms", "/DamagedRowsBeforeError"}
)


def _read(table: str) -> dict[str, dict[str, str]]:
    kinds: dict[str, dict[str, str]] = {}
    for line in table.split("\n"):
        name, _, keys = line.partition(": ")
        kinds.setdefault(name, {}).update((f"/{k}", kind) for k, _, kind in map(_split, keys.split()))
    return kinds


def _split(key: str) -> tuple[str, str, str]:
    return key.partition(">")


_MAY: Final = _read(_KINDS)


def keep_what_is_shown(pdf: Pdf) -> Counter[str]:
    """Take away what hangs on the pages, layers and structure of a paper and no reader gets from them.

    How much went of each kind is returned, by what a message calls it.
    """
    walk = _Walk(pdf)
    for page in pdf.pages:
        walk.add(page.obj, "page")
    layers = pdf.Root.get("/OCProperties")
    for layer in listed(layers, "/OCGs") if isinstance(layers, Dictionary) else ():
        walk.add(layer, "layer")
    for intent in listed(pdf.Root, "/OutputIntents"):
        walk.add(intent, "intent")
    walk.run()
    if isinstance(root := pdf.Root.get("/StructTreeRoot"), Dictionary):
        for element in elements(root):
            walk.add(element, "element")
            walk.run()
    return walk.gone


class _Walk:
    """Things still to go through, each once as each kind; and what has gone."""

    def __init__(self, pdf: Pdf) -> None:
        self.gone: Counter[str] = Counter()
        self._pdf = pdf
        self._seen: set[tuple[tuple[int, int], str]] = set()
        self._pending: list[tuple[Object, str]] = []

    def add(self, thing: Any, kind: str) -> None:
        """Go through a thing, or each of an array of them."""
        if isinstance(thing, Array) and kind != "value":
            for one in thing:
                if isinstance(one, Array | Dictionary | Stream):
                    self.add(one, kind)
        elif isinstance(thing, Array | Dictionary | Stream):
            if thing.is_indirect:
                if (thing.objgen, kind) in self._seen:
                    return
                self._seen.add((thing.objgen, kind))
            self._pending.append((thing, kind))

    def run(self) -> None:
        """Go through all."""
        while self._pending:
            thing, kind = self._pending.pop()
            if kind == "drawing":
                kind = "picture" if thing.get("/Subtype") == "/Image" else "form"
            if kind.startswith("*"):
                self._each(thing, kind[1:])
            elif kind == "drawings":
                self._drawings(thing)
            elif kind == "value":
                self._value(thing)
            elif kind == "attributes":
                self._attributes(thing)
            else:
                self._one(thing, _MAY[kind])

    def _one(self, thing: Object, may: dict[str, str]) -> None:
        for key, value in list(thing.items()):
            kind = may.get(key)
            is_thing = isinstance(value, Dictionary | Stream)
            if kind is None or (is_thing and not kind) or (key == "/OC" and not is_thing):
                self._take(thing, key)
            elif kind != "there" and (is_thing or isinstance(value, Array)):
                if kind == "drawing" and not _is_drawing(value):
                    self._take(thing, key, "/PS")
                elif kind:
                    self.add(value, kind)

    def _each(self, things: Object, kind: str) -> None:
        """Go through things by their names, which are the file's own choice."""
        for name, value in list(things.items()) if isinstance(things, Dictionary) else ():
            if kind == "drawing" and not _is_drawing(value):
                # An operator may still draw it, and then draws nothing.
                things[name] = self._pdf.make_stream(
                    b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 0, 0])
                )
                self._tell("/PS")
            else:
                self.add(value, kind)

    def _drawings(self, thing: Object) -> None:
        """The drawing of a state of an annotation, or one for each of its states."""
        self.add(thing, "form" if isinstance(thing, Stream) else "*drawing")

    def _value(self, thing: Object) -> None:
        if isinstance(thing, Array):
            for one in thing:
                self.add(one, "value")
            return
        for key, value in list(thing.items()):
            if key in _NEVER or (key == "/F" and isinstance(thing, Stream)):
                self._take(thing, key)
            else:
                self.add(value, "value")

    def _attributes(self, thing: Object) -> None:
        """Attributes of an element; those that a program has made up for itself say nothing to a reader."""
        if thing.get("/O") == "/UserProperties":
            thing.P = Array()
            self._tell("/P")
        else:
            self._value(thing)

    def _take(self, thing: Object, key: str, told: str = "") -> None:
        if key != "/Length" and key in thing:  # that qpdf keeps by itself; a key with null is not there
            del thing[key]
            self._tell(told or key)

    def _tell(self, key: str) -> None:
        if key not in _UNTOLD:
            self.gone[_TOLD.get(key, _OTHER)] += 1


def _is_drawing(thing: Object) -> bool:
    """Whether an XObject is a form or a picture; readers take one that does not say for a form."""
    return isinstance(thing, Stream) and name_of(thing.get("/Subtype")) in {"/Form", "/Image", ""}
