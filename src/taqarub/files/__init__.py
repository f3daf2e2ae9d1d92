"""Which dossier an article, and each event in it, belongs to."""

from .book import Dossier, dossiers

__all__ = ["Dossier", "dossiers"]
