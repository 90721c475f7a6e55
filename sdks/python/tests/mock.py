"""A server that answers as a test tells it and remembers what it was asked."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Request:
    def __init__(self, method, path, headers, body, count):
        self.method, self.path, self.headers, self.body = method, path, headers, body
        self.count = count
        """Which request for this address it is, from 1."""


class Answer:
    """What an answer function may return beside JSON: a status, headers, and raw bytes or pieces
    of a stream."""

    def __init__(self, status=200, value=None, headers=None, raw=None, stream=None, drop=False):
        self.status, self.value, self.headers = status, value, dict(headers or {})
        self.raw, self.stream, self.drop = raw, stream, drop


def refuse(status, kind, headers=None, **fields):
    return Answer(status, {"error": {"kind": kind, "message": f"it is {kind}", **fields}}, headers)


def stream(*pieces):
    return Answer(stream=pieces, headers={"content-type": "text/event-stream"})


def sse(event, value):
    return f"event: {event}\ndata: {json.dumps(value)}\n\n".encode()


HANG = object()
"""A piece of a stream: nothing more comes, until the client goes."""


def generation(**fields):
    """A generation as the server tells it."""
    url = "http://127.0.0.1:9/files/one.png"
    done = fields.get("state") == "succeeded"
    return {
        "id": "job_1", "state": "queued", "intent": "standard", "prompt": "a fox",
        "revised_prompt": None, "spec": None, "params": None, "width": 512, "height": 512,
        "credits": 2.0, "images": [{"url": url, "width": 512, "height": 512, "seed": 7}] * done,
        "png_url": url if done else None, "svg_url": None, "progress": None, "queue_position": 0,
        "estimated_seconds": 1.0, "attempt": 1, "notes": [], "error": None,
        "created_at": "2030-01-01T00:00:00Z", "started_at": None, "finished_at": None,
        "added_by_a_newer_server": 1, **fields,
    }


class Mock:
    """The server; `answer(request)` says what it answers."""

    def __init__(self, answer):
        mock = self
        self.requests, self.lock = [], threading.Lock()
        self.closing = threading.Event()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def respond(self):
                length = int(self.headers.get("content-length") or 0)
                content = self.rfile.read(length)
                with mock.lock:
                    count = 1 + sum(
                        r.method == self.command and r.path == self.path for r in mock.requests
                    )
                    body = json.loads(content) if content else None
                    headers = {name.lower(): value for name, value in self.headers.items()}
                    request = Request(self.command, self.path, headers, body, count)
                    mock.requests.append(request)
                told = answer(request)
                self.send(told if isinstance(told, Answer) else Answer(value=told))

            do_GET = do_POST = do_DELETE = respond

            def send(self, told):
                self.close_connection = told.drop or told.stream is not None
                if told.drop and told.raw is None:
                    return
                self.send_response(told.status)
                content = told.raw
                if content is None and told.stream is None:
                    content = json.dumps(told.value).encode()
                    told.headers.setdefault("content-type", "application/json")
                if content is not None:
                    # An answer that breaks off has promised more.
                    told.headers["content-length"] = str(len(content) + 1000 * told.drop)
                for name, value in told.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                if content is not None:
                    self.wfile.write(content)
                for piece in told.stream or ():
                    if piece is HANG:
                        self.hang()
                        return
                    self.wfile.write(piece)
                    self.wfile.flush()

            def hang(self):
                try:
                    while not mock.closing.wait(0.02):
                        self.wfile.write(b": still here\n\n")
                        self.wfile.flush()
                except OSError:
                    pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass  # Clients that go away are part of the tests.

        self._server = Server(("127.0.0.1", 0), Handler)
        self.base_url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def sleep_until_closed(self):
        """Keeps a request waiting."""
        self.closing.wait(10)
        return {}

    def wait_for(self, condition):
        """Until the requests seen are as a test wants them."""
        for _ in range(500):
            with self.lock:
                if any(condition(request) for request in self.requests):
                    return True
            time.sleep(0.01)
        return False

    def close(self):
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
