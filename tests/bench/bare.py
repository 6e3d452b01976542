"""The yardstick: a bare Flask view that takes JSON and answers JSON, and a bare Socket.IO emit to all who listen, on
the same kind of server as ours.

The same library versions, the same socket options, Socket.IO mounted as it is mounted in the site; no database, no
rules. Run as `python -m tests.bench.bare PORT`.
"""

from gevent import monkey

monkey.patch_all()

import socket  # noqa: E402
import sys  # noqa: E402
from typing import Any  # noqa: E402

from flask import Flask, Response, jsonify, request  # noqa: E402
from flask_socketio import SocketIO, emit  # noqa: E402
from gevent.pywsgi import WSGIServer  # noqa: E402

NAMESPACE = "/news"


def main(port: int) -> None:
    app = Flask("bare")
    socketio = SocketIO(app, async_mode="gevent")

    @app.post("/bare")
    def bare() -> Response:
        return jsonify(request.get_json())

    @app.post("/emit")
    def tell() -> Response:
        socketio.emit("snapshot", request.get_json(), namespace=NAMESPACE)
        return jsonify({})

    def connect(_: Any) -> None:
        emit("snapshot", {"call": 0})

    socketio.on_event("connect", connect, namespace=NAMESPACE)
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(256)
    listener.setblocking(False)
    WSGIServer(listener, app, log=None).serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]))
