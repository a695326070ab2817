"""Scenarios in which what lies between client and agent spoils answers."""
from story import client, members, places, play, tell


def flaky():
    """The SDK asks the master twice who it is, once for its key, and then waits."""
    master = client("a")
    tell("join_sync", lambda: master.join_sync(*places["b"], "zone2"))
    tell("get_ob_info", master.get_ob_info, members)
    tell("get_status", master.get_status, lambda status: status.agent.identity.value)


flaky_network_reset = flaky_network_truncate = flaky_network_garbage = flaky_network_empty_200 = flaky

play(globals())
