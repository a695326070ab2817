"""Runs calls of the SDK and writes down what a program sees of each: what it returned or raised, and what it sent meanwhile.

The SDK itself is untouched. Two things around it are not: ``time.sleep`` never sleeps, it notes that it was asked to; and
``requests.Session.send`` notes each request with its credential header and its answer.
"""
import json
import sys
import time
import urllib.request
from enum import Enum
from urllib.parse import urlsplit

# Before time.sleep is replaced: as it is imported, the SDK runs a program, and Python sleeps for a moment until that ends.
import obshell  # noqa: F401
import requests


class Slept(BaseException):
    """Raised out of ``time.sleep``. No ``except Exception`` of the SDK catches it."""


agents = [(host, int(port)) for host, port in (argument.split(":") for argument in sys.argv[1:])]
"""Where the agents are, as (host, port)."""

_observations = []
_sent = []
_slept = []
_on_sleep = None


def _sleep(seconds):
    _slept.append(seconds)
    if _on_sleep is None:
        raise Slept(f"the SDK sleeps {seconds} s")
    _on_sleep(seconds)


sleep_truly = time.sleep
"""For a world that goes with the wall clock."""
time.sleep = _sleep


def when_asleep(act):
    """What happens instead of sleeping; by default a sleep ends the call."""
    global _on_sleep
    _on_sleep = act


_send = requests.Session.send


def _recording_send(session, request, **options):
    url = urlsplit(request.url)
    target = url.path + ("?" + url.query if url.query else "")
    credentials = [name for name in request.headers if name.lower().startswith("x-ocs")]
    line = " ".join([request.method, url.netloc + target, *credentials])
    try:
        response = _send(session, request, **options)
    except Exception as error:
        _sent.append(f"{line} -> {type(error).__name__}")
        raise
    _sent.append(f"{line} -> {response.status_code}")
    return response


requests.Session.send = _recording_send


def observe(name, call, show=None):
    """Makes one call and writes down how it went. Gives back what the call returned, or the exception."""
    _sent.clear()
    _slept.clear()
    entry = {"call": name}
    try:
        outcome = call()
        entry["returned"] = (show or plain)(outcome)
    except (Exception, Slept) as error:
        outcome = error
        entry["raised"] = raised(error)
    entry["sent"] = list(_sent)
    if _slept:
        entry["slept"] = list(_slept)
    _observations.append(entry)
    return outcome


def finish():
    """Prints the document: all that was observed."""
    json.dump(_observations, sys.stdout)


def plain(value):
    """A model of the SDK as JSON: its attributes."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return {key: plain(item) for key, item in vars(value).items()}


def brief(dag):
    """A DAG in one line."""
    if dag is None:
        return None
    if isinstance(dag, list):
        return [brief(each) for each in dag]
    return f"{dag.generic_id} {dag.name} {dag.stage}/{dag.max_stage} {dag.state} {dag.operator}, {len(dag.nodes)} nodes"


def raised(error):
    """An exception: its type, its text, and what programs read of it."""
    if isinstance(error, requests.exceptions.RequestException):
        # The text names sockets and depends on the library's version.
        return {"type": type(error).__name__}
    told = {"type": type(error).__name__, "text": str(error)}
    told.update({key: getattr(error, key) for key in ("code", "err_code") if hasattr(error, key)})
    return told


def control(method, path, body=None):
    """A call to the simulator's control API, which is not observed."""
    host, port = agents[-1]
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(f"http://{host}:{port}/_sim{path}", data, method=method)) as reply:
        return json.load(reply)


def advance(seconds):
    """Moves virtual time on."""
    control("POST", "/clock/advance", {"by": f"{seconds}s"})


def name_of(agent):
    """An agent's name in the control API."""
    return f"{agent[0]}:{agent[1]}"
