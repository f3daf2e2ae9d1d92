"""A briefing: what happened on a file in some days, who said what, what moved, each line with its source."""

from .gather import brief
from .lines import Brief, Happened, Moved, Said, Source, Voice

__all__ = ["Brief", "Happened", "Moved", "Said", "Source", "Voice", "brief"]
