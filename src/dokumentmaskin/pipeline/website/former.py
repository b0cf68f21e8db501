"""What lay on the site of a meeting: what is new to a reader since, and what of it is kept or gone.

`publish` asks for it when it lays out a meeting again. Bytes tell little: another version of a library makes
other bytes of the same page. So a document is new when it says something else, and a paper of others when the
file that it was made from is another, and its pages look otherwise.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from dokumentmaskin.pdf import say_the_same, show_the_same
from dokumentmaskin.pipeline.fence import Fence
from dokumentmaskin.plan import Språk
from dokumentmaskin.site import Fil, Oppdatering, Utlagt, changes, day_of, earlier_address, site_words


@dataclass(frozen=True)
class Former:
    """What lies there of a meeting from the last time.

    Attributes:
        folder: The site.
        files: The files of the meeting; none when it has not been laid out.
        now: Its files as they are now, by address.
        språk: The language of its page.
    """

    folder: Path
    files: tuple[Fil, ...]
    now: dict[str, Utlagt]
    språk: Språk

    def updates(self) -> tuple[str, ...]:
        """A sentence for each thing that is new; none the first time."""
        if not self.files:
            return ()
        made = [own.fil for own in self.now.values()]
        return tuple(changes(self.files, made, site_words(self.språk), self._is_new))

    def editions(self, fence: Fence) -> Iterator[Utlagt]:
        """The earlier editions of what has been replaced, as far as all of them is open still.

        Raises:
            RefusedError: A paper is there, but cannot be read.
        """
        for fil in self.files:
            if fil.rolle == "tidligere":
                yield from self._if_open(fil, fil, fence)
        for own in self.now.values():
            was = self._by_address.get(own.fil.adresse)
            if (
                was is not None
                and was.rolle not in {"tvilling", "møtepakke"}
                and self._is_other(was, own.fil)
            ):
                yield from self._if_open(was, self._as_earlier(was), fence)

    def gone(self, there: Container[str], fence: Fence) -> Iterator[Fil]:
        """The files that are there no more, but for those that are told of already, or are not to be told of.

        A page that says that something was withdrawn says what, and so does its address.
        """
        for fil in self.files:
            if fil.adresse not in there and fil.rolle != "trukket" and not fence.hides(fil.tittel):
                yield fil

    @cached_property
    def _by_address(self) -> dict[str, Fil]:
        return {fil.adresse: fil for fil in self.files}

    def _is_other(self, was: Fil, fil: Fil) -> bool:
        """Whether a document or a paper has been replaced; a package is replaced with its parts."""
        if not fil.sider or fil.rolle == "møtepakke" or was.rolle != fil.rolle:
            return False
        return was.sha256 != fil.sha256 and self._is_new(was, fil)

    def _is_new(self, was: Fil, fil: Fil) -> bool:
        """Whether a file with other bytes is another to a reader."""
        before, now = self._lying(was), self.now[fil.adresse].data
        if fil.rolle != "vedlegg":
            return not say_the_same(before, now)
        if was.kilde_sha256 == fil.kilde_sha256:
            return False
        # One that has got another number has that on each page.
        return was.adresse != fil.adresse or not show_the_same(before, now)

    def _lying(self, fil: Fil) -> bytes:
        file = self.folder / fil.adresse
        return file.read_bytes() if file.exists() else b""

    def _as_earlier(self, fil: Fil) -> Fil:
        day = day_of(fil.tid)
        title = site_words(self.språk).slik_det_var.format(fil.tittel, self.språk.day(day))
        return replace(fil, rolle="tidligere", tittel=title, adresse=earlier_address(fil.adresse, day))

    def _if_open(self, lying: Fil, fil: Fil, fence: Fence) -> Iterator[Utlagt]:
        from pikepdf import PdfError
        from pypdfium2 import PdfiumError

        data = self._lying(lying)
        try:
            if data and not fence.hides(fil.tittel) and not fence.found(data):
                yield Utlagt(fil, data)
        except (PdfError, PdfiumError):
            return


def open_updates(known: Iterable[Oppdatering], fence: Fence) -> Iterator[Oppdatering]:
    """What has changed, less what tells of something that has become exempt since."""
    for own in known:
        if told := tuple(said for said in own.hva if not fence.hides(said)):
            yield replace(own, hva=told)
