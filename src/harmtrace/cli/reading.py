"""From the inputs of a command to documents; what fails is shown and the rest goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from harmtrace.errors import HarmtraceError

if TYPE_CHECKING:
    from harmtrace.capture.options import CaptureOptions
    from harmtrace.cli.failures import Failures
    from harmtrace.model.document import Document


def read_inputs(inputs: Sequence[str], options: CaptureOptions, failures: Failures) -> Iterator[Document]:
    """Yield the documents of `inputs` in their order; errors go to `failures`."""
    from harmtrace.capture.inputs import open_inputs
    from harmtrace.text.reading import read_document

    for item in open_inputs(inputs, options):
        if isinstance(item, HarmtraceError):
            failures.add(item)
            continue
        try:
            document = read_document(item)
        except HarmtraceError as error:
            error.where = error.where or item.capture.origin
            failures.add(error)
            continue
        failures.done += 1
        yield document
