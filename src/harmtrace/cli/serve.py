"""`harmtrace serve`: the record as pages in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from harmtrace.cli.options import StoreOption

_AT_ONCE = 200
"""Requests that are taken at one time; more are told to come again (503)."""


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on; others than 127.0.0.1 open it to a network.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
    operator: Annotated[
        str | None,
        typer.Option("--as", metavar="NAME", help="Work as NAME without signing in; on this machine alone."),
    ] = None,
    origin: Annotated[
        str | None, typer.Option(metavar="URL", help="The address that browsers see: https://record.example.org")
    ] = None,
    certificate: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The certificate chain (PEM), where no proxy has it.")
    ] = None,
    key: Annotated[Path | None, typer.Option(metavar="FILE", help="The key of the certificate (PEM).")] = None,
    proxy: Annotated[
        str, typer.Option(metavar="ADDRESS", help="The proxy whose word is taken for where visitors come from.")
    ] = "127.0.0.1",
    store: StoreOption = None,
) -> None:
    """Show the record in a browser: map, timeline, documents with marked sentences. Ctrl-C ends it.

    On this machine one person needs no account. Where there are accounts, people sign in. An address that others can
    reach needs accounts, a secret (HARMTRACE_SECRET_FILE) and an origin that browsers encrypt to; docs/security.md.

    \b
    harmtrace serve
    harmtrace serve --port 9000 --store sqlite:///demo/demo.db
    harmtrace serve --origin https://record.example.org
    """
    import uvicorn

    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import note
    from harmtrace.pipeline.record import load_gazetteer
    from harmtrace.pipeline.settings import person_setting, secret_setting, store_url
    from harmtrace.store.accounts import Accounts
    from harmtrace.web.access import Asked, access_for
    from harmtrace.web.app import create_app, make_ready

    record = open_record(store)
    asked = Asked(host, Accounts(record.engine).exist(), operator, origin)
    record.close()
    access = access_for(asked, secret_setting, person_setting())
    load_gazetteer()  # where it is built for the first time, this takes a while, and no first visitor waits for it
    app = create_app(store_url(store), access)
    make_ready(app)
    scheme = "https" if certificate else "http"
    note(f"serving at {access.origin or f'{scheme}://{host}:{port}'}/ (Ctrl-C ends it)")
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        limit_concurrency=_AT_ONCE,
        proxy_headers=access.origin is not None and certificate is None,
        forwarded_allow_ips=proxy,
        ssl_certfile=certificate,
        ssl_keyfile=key,
    )
