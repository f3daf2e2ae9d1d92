"""The same data as JSON: /api/v1, described by /api/openapi.json and, to be read, by /api/docs."""

from fastapi import APIRouter

from . import articles, description, figures, items, names

router = APIRouter()
for _room in (articles, items, names, figures):
    router.include_router(_room.router)
router.include_router(description.router)

__all__ = ["router"]
