"""Two questions that a watchdog asks, without signing in: does the process live, and can it work?"""

import time
from functools import lru_cache

import redis
from celery import current_app
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

ASKED_EVERY = 5  # seconds; anybody may ask, and each question to the workers is a message to all of them


@require_safe
@login_not_required
def alive(request: HttpRequest) -> HttpResponse:
    """200 as long as this process answers at all."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@login_not_required
def ready(request: HttpRequest) -> JsonResponse:
    """200 where database, Redis and a worker answer, else 503 with which of them does not."""
    redis_answers = _redis_answers()
    answers = {
        "database": _database_answers(),
        "redis": redis_answers,
        "worker": redis_answers and _worker_answers(int(time.monotonic() // ASKED_EVERY)),
    }
    return JsonResponse(answers, status=200 if all(answers.values()) else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except DatabaseError:
        return False


def _redis_answers() -> bool:
    client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2)
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
    finally:
        client.close()


@lru_cache(maxsize=1)
def _worker_answers(moment: int) -> bool:
    try:
        return bool(current_app.control.ping(timeout=2, limit=1))
    except Exception:  # the broker's library raises its own, its transport's and the system's
        return False
