"""The pages that people look at.

    from taqarub.web import create_app
    app = create_app("desk.db")            # an ASGI app, for uvicorn or any other server
"""

from .app import create_app

__all__ = ["create_app"]
