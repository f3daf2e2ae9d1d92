"""Stories across articles: near copies, reports of one event, what is related.

    from taqarub.stories import assign, sketch
    found = assign(sketch(record) for record in records)
    found["some-id"].story, found["some-id"].copy_of
"""

from .clusterer import Assignment, Clusterer, Settings, assign
from .sketch import Sketch, sketch

__all__ = ["Assignment", "Clusterer", "Settings", "Sketch", "assign", "sketch"]
