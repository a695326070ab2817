"""The root password takes effect within the task that sets it, so a client that waits for the task is refused in the middle of it."""
from obshell import ClientV1

from observe import advance, agents, brief, finish, observe, when_asleep

(host, port), (host2, port2) = agents
when_asleep(advance)
master, follower = ClientV1(host, port), ClientV1(host2, port2)
observe("join_sync", lambda: master.join_sync(host, port, "zone1"), brief)
observe("join_sync 2", lambda: master.join_sync(host2, port2, "zone2"), brief)
observe("config_obcluster_sync", lambda: master.config_obcluster_sync("test", 1, "root"), brief)
observe("get_ob_info", master.get_ob_info, lambda info: info.cluster.cluster_name)
# Another client, which does not know the new password, loses the task out of sight.
other = ClientV1(host, port)
observe("get_unfinished_dags of another client", other.get_unfinished_dags)
observe("config_obcluster by the follower, the wrong password", lambda: follower.config_obcluster("test", 1, "new"))
dag = observe("config_obcluster, a new password", lambda: master.config_obcluster("test", 1, "new"), brief)
observe("get_dag before it takes effect", lambda: master.get_dag(dag.generic_id), brief)
advance(2)
observe("get_dag after", lambda: master.get_dag(dag.generic_id), brief)
# An empty password is one, too.
dag = observe("config_obcluster, no password", lambda: master.config_obcluster("test", 1, ""), brief)
advance(3)
observe("wait_dag_succeed", lambda: master.wait_dag_succeed(dag.generic_id), brief)
finish()
