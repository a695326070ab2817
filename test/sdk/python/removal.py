"""Agents leave: one, one that is not there, all."""
from obshell import ClientV1

from observe import agents, brief, finish, observe

clients = [ClientV1(host, port) for host, port in agents]
master = clients[0]
(host, port), (host2, port2), (host3, port3) = agents


def identities():
    return [client.get_info().identity for client in clients]


observe("remove from a lone agent", lambda: master.remove(host, port))
observe("remove another from a lone agent", lambda: master.remove(host2, port2))
for number, place in enumerate(agents, 1):
    observe(f"join_sync {number}", lambda: master.join_sync(*place, f"zone{number}"), brief)
observe("remove_sync a follower", lambda: master.remove_sync(host2, port2))
observe("identities", identities)
observe("remove it again", lambda: master.remove(host2, port2))
observe("remove_sync it again", lambda: master.remove_sync(host2, port2))
observe("join_sync it again", lambda: master.join_sync(host2, port2, "zone4"), brief)
observe("remove_sync all", lambda: master.remove_sync(host, port))
observe("identities", identities)
observe("join_sync anew", lambda: master.join_sync(host, port, "zone1"), brief)
observe("agg_clear_uninitialized_agent", master.agg_clear_uninitialized_agent)
observe("identities", identities)
finish()
