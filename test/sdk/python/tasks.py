"""Tasks that went well, looked at in every way, and what cannot be done with them any more."""
from obshell import ClientV1

from observe import agents, brief, finish, observe

(host, port), (host2, port2) = agents
master = ClientV1(host, port)


def answer(path):
    """The data of a path for which the SDK has no method, through its own door."""
    return master._handle_ret_request(master.create_request(path, "GET"), str)


first = observe("join_sync 1", lambda: master.join_sync(host, port, "zone1"), brief)
dag = observe("join_sync 2", lambda: master.join_sync(host2, port2, "zone2"), brief)
observe("get_dag", lambda: master.get_dag(dag.generic_id))
observe("get_dag, no details", lambda: master.get_dag(dag.generic_id, show_detail=False))
node = dag.nodes[0]
observe("get_node", lambda: master.get_node(node.generic_id))
observe("get_node, no details", lambda: master.get_node(node.generic_id, show_detail=False))
observe("get_sub_task", lambda: master.get_sub_task(node.sub_tasks[0].generic_id))
observe("logs of a sub task", lambda: answer(f"/api/v1/task/sub_task/{node.sub_tasks[0].generic_id}/logs"))
observe("logs of no sub task", lambda: answer(f"/api/v1/task/sub_task/{node.sub_tasks[0].generic_id}77/logs"))
observe("all DAGs of the agent", lambda: [each["id"] for each in answer("/api/v1/task/dags/agent")["contents"]])
observe("wait_dag_succeed", lambda: master.wait_dag_succeed(dag.generic_id), brief)

for operator in ("RETRY", "ROLLBACK", "CANCEL", "PASS", "retry", "NONSENSE", ""):
    observe(f"operate_dag {operator}", lambda: master.operate_dag(first.generic_id, operator))
observe("operate_dag_sync RETRY of another agent's", lambda: master.operate_dag_sync(dag.generic_id, "RETRY"))

observe("get_dag that nobody has", lambda: master.get_dag(f"{first.generic_id}9"))
observe("get_node that nobody has", lambda: master.get_node(f"{first.generic_id}9"))
observe("get_sub_task that nobody has", lambda: master.get_sub_task(f"{first.generic_id}9"))
observe("get_dag of the cluster", lambda: master.get_dag("17"))
observe("get_dag of no id", lambda: master.get_dag("nonsense"))
observe("get_dag of an agent that is not", lambda: master.get_dag("22130706433000091"))
observe("wait_dag_succeed of no id", lambda: master.wait_dag_succeed("nonsense"))

observe("get_agent_last_maintenance_dag", master.get_agent_last_maintenance_dag)
observe("get_agent_last_maintenance_dag, no details", lambda: master.get_agent_last_maintenance_dag(show_detail=False))
observe("get_all_agent_last_maintenance_dag", master.get_all_agent_last_maintenance_dag, brief)
observe("get_ob_last_maintenance_dag", master.get_ob_last_maintenance_dag)
observe("get_unfinished_dags", master.get_unfinished_dags)
observe("get_agent_unfinished_dag", master.get_agent_unfinished_dag)
observe("get_cluster_unfinished_dag", master.get_cluster_unfinished_dag)
finish()
