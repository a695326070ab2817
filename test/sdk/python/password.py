"""A client that brings a password to agents that have none (the race for the identity, sdk-behaviour.md §12)."""
from obshell import ClientV1
from obshell.auth.password import PasswordAuth

from observe import agents, brief, finish, observe

(host, port), (host2, port2), (host3, port3) = agents
client = ClientV1(host, port, auth=PasswordAuth("secret"))

observe("join_sync itself", lambda: client.join_sync(host, port, "zone1"), brief)
observe("join_sync another", lambda: client.join_sync(host2, port2, "zone2"), brief)
observe("get_ob_info", client.get_ob_info)
# The password was dropped for good when the agent was SINGLE; a client that comes later has not dropped it.
late = ClientV1(host, port, auth=PasswordAuth("secret"))
observe("get_ob_info of a late client", late.get_ob_info)
observe("join_sync of a late client", lambda: late.join_sync(host3, port3, "zone3"), brief)
finish()
