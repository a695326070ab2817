"""Joins and reads that are refused, in the words the SDK makes of it; each refused request comes twice."""
from obshell import ClientV1
from obshell.auth.password import PasswordAuth

from observe import agents, brief, finish, observe

(host, port), (host2, port2), (host3, port3) = agents
master = ClientV1(host, port)

observe("join a master that is none", lambda: ClientV1(host2, port2).join(host3, port3, "zone1"))
observe("join an agent that does not answer", lambda: ClientV1(host, 1).join(host3, port3, "zone1"))
observe("let join an agent that does not answer", lambda: master.join(host, 1, "zone1"))
observe("join without a zone", lambda: master.join(host, port, ""))
observe("join with a port that is a text", lambda: ClientV1(host2, str(port2)).join(host3, port3, "zone1"))
observe("join_sync 1", lambda: master.join_sync(host, port, "zone1"), brief)
observe("join itself again", lambda: master.join(host, port, "zone1"))
observe("join_sync 2", lambda: master.join_sync(host2, port2, "zone2"), brief)
observe("let a follower join again", lambda: master.join(host2, port2, "zone2"))
observe("let the master join a follower", lambda: ClientV1(host2, port2).join(host, port, "zone1"))
observe("join a follower", lambda: ClientV1(host2, port2).join(host3, port3, "zone3"))
observe("no credential", lambda: master._handle_ret_request(master.create_request("/api/v1/ob/info", "GET", need_auth=False)))
observe("wrong password", ClientV1(host, port, auth=PasswordAuth("wrong")).get_ob_info)
observe("wrong password, version v2", ClientV1(host, port, auth=PasswordAuth("wrong", version="v2")).get_ob_info)
observe("expired", ClientV1(host, port, auth=PasswordAuth("wrong", lifetime=-10)).get_ob_info)
finish()
