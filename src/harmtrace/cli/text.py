"""`harmtrace text`: a file in, its canonical text out."""

from __future__ import annotations

from harmtrace.cli.options import Inputs


def text(inputs: Inputs) -> int:
    """Print the canonical text: what all offsets of claims index, page furniture included in no sentence.

    \b
    harmtrace text page.html
    """
    import sys

    from harmtrace.cli.failures import Failures
    from harmtrace.cli.options import capture_options
    from harmtrace.cli.reading import read_inputs
    from harmtrace.cli.terminal import clean, write

    failures = Failures()
    for document in read_inputs(inputs, capture_options(None, None, None), failures):
        # A program gets the very text that offsets index; a terminal gets no control characters.
        write(clean(document.text) + "\n" if sys.stdout.isatty() else document.text)
    return failures.exit_code()
