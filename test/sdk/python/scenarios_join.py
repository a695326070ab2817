"""Scenarios of joins, and what becomes of them with the SDK. ``scenarios_join.py <scenario> <host:port>...``"""
import sys

name = sys.argv.pop(1)

from observe import advance, control, finish
from story import client, end, places, state, tell, text


def password_required():
    master = client("a")
    tell("join", lambda: master.join(*places["b"], "zone2"))
    wrong = client("a", agent_password="wrong")
    tell("join, a wrong password", lambda: wrong.join(*places["b"], "zone2"))
    right = client("a", agent_password="secret")
    tell("join_sync, the right one", lambda: right.join_sync(*places["b"], "zone2"))
    tell("get_ob_info", right.get_ob_info, lambda info: [agent.identity for agent in info.agents])
    tell("get_ob_info at the follower", client("b").get_ob_info)
    tell("get_ob_info at the follower, with the password", client("b", agent_password="secret").get_ob_info)


globals()[name.replace("-", "_")]()
end()
