"""A scenario as a program with the SDK lives through it: what each call came to, and what the simulator's journal has of it.

``scenarios_*.py`` have a function for each scenario; a simulator of its own plays it at the addresses that are the arguments.
"""
import json
import sys

# The arguments that are left are the agents.
_name = sys.argv.pop(1)

import requests
from obshell import ClientV1
from obshell.auth.password import PasswordAuth

import observe
from observe import advance, brief, control, when_asleep

places = {}
"""Where the scenario's agents are, by name, as (host, port)."""
for _agent in control("GET", "/agents")["agents"]:
    _host, _port = _agent["listening"][0].rsplit(":", 1)
    places[_agent["name"]] = (_host, int(_port))

_mode = control("GET", "/clock")["mode"]
# In auto the SDK has nothing to sleep for: that it does ends the call. Else the world goes on meanwhile, or by the next question.
if _mode == "manual":
    when_asleep(advance)
elif _mode.startswith("per-poll"):
    when_asleep(lambda seconds: None)


def client(name, **credentials):
    """A client of that agent, which brings these passwords."""
    return ClientV1(*places[name], auth=PasswordAuth(**credentials))


def tell(name, call, show=None):
    """Makes one call and writes down how it went, with what the journal says was sent. Gives back what it returned, or the exception."""
    before = control("GET", "/journal?limit=1")["seq"]
    outcome = observe.observe(name, call, show or _shown)
    entry = observe._observations[-1]
    if isinstance(outcome, requests.exceptions.RequestException):
        entry["raised"] = _network(outcome)
    entries = control("GET", f"/journal?after={before}&caused=none")["entries"]
    answered, lost = _split(entry.pop("sent"))
    _compare(entries, answered, lost)
    entry["sent"] = _counted(_line(each) for each in entries)
    if lost:
        entry["lost"] = _counted(lost)
    why = list(dict.fromkeys(each["why"] for each in entries if each["why"] is not None))
    if why:
        entry["why"] = why
    if "slept" in entry:
        entry["slept"] = _counted(f"{seconds} s" for seconds in entry["slept"])
    return outcome


def play(scenarios):
    """Runs the function of the scenario, then prints all of it, and how the agents are in the end."""
    scenarios[_name.replace("-", "_")]()
    agents = control("GET", "/agents")["agents"]
    dags = control("GET", "/dags")["dags"]
    json.dump({
        "clock": _mode,
        "calls": observe._observations,
        "agents": {agent["name"]: _state(agent) for agent in agents},
        "dags": [f"{dag['agent']}: {dag['name']} {dag['stage']}/{dag['maxStage']} {dag['state']} {dag['operator']}" for dag in dags],
        "elapsed": control("GET", "/clock")["elapsed"],
    }, sys.stdout)


def members(info):
    """Who is in a cluster to be."""
    return [f"{agent.ip}:{agent.port} {agent.identity} {agent.zone}" for agent in info.agents]


def _shown(value):
    """A DAG in one line, and what else is small as it is."""
    return value if value is None or isinstance(value, (bool, str)) else brief(value)


def _split(lines):
    """What the SDK saw answered, and the exceptions it saw instead, by agent."""
    names = {f"{host}:{port}": name for name, (host, port) in places.items()}
    answered, lost = [], []
    for line in lines:
        method, url, *_, outcome = line.split(" ")
        address, target = url.split("/", 1)
        if outcome.isdigit():
            answered.append(f"{names[address]} {method} /{target} {outcome}")
        else:
            lost.append(f"{names[address]} {outcome}")
    return answered, lost


def _compare(entries, answered, lost):
    """What the SDK saw answered was answered, in that order; what the journal has beyond that did not arrive."""
    told = [f"{each['agent']} {each['method']} {each['target']} {each['status']}" for each in entries]
    rest = iter(told)
    if not all(line in rest for line in answered) or len(told) - len(answered) > len(lost):
        raise AssertionError(f"the journal has {told}\nthe SDK saw {answered} answered, and lost {lost}")


def _line(entry):
    """A request in short: the agent, what it was asked, the answer, and the rule that had a hand in it."""
    status = entry["status"] or "no answer"
    words = [entry["agent"], entry["operation"] or entry["target"], str(status), *([entry["errCode"]] if entry["errCode"] else [])]
    return " ".join(words) + (f" ({entry['rule']['id']}: {entry['rule']['effect']})" if entry["rule"] else "")


def _counted(lines):
    """Equal lines that follow each other are one, with their number before it."""
    groups = []
    for line in lines:
        if groups and groups[-1][0] == line:
            groups[-1][1] += 1
        else:
            groups.append([line, 1])
    return [line if count == 1 else f"{count} × {line}" for line, count in groups]


def _state(agent):
    words = [agent["identity"], *([agent["zone"]] if agent["zone"] else [])]
    return " ".join(words) + (", under maintenance" if agent["underMaintenance"] else "") + ("" if agent["running"] else ", stopped")


def _network(error):
    """An error of the network: its class and that of what is behind it. Texts differ from one release of the libraries to another."""
    behind = error
    while isinstance(behind, Exception):
        inner = [each for each in (*behind.args, getattr(behind, "reason", None)) if isinstance(each, Exception)]
        if not inner:
            break
        behind = inner[0]
    if isinstance(error, json.JSONDecodeError):
        return {"type": type(error).__name__, "text": str(error)}
    return {"type": type(error).__name__, "behind": type(behind).__name__}
