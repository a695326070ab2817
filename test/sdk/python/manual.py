"""With the clock in hand: what a program that asks between two moves of the clock gets to see, and what is refused meanwhile."""
from datetime import datetime

from obshell import ClientV1

from observe import advance, agents, brief, control, finish, name_of, observe, when_asleep

(host, port), (host2, port2) = agents
master, follower = ClientV1(host, port), ClientV1(host2, port2)


def instant(text):
    """Python reads six digits of a second, the agent writes nine."""
    return datetime.fromisoformat(text.rstrip("Z")[:26].ljust(26, "0") if "." in text else text.rstrip("Z"))


def times(dag):
    """A DAG, its nodes and sub tasks: how each stands, and its start and end in seconds since the DAG was accepted."""
    def line(what, task):
        return [f"{what} {task.state}", *((instant(text) - accepted).total_seconds() for text in (task.start_time, task.end_time))]

    return [line(f"{dag.name} {dag.stage}/{dag.max_stage}", dag), *(
        [line(node.name, node), *([*line(f"sub task {task.execute_times}", task), task.task_logs] for task in node.sub_tasks)] for node in dag.nodes
    )]


dag = observe("join", lambda: master.join(host, port, "zone1"))
accepted = instant(dag.start_time)
observe("get_dag", lambda: master.get_dag(dag.generic_id))
observe("wait_dag_succeed", lambda: master.wait_dag_succeed(dag.generic_id))
observe("get_status", master.get_status, lambda status: [status.agent.identity, status.ob_state])
observe("join again", lambda: master.join(host, port, "zone1"))
observe("get_unfinished_dags", master.get_unfinished_dags, brief)
for second in (1, 2, 3):
    advance(1)
    observe(f"get_dag after {second} s", lambda: master.get_dag(dag.generic_id), times)
    observe(f"get_info after {second} s", master.get_info, lambda info: info.identity)

dag = observe("join 2", lambda: master.join(host2, port2, "zone2"), brief)
accepted = instant(dag.start_time)
observe("join 2 again", lambda: master.join(host2, port2, "zone2"))
observe("get_dag at the joiner", lambda: follower.get_dag(dag.generic_id), brief)
for second in (1, 2, 3, 4, 5):
    advance(1)
    observe(f"get_dag after {second} s", lambda: master.get_dag(dag.generic_id), times)

dag = observe("remove", lambda: master.remove(host2, port2), brief)
observe("remove itself meanwhile", lambda: master.remove(host, port))
observe("remove through the follower meanwhile", lambda: follower.remove(host2, port2))
observe("get_all_agent_last_maintenance_dag", master.get_all_agent_last_maintenance_dag, brief)
# A program that waits, in a world where only its waiting moves the clock.
when_asleep(advance)
observe("wait_dag_succeed while the clock moves", lambda: master.wait_dag_succeed(dag.generic_id), brief)

# The master restarts while a client waits.
dag = observe("join 2 anew", lambda: master.join(host2, port2, "zone2"), brief)
control("POST", f"/agents/{name_of(agents[0])}/stop")
when_asleep(lambda seconds: control("POST", f"/agents/{name_of(agents[0])}/start") and advance(seconds))
observe("wait_dag_succeed while the master restarts", lambda: master.wait_dag_succeed(dag.generic_id), brief)
finish()
