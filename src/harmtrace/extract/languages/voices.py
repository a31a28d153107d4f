"""Who says what in a document of a language in tables."""

from __future__ import annotations

from harmtrace.extract.reading import Reading
from harmtrace.extract.voice import Heard
from harmtrace.extract.voicing import UNKNOWN_PUBLISHER
from harmtrace.model.attribution import Attribution, Teller


class TabledVoices(Heard):
    """The voices of a document, with the chain from each origin to the publisher."""

    def __init__(self, reading: Reading) -> None:
        publisher = Teller(reading.document.publisher or UNKNOWN_PUBLISHER)
        super().__init__(reading, [], Attribution((publisher,), "publisher"))
