"""`harmtrace accounts`: who may sign in to the pages of a record, and what they may do there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from harmtrace.cli.options import JsonOption, StoreOption

if TYPE_CHECKING:
    from harmtrace.review.accounts import Keeping

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Accounts of the people who use the pages: make, give roles, set passwords and second factors, end, list."
    " Passwords are asked for, or read from standard input; they never stand in the command.",
)
_Name = Annotated[str, typer.Argument(metavar="NAME", help="The name that the person signs in with.")]


@app.command()
def secret(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it; not beside the record.")],
) -> None:
    """Make the secret of this installation, in a file that you alone can read. Then set HARMTRACE_SECRET_FILE to it.

    Passwords and second factors are kept under it: without it nobody can sign in, and a copy of the database alone
    gives nothing to guess against. Keep it apart from the record and its backups.

    \b
    harmtrace accounts secret ~/.config/harmtrace.secret
    """
    import os
    import secrets

    from harmtrace.cli.terminal import note
    from harmtrace.errors import BadSetting

    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise BadSetting(
            "there is such a file already, and another secret would lock everybody out", where=str(file)
        ) from None
    with os.fdopen(handle, "w") as opened:
        opened.write(secrets.token_urlsafe(48) + "\n")
    note(f"the secret is in {file}; set HARMTRACE_SECRET_FILE to it")


@app.command()
def add(
    name: _Name,
    role: Annotated[
        list[str] | None,
        typer.Option(metavar="ROLE", help="reader, coder, reviewer, publisher, protection or admin; repeatable."),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Make an account. The password is asked for, or is the first line of standard input.

    \b
    harmtrace accounts add amal --role coder
    harmtrace accounts add rima --role reviewer --role admin
    """
    from harmtrace.cli.terminal import note

    _keeping(store).add(name, _password(), role or ["reader"])
    note(f"{name} can sign in")


@app.command()
def role(
    name: _Name,
    roles: Annotated[list[str], typer.Argument(metavar="ROLE...", help="All roles of the person from now on.")],
    store: StoreOption = None,
) -> None:
    """Give an account other roles. The last administrator stays one.

    \b
    harmtrace accounts role amal coder reviewer
    """
    from harmtrace.cli.terminal import note

    _keeping(store).set_roles(name, roles)
    note(f"{name}: {', '.join(roles)}")


@app.command()
def password(name: _Name, store: StoreOption = None) -> None:
    """Set another password; the sessions of the person end.

    \b
    harmtrace accounts password amal
    """
    from harmtrace.cli.terminal import note

    _keeping(store).set_password(name, _password())
    note(f"the password of {name} is set; their sessions have ended")


@app.command()
def totp(
    name: _Name,
    off: Annotated[bool, typer.Option("--off", help="Ask for no codes any more: the telephone is lost.")] = False,
    store: StoreOption = None,
) -> int:
    """Ask an account for one-time codes: prints the key for the telephone once, then asks for a first code.

    \b
    harmtrace accounts totp amal
    harmtrace accounts totp amal --off
    """
    from harmtrace.cli.terminal import note, say
    from harmtrace.review.second_factor import address_of, new_seed

    keeping = _keeping(store)
    if off:
        keeping.drop_second_factor(name)
        note(f"{name} signs in without a code")
        return 0
    seed = new_seed()
    say(seed)
    say(address_of(seed, name))
    if keeping.set_second_factor(name, seed, _line("code: ")):
        note(f"from now on {name} signs in with a code")
        return 0
    note("the code is wrong; nothing was changed")
    return 2


@app.command()
def revoke(
    name: _Name,
    close: Annotated[bool, typer.Option("--close", help="Close the account as well.")] = False,
    reopen: Annotated[bool, typer.Option("--reopen", help="Open a closed account again.")] = False,
    store: StoreOption = None,
) -> None:
    """End all sessions and tokens of a person, at once. What they decided stays on record.

    \b
    harmtrace accounts revoke amal
    harmtrace accounts revoke amal --close
    """
    from harmtrace.cli.terminal import note

    keeping = _keeping(store)
    if reopen or close:
        keeping.set_active(name, reopen)
    else:
        keeping.end_all(name)
    note(f"{name} can sign in again" if reopen else f"the sessions and tokens of {name} have ended")


@app.command("list")
def list_(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """List the accounts with their roles.

    \b
    harmtrace accounts list
    """
    from harmtrace.cli.options import open_record
    from harmtrace.cli.terminal import write_json, write_table
    from harmtrace.store.accounts import Accounts

    rows = []
    for account in Accounts(open_record(store).engine).all():
        plain = {
            "name": account.name,
            "roles": list(account.roles),
            "second_factor": account.second_factor is not None,
            "active": account.active,
            "created": account.created,
        }
        if as_json:
            write_json(plain)
        state = "" if account.active else "closed"
        factor = "code" if account.second_factor else "no code"
        rows.append({"name": account.name, "second factor": factor, "state": state, "roles": " ".join(account.roles)})
    if not as_json:
        write_table(rows)


def _keeping(store: str | None) -> Keeping:
    from harmtrace.cli.options import open_record
    from harmtrace.pipeline.settings import person_setting, secret_setting
    from harmtrace.review.accounts import Keeping
    from harmtrace.store.accounts import Accounts

    return Keeping(Accounts(open_record(store).engine), secret_setting(), person_setting())


def _password() -> str:
    """A password from a prompt, typed twice, or the first line of standard input."""
    import getpass
    import sys

    from harmtrace.errors import WeakPassword

    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    given = getpass.getpass("password: ")
    if given != getpass.getpass("once more: "):
        raise WeakPassword("the password was not typed twice the same")
    return given


def _line(prompt: str) -> str:
    import sys

    if sys.stdin.isatty():
        sys.stderr.write(prompt)
        sys.stderr.flush()
    return sys.stdin.readline().strip()
