"""Agents that cannot become a cluster: without a configuration, and with an observer that does not start; tried again, rolled back."""
from obshell import ClientV1

from observe import agents, brief, control, finish, name_of, observe

(host, port), (host2, port2), _ = agents
master, follower = ClientV1(host, port), ClientV1(host2, port2)
PORTS = {"mysql_port": "2881", "rpc_port": "2882", "memory_limit": "6G"}


def story(dag):
    """How far each sub task came, and its last words."""
    return [brief(dag), *(
        f"{node.name} {node.state} {node.operator}: " + " | ".join(
            f"{task.execute_agent} {task.state} x{task.execute_times} {(task.task_logs or [''])[-1]}" for task in node.sub_tasks
        ) for node in dag.nodes
    )]


def last():
    return master.get_agent_last_maintenance_dag()


def identities():
    return [ClientV1(*agent).get_info().identity for agent in agents]


observe("init of a lone agent", master.init)
observe("join_sync", lambda: master.join_sync(host, port, "zone1"), brief)
observe("join_sync 2", lambda: master.join_sync(host2, port2, "zone2"), brief)

# Nothing was set.
dag = observe("init", lambda: master.init(import_script=True, create_proxyro_user=True, proxyro_password="proxy"))
observe("init meanwhile", master.init)
observe("wait_dag_succeed", lambda: master.wait_dag_succeed(dag.generic_id))
observe("get_dag", lambda: master.get_dag(dag.generic_id), story)
observe("get_node that failed", lambda: master.get_node(next(node for node in last().nodes if node.is_failed()).generic_id))
observe("config_observer of what failed", lambda: master.config_observer(PORTS, "GLOBAL", []))
observe("remove meanwhile", lambda: master.remove(host, port))
for operator in ("CANCEL", "PASS", "RETRY"):
    observe(f"operate_dag_sync {operator}", lambda: master.operate_dag_sync(dag.generic_id, operator))
observe("operate_dag_sync ROLLBACK by the follower", lambda: follower.operate_dag_sync(dag.generic_id, "rollback"))
observe("get_dag", lambda: master.get_dag(dag.generic_id), story)
observe("identities", identities)
observe("operate_dag ROLLBACK again", lambda: master.operate_dag(dag.generic_id, "ROLLBACK"))

# Everything was set, but the observer of the second does not start.
observe("config_observer_sync", lambda: master.config_observer_sync(PORTS, "GLOBAL", []), brief)
observe("config_obcluster_sync", lambda: master.config_obcluster_sync("test", 11, "root"), brief)
control("PATCH", f"/agents/{name_of(agents[1])}", {"observer": {"start": {"exits": 1, "prints": "no space left\n"}}})
observe("init_sync", master.init_sync)
observe("what became of it", last, story)
observe("get_all_agent_last_maintenance_dag", master.get_all_agent_last_maintenance_dag, lambda dags: [story(each) for each in dags])
observe("get_unfinished_dags", master.get_unfinished_dags, brief)
observe("operate_dag_sync RETRY", lambda: master.operate_dag_sync(last().generic_id, "RETRY"))
observe("agg_clear_uninitialized_agent", master.agg_clear_uninitialized_agent)
observe("identities", identities)

# All in one; its clearing leaves the agents as they were found.
servers = {f"{host}:{port}": {"zone": "zone1", **PORTS}, f"{host2}:{port2}": {"zone": "zone2", **PORTS}}
one = ClientV1(host, port)
observe("agg_create_cluster without itself", lambda: one.agg_create_cluster({f"{host2}:{port2}": {"zone": "zone2"}}, "test", 11, "root"))
observe("agg_create_cluster without a zone", lambda: one.agg_create_cluster({f"{host}:{port}": PORTS}, "test", 11, "root"))
observe("agg_create_cluster", lambda: one.agg_create_cluster(servers, "test", 11, "root", clear_if_failed=True))
observe("identities", identities)
finish()
