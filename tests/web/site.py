"""The pages of a record on a real server on loopback."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import uvicorn

from harmtrace.store.record import Store
from harmtrace.web.access import Access
from harmtrace.web.app import create_app


@contextmanager
def served(url: str, access: Access | None = None) -> Iterator[str]:
    """Serve the record at the store `url`; gives the address of its pages."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(url, access), log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()


def pages_of(url: str) -> list[str]:
    """The addresses of the pages of everything on record but places."""
    store = Store.open(url)
    found = [f"/incidents/{i.incident_id}" for i in store.incidents()]
    found += [f"/aggregates/{a.aggregate_id}" for a in store.aggregates()]
    found += [f"/claims/{c.claim_id}" for c in store.claims()]
    found += [f"/origins/{o.origin_id}" for o in store.origins()]
    found += [f"/documents/{quote(d.document_id)}" for d in store.documents()]
    store.close()
    return found
