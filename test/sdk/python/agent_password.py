"""Agents with passwords of their own: set, needed for all that follows, brought along by who wants to join."""
from obshell import ClientV1
from obshell.auth.password import PasswordAuth

from observe import agents, brief, finish, observe

(host, port), (host2, port2), (host3, port3) = agents
client = ClientV1(host, port)

observe("set_agent_password", lambda: client.set_agent_password("one"))
observe("get_info", client.get_info)
observe("get_unfinished_dags", client.get_unfinished_dags)
observe("without it", ClientV1(host, port).get_unfinished_dags)
observe("with a wrong one", ClientV1(host, port, auth=PasswordAuth(agent_password="two")).get_unfinished_dags)
observe("set_agent_password again without it", lambda: ClientV1(host, port).set_agent_password("two"))
observe("join_sync itself", lambda: client.join_sync(host, port, "zone1"), brief)
observe("get_ob_info", client.get_ob_info)
observe("join 2 without the master's password", lambda: ClientV1(host, port).join(host2, port2, "zone2"))
observe("join 2 with a wrong one", lambda: ClientV1(host, port, auth=PasswordAuth(agent_password="two")).join(host2, port2, "zone2"))
observe("join_sync 2 with the right one", lambda: client.join_sync(host2, port2, "zone2"), brief)

observe("set_agent_password 3", lambda: ClientV1(host3, port3).set_agent_password("three"))
observe("join 3 without its password", lambda: client.join(host3, port3, "zone3"))
observe("join_sync 3 with its password", lambda: client.join_sync(host3, port3, "zone3", agent_password="three"), brief)
observe("get_ob_info", client.get_ob_info, lambda info: [f"{agent.port} {agent.identity}" for agent in info.agents])

# A follower has nothing to show to a master that asks for its agent password.
observe("a follower without a password", ClientV1(host2, port2).get_ob_info)
observe("a follower with its password", ClientV1(host3, port3, auth=PasswordAuth(agent_password="three")).get_ob_info)
observe("set_agent_password on the master", lambda: client.set_agent_password("four"))
observe("get_unfinished_dags", client.get_unfinished_dags)
finish()
