"""`harmtrace tokens`: what programs use the JSON interface with, each for some actions and days."""

from __future__ import annotations

from typing import Annotated

import typer

from harmtrace.cli.options import JsonOption, StoreOption

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Tokens of the JSON interface: make, list, revoke. A token is shown once, and may no more than its person.",
)


@app.command()
def make(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The account that the token acts for.")],
    scope: Annotated[
        list[str],
        typer.Option(
            metavar="SCOPE",
            help="What it may do: read, export, decide, approve, publish, restrict or restricted; repeatable.",
        ),
    ],
    days: Annotated[int, typer.Option(help="For how many days it holds, up to 366.")] = 30,
    label: Annotated[str, typer.Option(metavar="TEXT", help="What it is for.")] = "",
    store: StoreOption = None,
) -> None:
    """Make a token and print it, this once: send it as `Authorization: Bearer TOKEN`.

    \b
    harmtrace tokens make amal --scope read --days 90 --label "weekly figures"
    """
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import note, say
    from harmtrace.pipeline.settings import person_setting
    from harmtrace.review.signing_in import utc_now
    from harmtrace.review.tokens import make_token
    from harmtrace.store.accounts import Accounts
    from harmtrace.store.activity import log_activity

    engine = open_record(store).engine
    token, text = make_token(Accounts(engine), name, label, scope, days)
    log_activity(engine, utc_now().isoformat(), person_setting(), "token made", name, " ".join(token.scopes))
    say(text)
    note(f"token {token.token_id} of {name}, until {token.ends[:10]}; it is not shown again")


@app.command("list")
def list_(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """List the tokens: whose, for what, until when, when last used. The tokens themselves are kept nowhere.

    \b
    harmtrace tokens list
    """
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import write_json, write_table
    from harmtrace.store.accounts import Accounts

    rows = []
    for token in Accounts(open_record(store).engine).tokens():
        plain = {
            "token_id": token.token_id,
            "person": token.person,
            "label": token.label,
            "scopes": list(token.scopes),
            "made": token.made,
            "ends": token.ends,
            "used": token.used,
            "revoked": token.revoked,
        }
        if as_json:
            write_json(plain)
        state = "revoked" if token.revoked else f"until {token.ends[:10]}"
        cells = {"token": token.token_id, "person": token.person, "state": state, "used": (token.used or "never")[:10]}
        rows.append({**cells, "scopes": " ".join(token.scopes), "label": token.label})
    if not as_json:
        write_table(rows)


@app.command()
def revoke(
    token_id: Annotated[str, typer.Argument(metavar="TOKEN", help="The id that `harmtrace tokens list` shows.")],
    store: StoreOption = None,
) -> None:
    """Revoke a token at once.

    \b
    harmtrace tokens revoke 5f0c12ab34de
    """
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import note
    from harmtrace.errors import UnknownName
    from harmtrace.pipeline.settings import person_setting
    from harmtrace.review.signing_in import utc_now
    from harmtrace.store.accounts import Accounts
    from harmtrace.store.activity import log_activity

    engine, now = open_record(store).engine, utc_now().isoformat()
    if not Accounts(engine).revoke_tokens(now, [token_id]):
        raise UnknownName(f"no token in force is called {token_id!r}")
    log_activity(engine, now, person_setting(), "token revoked", token_id)
    note(f"token {token_id} is revoked")
