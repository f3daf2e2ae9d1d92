"""A newspaper on this machine, whose pages and feeds a test changes while it runs."""

import email.utils
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BODY = "وصل وزير الخارجية إلى عمان حيث التقى نظيره الأردني، وبحث الجانبان ملف المياه وسبل دعم الاستقرار في المنطقة."


def page(headline, body=BODY):
    return f"<html><head><meta charset='utf-8'><title>{headline}</title></head><body><article><h1>{headline}</h1><p>{body}</p></article></body></html>"


def rss(base, *names, updated=()):
    items = "".join(
        f"<item><title>{name}</title><link>{base}/{name}</link><pubDate>Tue, 02 Mar 2021 10:00:00 GMT</pubDate>"
        + (f"<atom:updated>{dict(updated)[name]}</atom:updated>" if name in dict(updated) else "") + "</item>"
        for name in names
    )  # fmt: skip
    return f'<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>المرفأ</title>{items}</channel></rss>'


class Paper:
    """`pages` by path: a text, a status, or (status, headers). `asked` is what was asked for, `conditional` with what."""

    def __init__(self):
        self.pages, self.asked, self.statuses = {}, [], []
        self.tags = {}  # path -> etag of what is there
        self.on_ask = lambda path: None
        paper = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_GET(self):
                path = self.path.lstrip("/")
                paper.asked.append(path)
                paper.on_ask(path)
                found = paper.pages.get(path, 404)
                status, headers, body = 200, {}, b""
                if isinstance(found, str):
                    body, tag = found.encode(), f'"{hash(found)}"'
                    headers = {"ETag": tag, "Last-Modified": email.utils.formatdate(usegmt=True)}
                    if self.headers["If-None-Match"] == tag:
                        status, body = 304, b""
                else:
                    status, headers = found if isinstance(found, tuple) else (found, {})
                paper.statuses.append((path, status))
                self.send_response(status)
                kind = "application/rss+xml" if body.startswith(b"<?xml") else "text/html; charset=utf-8"
                for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.base = f"http://127.0.0.1:{self.server.server_port}"

    def print(self, *names, feed="rss", **options):
        """Publish articles and a feed that names them."""
        for name in names:
            self.pages.setdefault(name, page(f"خبر {name} من عمان"))
        self.pages[feed] = rss(self.base, *names, **options)

    def fetched(self, path):
        return self.asked.count(path)

    def close(self):
        self.server.shutdown()
        self.server.server_close()
