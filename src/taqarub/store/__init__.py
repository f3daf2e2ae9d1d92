"""The database of a desk: articles with what was read in them, search, failures.

    from taqarub.store import open_database
    with open_database("desk.db") as database:
        for record in records(database, file="syria"): ...
"""

from .database import Database, open_database
from .queries import Filters, records

__all__ = ["Database", "Filters", "open_database", "records"]
