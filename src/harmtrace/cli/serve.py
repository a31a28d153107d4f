"""`harmtrace serve`: the record as pages in a browser, read-only."""

from __future__ import annotations

from typing import Annotated

import typer

from harmtrace.cli.options import StoreOption


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on; others than 127.0.0.1 open it to a network.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
    store: StoreOption = None,
) -> None:
    """Show the record in a browser: map, timeline, documents with marked sentences. Ctrl-C ends it.

    \b
    harmtrace serve
    harmtrace serve --port 9000 --store sqlite:///demo/demo.db
    """
    import uvicorn

    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import note
    from harmtrace.errors import PrivateAddress
    from harmtrace.pipeline.record import load_gazetteer
    from harmtrace.pipeline.settings import store_url
    from harmtrace.web.app import create_app

    open_record(store).close()
    if host not in ("127.0.0.1", "localhost", "::1"):
        raise PrivateAddress(f"{host} is not this machine; pages without accounts are served to this machine only")
    load_gazetteer()  # where it is built for the first time, this takes a while, and no first visitor waits for it
    note(f"serving at http://{host}:{port}/ (Ctrl-C ends it)")
    uvicorn.run(create_app(store_url(store)), host=host, port=port, log_level="warning")
