"""Following feeds: what is new in them goes into the database, politely, for as long as one likes."""

from .follow import Follower
from .settings import Feed, Settings, read_settings

__all__ = ["Feed", "Follower", "Settings", "read_settings"]
