"""The master stops between an accepted join and its first tick: the join fails, and no operator brings its agent back."""
from obshell import ClientV1

from observe import advance, agents, brief, control, finish, name_of, observe

(host, port), (host2, port2) = agents
master, joiner = ClientV1(host, port), ClientV1(host2, port2)

dag = observe("join itself", lambda: master.join(host, port, "zone1"), brief)
advance(5)
observe("wait_dag_succeed", lambda: master.wait_dag_succeed(dag.generic_id), brief)
dag = observe("join", lambda: master.join(host2, port2, "zone2"), brief)
control("POST", f"/agents/{name_of(agents[0])}/stop")
observe("get_dag at the master", lambda: master.get_dag(dag.generic_id))
advance(5)
observe("get_dag at the joiner", lambda: joiner.get_dag(dag.generic_id))
observe("wait_dag_succeed at the joiner", lambda: joiner.wait_dag_succeed(dag.generic_id))
for operator in ("RETRY", "ROLLBACK", "CANCEL", "PASS"):
    observe(f"operate_dag {operator}", lambda: joiner.operate_dag(dag.generic_id, operator))
    observe(f"operate_dag_sync {operator}", lambda: joiner.operate_dag_sync(dag.generic_id, operator))
observe("get_unfinished_dags", joiner.get_unfinished_dags, brief)
observe("get_agent_unfinished_dag", joiner.get_agent_unfinished_dag, brief)
observe("get_agent_last_maintenance_dag", joiner.get_agent_last_maintenance_dag, brief)
observe("agg_clear_uninitialized_agent", joiner.agg_clear_uninitialized_agent)

control("POST", f"/agents/{name_of(agents[0])}/start")
advance(5)
observe("wait_dag_succeed at the master", lambda: master.wait_dag_succeed(dag.generic_id))
observe("join again", lambda: master.join(host2, port2, "zone2"))
observe("join itself instead", lambda: joiner.join(host2, port2, "zone2"))
observe("get_status", joiner.get_status)
observe("get_ob_info", master.get_ob_info)
finish()
