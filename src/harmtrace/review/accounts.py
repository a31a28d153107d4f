"""Accounts as an administrator and their persons change them; each change stands in the activity log."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from harmtrace.errors import NotAllowed, UnknownName, WeakPassword
from harmtrace.review.passwords import hashed, problem_with
from harmtrace.review.roles import checked_roles
from harmtrace.review.second_factor import sealed, step_of
from harmtrace.review.signing_in import Clock, utc_now
from harmtrace.store.accounts import Account, Accounts
from harmtrace.store.activity import log_activity

_NAME = re.compile(r"\w[\w.@-]{0,63}")


class Keeping:
    """Keeps the accounts of one record; `by` is who changes them."""

    def __init__(self, accounts: Accounts, secret: bytes, by: str, clock: Clock = utc_now) -> None:
        self.accounts = accounts
        self.secret = secret
        self.by = by
        self.clock = clock

    def add(self, name: str, password: str, roles: Sequence[str]) -> Account:
        """Make an account. Raises `UnknownName` (of a name or role that cannot be) and `WeakPassword`."""
        name = unicodedata.normalize("NFC", name)
        if not _NAME.fullmatch(name):
            raise UnknownName(f"{name!r} is no name of an account: letters, digits and . @ - _ make one, up to 64")
        if self.accounts.account(name) is not None:
            raise UnknownName(f"there is an account {name!r} already")
        checked = checked_roles(tuple(roles))
        made = Account(name, checked, self._hashed(password, name), None, 0, self.clock().isoformat(), True)
        self.accounts.add(made)
        self._log("account made", name, " ".join(checked))
        return made

    def set_roles(self, name: str, roles: Sequence[str]) -> None:
        """Give an account other roles. The last administrator stays one (`NotAllowed`)."""
        account, checked = self._known(name), checked_roles(tuple(roles))
        if "admin" not in checked:
            self._keep_an_admin(account)
        self.accounts.change(name, roles=checked)
        self._log("roles set", name, f"{' '.join(account.roles) or 'none'} -> {' '.join(checked) or 'none'}")

    def set_password(self, name: str, password: str, keep_session: str | None = None) -> None:
        """Give an account another password; its sessions end, but the one that asks."""
        self._known(name)
        self.accounts.change(name, password=self._hashed(password, name))
        self.accounts.end_sessions(name, keep_session)
        self._log("password set", name)

    def set_second_factor(self, name: str, seed: str, code: str) -> bool:
        """Ask for one-time codes of a seed from now on, if `code` shows that the person has it."""
        self._known(name)
        step = step_of(seed, code, self.clock())
        if step is None:
            return False
        self.accounts.change(name, second_factor=sealed(seed, self.secret), last_step=step)
        self._log("second factor set", name)
        return True

    def drop_second_factor(self, name: str) -> None:
        """Ask for no codes any more: the telephone is lost."""
        self._known(name)
        self.accounts.change(name, second_factor=None, last_step=0)
        self._log("second factor dropped", name)

    def set_active(self, name: str, active: bool) -> None:
        """Close an account, or open it again. Its rows stay; sessions and tokens of a closed one end."""
        account = self._known(name)
        if not active:
            self._keep_an_admin(account)
        self.accounts.change(name, active=active)
        if not active:
            self.end_all(name)
        self._log("account opened" if active else "account closed", name)

    def end_all(self, name: str) -> None:
        """End every session and revoke every token of a person."""
        self._known(name)
        self.accounts.end_sessions(name)
        tokens = [token.token_id for token in self.accounts.tokens(name)]
        self.accounts.revoke_tokens(self.clock().isoformat(), tokens)
        self._log("sessions and tokens ended", name)

    def _hashed(self, password: str, name: str) -> str:
        problem = problem_with(password, name)
        if problem is not None:
            raise WeakPassword(f"the password is not taken: {problem}")
        return hashed(password, self.secret)

    def _known(self, name: str) -> Account:
        account = self.accounts.account(name)
        if account is None:
            raise UnknownName(f"there is no account {name!r}")
        return account

    def _keep_an_admin(self, account: Account) -> None:
        others = [a for a in self.accounts.all() if a.active and "admin" in a.roles and a.name != account.name]
        if "admin" in account.roles and account.active and not others:
            raise NotAllowed(f"{account.name} is the last administrator; give another account the role first")

    def _log(self, action: str, subject: str, detail: str = "") -> None:
        log_activity(self.accounts.engine, self.clock().isoformat(), self.by, action, subject, detail)
