"""Who may look: a shared token, or users with passwords; and the signed cookie that says who somebody is.

The file of users is TOML, a line a user under [users]: name = "scrypt$N$r$p$salt$hash" (salt and hash in base64).
"""

from __future__ import annotations

import base64
import getpass
import hashlib
import hmac
import os
import secrets
import time
import tomllib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..records import TaqarubError

N, R, P = 2**14, 8, 1  # scrypt: 16 MB and some 50 ms a try
LASTS = 12 * 3600  # seconds of a session
KEPT = 1000  # logged-out sessions, and passwords found right, that are remembered


def hashed(password: str) -> str:
    """A password as the file of users keeps it."""
    salt = os.urandom(16)
    return "$".join(["scrypt", str(N), str(R), str(P), _base(salt), _base(_scrypt(password, salt, N, R, P))])


def fits(password: str, kept: str) -> bool:
    """Whether a password is the one that was hashed. The comparison takes as long for any."""
    _, n, r, p, salt, digest = kept.split("$")
    found = _scrypt(password, base64.b64decode(salt), int(n), int(r), int(p))
    return hmac.compare_digest(found, base64.b64decode(digest))


def read_users(path: Path) -> dict[str, str]:
    """Names and hashes of a file of users.

    Raises:
        TaqarubError: it cannot be read, or is not of the form.
    """
    try:
        users = tomllib.loads(path.read_text(encoding="utf-8")).get("users")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TaqarubError(f"{path}: {error}") from error
    if not isinstance(users, dict) or not users:
        raise TaqarubError(f"{path}: there is no user in it; `taqarub user NAME --users {path}` makes one")
    for name, kept in users.items():
        if not isinstance(kept, str) or not _sound(kept):
            raise TaqarubError(f"{path}: {name} has no sound hash; `taqarub user {name} --users {path}` makes one")
    return users


def _sound(kept: str) -> bool:
    parts = kept.split("$")
    if len(parts) != 6 or parts[0] != "scrypt" or not all(part.isdigit() for part in parts[1:4]):
        return False
    try:
        return all(len(base64.b64decode(part, validate=True)) >= 16 for part in parts[4:])
    except ValueError:
        return False


def _scrypt(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=n, r=r, p=p, maxmem=2**27)


def _base(data: bytes) -> str:
    return base64.b64encode(data).decode()


@dataclass(frozen=True)
class Session:
    """Somebody with a browser. `user` is "" as long as he has not said who he is."""

    user: str
    issued: int
    mark: str

    @property
    def old(self) -> bool:
        """Whether it has ended."""
        return not 0 <= time.time() - self.issued <= LASTS


class Accounts:
    """Who may look at a desk, and their sessions.

    Args:
        token: shared secret, or None.
        users: hashes by name.
        secret: signs the cookies; processes that serve one desk share it.
    """

    def __init__(self, token: str | None, users: Mapping[str, str], secret: bytes | None = None):
        self._token, self._users = token, dict(users)
        self._secret = secret or secrets.token_bytes(32)
        self._ended: OrderedDict[str, None] = OrderedDict()
        self._right: OrderedDict[bytes, None] = OrderedDict()
        self._nobody = hashed(secrets.token_hex(8))

    @property
    def needed(self) -> bool:
        """Whether a visitor has to say who he is."""
        return bool(self._token or self._users)

    @property
    def named(self) -> bool:
        """Whether visitors are users with names of their own."""
        return bool(self._users)

    def right(self, user: str, word: str) -> bool:
        """Whether a password is that of a user, or the token is right; it takes as long for a user that is not there."""
        if self._token and not self._users:
            return hmac.compare_digest(word.encode(), self._token.encode())
        tried = hmac.digest(self._secret, f"{user}\0{word}".encode(), "sha256")
        if tried in self._right:
            return True
        good = fits(word, self._users.get(user, self._nobody)) and user in self._users
        if good:
            _remember(self._right, tried)
        return good

    def by_header(self, header: str) -> str | None:
        """The user of an Authorization header: `Bearer TOKEN`, or `Basic` with name and password. None: nobody's."""
        kind, _, given = header.partition(" ")
        if kind.lower() == "bearer" and self._token and hmac.compare_digest(given.strip().encode(), self._token.encode()):
            return "api"
        if kind.lower() == "basic" and self._users:
            try:
                name, _, word = base64.b64decode(given, validate=True).decode().partition(":")
            except ValueError:
                return None
            return name if self.right(name, word) else None
        return None

    def begin(self, user: str = "") -> Session:
        """A new session. Where nobody has to say who he is, it is that of the one who serves the desk."""
        return Session(user or ("" if self.needed else _self()), int(time.time()), secrets.token_urlsafe(18))

    def cookie(self, session: Session) -> str:
        """A session as the value of a cookie."""
        body = f"{_url(session.user.encode())}.{session.issued}.{session.mark}"
        return f"{body}.{self._sign('session', body)}"

    def session(self, cookie: str | None) -> Session | None:
        """The session of a cookie; None where it is not of ours, too old, or ended."""
        body, _, signed = (cookie or "").rpartition(".")
        if not body or not hmac.compare_digest(self._sign("session", body).encode(), signed.encode()):
            return None
        user, issued, mark = body.split(".")
        found = Session(base64.urlsafe_b64decode(user).decode(), int(issued), mark)
        return None if found.old or mark in self._ended else found

    def end(self, session: Session) -> None:
        """Log out: its cookie is worth nothing any more."""
        _remember(self._ended, session.mark)

    def csrf(self, session: Session) -> str:
        """What a form of this session carries, so that no other site can send it."""
        return self._sign("csrf", session.mark)

    def csrf_right(self, session: Session, given: str) -> bool:
        """Whether a form carries what its session's forms carry."""
        return hmac.compare_digest(self.csrf(session).encode(), given.encode())

    def _sign(self, what: str, body: str) -> str:
        return _url(hmac.digest(self._secret, f"{what}\0{body}".encode(), "sha256"))


def _remember(kept: OrderedDict, key: str | bytes) -> None:
    kept[key] = None
    if len(kept) > KEPT:
        kept.popitem(last=False)


def _url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode()


def _self() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "desk"
