"""Scenarios in which what lies between client and agent spoils answers."""
from story import client, members, places, tell


def flaky():
    """The SDK asks an agent twice who it is, and once for its key: the fourth request is the one that matters."""
    master = client("a")
    tell("join_sync", lambda: master.join_sync(*places["b"], "zone2"))
    tell("get_ob_info", master.get_ob_info, members)
    tell("join_sync once more", lambda: master.join_sync(*places["b"], "zone2"))


flaky_network_reset = flaky_network_truncate = flaky_network_garbage = flaky_network_empty_200 = flaky
