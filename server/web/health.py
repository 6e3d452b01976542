"""For operators: is it alive, can it serve, and how does it do."""

from collections.abc import Callable
from time import perf_counter

import gevent
from flask import Flask, Response
from flask.globals import request_ctx
from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.process_collector import ProcessCollector

from server.domain.refusal import Refusal
from server.web.lag import Lag
from server.web.serve import JSON_TYPE, to_json

BEGAN = "kezek.began"  # a name in the environ


def add_health(app: Flask, why_not_ready: Callable[[], str | None]) -> None:
    """`why_not_ready`: None while tickets can be taken."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    gevent.spawn(Lag(registry, perf_counter).measure)
    seconds = Histogram(
        "kezek_request_seconds", "How long requests took", ["route", "status"], registry=registry
    )

    def healthz() -> Response:
        return Response(to_json({"alive": True}), content_type=JSON_TYPE)

    def readyz() -> Response:
        why = why_not_ready()
        if why is not None:
            raise Refusal("not_ready", 503, reason=why, retry_after=1)
        return Response(to_json({"ready": True}), content_type=JSON_TYPE)

    def metrics() -> Response:
        return Response(generate_latest(registry), content_type="text/plain; version=0.0.4")

    series: dict[tuple[str, int], Histogram] = {}  # finding the labels again costs more than counting

    def begin() -> None:
        request_ctx.request.environ[BEGAN] = perf_counter()

    def end(response: Response) -> Response:
        asked = request_ctx.request  # not the proxy, which looks it up again at each use
        labels = (asked.url_rule.rule if asked.url_rule else "none", response.status_code)
        if labels not in series:
            series[labels] = seconds.labels(*labels)
        series[labels].observe(perf_counter() - asked.environ[BEGAN])
        return response

    app.before_request(begin)
    app.after_request(end)
    app.add_url_rule("/healthz", view_func=healthz)
    app.add_url_rule("/readyz", view_func=readyz)
    app.add_url_rule("/metrics", view_func=metrics)
