"""`taqarub user`: who may look at a desk that is served to others."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from ..records import TaqarubError

LEAST = 10  # characters of a password


def user(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the user, as it will stand beside corrections.")],
    users: Annotated[Path, typer.Option("--users", metavar="FILE", help="File of users (TOML); made where there is none.")],
    remove: Annotated[bool, typer.Option("--remove", help="Take the user out, instead.")] = False,
) -> None:
    """Add a user of the web desk, or give one a new password, which is asked for."""
    from ..web.accounts import hashed, read_users

    known = read_users(users) if users.exists() else {}
    if not name.strip() or not name.isprintable():
        raise typer.BadParameter("the name is empty, or has signs in it that cannot be seen")
    if remove:
        if known.pop(name, None) is None:
            raise TaqarubError(f"{users}: there is no user {name}")
    else:
        word = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
        if len(word) < LEAST:
            raise TaqarubError(f"the password is shorter than {LEAST} characters")
        known[name] = hashed(word)
    _write(users, known)


def _write(path: Path, users: dict[str, str]) -> None:
    """Only its owner may read the file; it is whole at any time."""
    lines = ["# Users of the web desk, made by `taqarub user`: name = scrypt hash", "[users]"]
    lines += [f"{json.dumps(name, ensure_ascii=False)} = {json.dumps(kept)}" for name, kept in sorted(users.items())]
    new = path.with_name(path.name + ".new")
    try:
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
            out.write("\n".join(lines) + "\n")
        new.replace(path)
    except OSError as error:
        raise TaqarubError(f"{path}: {error.strerror or error}") from error
