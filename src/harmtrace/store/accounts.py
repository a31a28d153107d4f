"""Accounts, sessions, tokens and failed attempts as they are read and written. It decides nothing: `review` does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, RowMapping, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from harmtrace.store.access_tables import accounts, attempts, sessions, tokens


@dataclass(frozen=True, slots=True)
class Account:
    """One person who signs in. `password` is a hash, `second_factor` a sealed seed."""

    name: str
    roles: tuple[str, ...]
    password: str
    second_factor: str | None
    last_step: int
    created: str
    active: bool


@dataclass(frozen=True, slots=True)
class Session:
    """One signed-in browser of a person; its token is known to the browser alone. Times are ISO, in UTC."""

    session_id: str
    token_hash: str
    person: str
    began: str
    seen: str
    ends: str
    address: str
    agent: str


@dataclass(frozen=True, slots=True)
class Token:
    """One token of the JSON interface; what it is was shown once."""

    token_id: str
    token_hash: str
    person: str
    label: str
    scopes: tuple[str, ...]
    made: str
    ends: str
    used: str | None
    revoked: str | None


class Accounts:
    """The accounts of one record."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    # accounts

    def all(self) -> list[Account]:
        """Every account, by name."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(accounts).order_by(accounts.c.name)).mappings()
            return [_account(row) for row in rows]

    def exist(self) -> bool:
        """Whether there is any account."""
        with self.engine.connect() as connection:
            return bool(connection.execute(select(func.count()).select_from(accounts)).scalar())

    def account(self, name: str) -> Account | None:
        """One account."""
        with self.engine.connect() as connection:
            row = connection.execute(select(accounts).where(accounts.c.name == name)).mappings().first()
        return _account(row) if row is not None else None

    def add(self, account: Account) -> None:
        """Keep a new account."""
        values = {name: getattr(account, name) for name in Account.__slots__}
        with self.engine.begin() as connection:
            connection.execute(insert(accounts).values({**values, "roles": " ".join(account.roles)}))

    def change(self, name: str, **values: Any) -> None:
        """Give columns of an account other values."""
        if "roles" in values:
            values["roles"] = " ".join(values["roles"])
        with self.engine.begin() as connection:
            connection.execute(update(accounts).where(accounts.c.name == name).values(values))

    def use_step(self, name: str, step: int) -> bool:
        """Mark the code of a time step as used; False where it, or a later one, was used already."""
        unused = (accounts.c.name == name) & (accounts.c.last_step < step)
        with self.engine.begin() as connection:
            return connection.execute(update(accounts).where(unused).values(last_step=step)).rowcount == 1

    # sessions

    def session(self, token_hash: str) -> Session | None:
        """The session of a token, ended or not."""
        with self.engine.connect() as connection:
            row = connection.execute(select(sessions).where(sessions.c.token_hash == token_hash)).mappings().first()
        return Session(**row) if row is not None else None

    def sessions_of(self, person: str) -> list[Session]:
        """The sessions of a person, the last one first."""
        query = select(sessions).where(sessions.c.person == person).order_by(sessions.c.began.desc())
        with self.engine.connect() as connection:
            return [Session(**row) for row in connection.execute(query).mappings()]

    def begin_session(self, session: Session) -> None:
        """Keep a new session."""
        with self.engine.begin() as connection:
            connection.execute(insert(sessions).values({name: getattr(session, name) for name in Session.__slots__}))

    def see_session(self, session_id: str, at: str) -> None:
        """Note when a session was last used."""
        with self.engine.begin() as connection:
            connection.execute(update(sessions).where(sessions.c.session_id == session_id).values(seen=at))

    def end_session(self, person: str, session_id: str) -> bool:
        """End one session of a person; whether there was one."""
        of_person = (sessions.c.session_id == session_id) & (sessions.c.person == person)
        with self.engine.begin() as connection:
            return connection.execute(delete(sessions).where(of_person)).rowcount == 1

    def end_sessions(self, person: str, but: str | None = None) -> int:
        """End the sessions of a person but one; how many there were."""
        with self.engine.begin() as connection:
            question = delete(sessions).where(sessions.c.person == person, sessions.c.session_id != (but or ""))
            return connection.execute(question).rowcount

    def forget_sessions(self, before: str) -> None:
        """Take away the sessions that ended before a time."""
        with self.engine.begin() as connection:
            connection.execute(delete(sessions).where(sessions.c.ends < before))

    # tokens

    def token(self, token_hash: str) -> Token | None:
        """The token of a hash, revoked or not."""
        with self.engine.connect() as connection:
            row = connection.execute(select(tokens).where(tokens.c.token_hash == token_hash)).mappings().first()
        return _token(row) if row is not None else None

    def tokens(self, person: str | None = None) -> list[Token]:
        """The tokens of a person or of all, in the order in which they were made."""
        query = select(tokens).order_by(tokens.c.made)
        if person is not None:
            query = query.where(tokens.c.person == person)
        with self.engine.connect() as connection:
            return [_token(row) for row in connection.execute(query).mappings()]

    def add_token(self, token: Token) -> None:
        """Keep a new token."""
        values = {name: getattr(token, name) for name in Token.__slots__}
        with self.engine.begin() as connection:
            connection.execute(insert(tokens).values({**values, "scopes": " ".join(token.scopes)}))

    def use_token(self, token_id: str, at: str) -> None:
        """Note when a token was last used."""
        with self.engine.begin() as connection:
            connection.execute(update(tokens).where(tokens.c.token_id == token_id).values(used=at))

    def revoke_tokens(self, at: str, token_ids: Sequence[str]) -> int:
        """Revoke tokens; how many were not revoked before."""
        standing = tokens.c.token_id.in_(token_ids) & tokens.c.revoked.is_(None)
        with self.engine.begin() as connection:
            return connection.execute(update(tokens).where(standing).values(revoked=at)).rowcount

    # attempts

    def count_attempt(self, key: str, at: str, since: str) -> int:
        """Count an attempt of a key before it is looked at; how many there were since its first one.

        Attempts whose first one was before `since` are forgotten.
        """
        more = update(attempts).where(attempts.c.key == key).values(failures=attempts.c.failures + 1)
        try:
            with self.engine.begin() as connection:
                connection.execute(delete(attempts).where(attempts.c.since < since))
                if connection.execute(more).rowcount == 0:
                    connection.execute(insert(attempts).values(key=key, failures=1, since=at))
                    return 1
        except IntegrityError:  # another attempt of the key was the first one meanwhile
            with self.engine.begin() as connection:
                connection.execute(more)
        with self.engine.connect() as connection:
            found = connection.execute(select(attempts.c.failures).where(attempts.c.key == key)).scalar()
        return int(found or 0)

    def forgive_attempt(self, key: str) -> None:
        """Take back one attempt of a key: it was none."""
        counted = (attempts.c.key == key) & (attempts.c.failures > 0)
        with self.engine.begin() as connection:
            connection.execute(update(attempts).where(counted).values(failures=attempts.c.failures - 1))

    def forget_attempts(self, key: str) -> None:
        """Forget the failed attempts of a key."""
        with self.engine.begin() as connection:
            connection.execute(delete(attempts).where(attempts.c.key == key))


def _account(row: RowMapping) -> Account:
    return Account(**{**row, "roles": tuple(row["roles"].split()), "active": bool(row["active"])})


def _token(row: RowMapping) -> Token:
    return Token(**{**row, "scopes": tuple(row["scopes"].split())})
