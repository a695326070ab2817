"""A follower that is asked: what it hands to its master, and in whose name the answers come."""
from obshell import ClientV1

from observe import agents, brief, finish, observe

(host, port), (host2, port2), (host3, port3) = agents
master, follower = ClientV1(host, port), ClientV1(host2, port2)

first = observe("join_sync 1", lambda: master.join_sync(host, port, "zone1"), brief)
# The DAG of this join is the follower's; the SDK asks the master for it.
second = observe("join_sync 2", lambda: master.join_sync(host2, port2, "zone2"), brief)
observe("get_status", follower.get_status)
observe("get_ob_info", follower.get_ob_info)
observe("get_dag of the master's", lambda: follower.get_dag(first.generic_id), brief)
observe("get_dag of its own", lambda: follower.get_dag(second.generic_id), brief)
observe("get_node of its own", lambda: follower.get_node(second.nodes[1].generic_id))
observe("get_unfinished_dags", follower.get_unfinished_dags)
observe("get_agent_last_maintenance_dag", follower.get_agent_last_maintenance_dag, brief)
observe("get_all_agent_last_maintenance_dag", follower.get_all_agent_last_maintenance_dag, brief)
observe("operate_dag of its own", lambda: follower.operate_dag(second.generic_id, "RETRY"))
observe("join 3 to it", lambda: follower.join(host3, port3, "zone3"))
observe("join_sync 3", lambda: master.join_sync(host3, port3, "zone3"), brief)
observe("remove_sync another", lambda: follower.remove_sync(host3, port3), brief)
observe("remove_sync itself", lambda: follower.remove_sync(host2, port2), brief)
observe("get_status", follower.get_status, lambda status: status.agent.identity)
finish()
