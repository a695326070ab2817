"""Scenarios in which agents are away, slow, or cut off from each other."""
from story import advance, client, control, members, places, tell, when_asleep


def follower_without_master():
    follower = client("b")
    tell("get_info", follower.get_info, lambda info: info.identity)
    tell("get_ob_info", follower.get_ob_info)
    tell("remove", lambda: follower.remove(*places["b"]))
    advance(60)
    tell("get_ob_info, a minute later", follower.get_ob_info, members)
    tell("remove_sync", lambda: follower.remove_sync(*places["b"]))


def master_dies_before_join_runs():
    # Refused connections move no time: nothing is back when it wakes.
    when_asleep(lambda seconds: None)
    master, joiner = client("a"), client("b")
    tell("join_sync", lambda: master.join_sync(*places["b"], "zone2"))
    dags = tell("get_unfinished_dags", joiner.get_unfinished_dags)
    tell("wait_dag_succeed at the joiner", lambda: joiner.wait_dag_succeed(dags[0].generic_id))
    control("POST", "/actions", {"start": "a"})
    tell("join again", lambda: master.join(*places["b"], "zone2"))


def joiner_restarts_mid_join():
    master = client("a")
    tell("join_sync", lambda: master.join_sync(*places["b"], "zone2"))
    tell("join_sync another", lambda: master.join_sync(*places["c"], "zone3"))


def partition():
    master = client("a")
    tell("get_ob_info at the follower", client("b").get_ob_info)
    tell("join", lambda: master.join(*places["c"], "zone3"))
    tell("get_ob_info", master.get_ob_info, members)
    advance(20 * 60)
    tell("get_ob_info at the follower", client("b").get_ob_info, members)
    tell("join_sync", lambda: master.join_sync(*places["c"], "zone3"))


def restart_while_polling():
    lone = client("a")
    dag = tell("join", lambda: lone.join(*places["a"], "zone1"))
    tell("wait_dag_succeed", lambda: lone.wait_dag_succeed(dag.generic_id))
    tell("wait_dag_succeed again", lambda: lone.wait_dag_succeed(dag.generic_id))


def crash_loop():
    master = client("a")
    dag = tell("join", lambda: master.join(*places["b"], "zone2"))
    tell("wait_dag_succeed at the joiner", lambda: client("b").wait_dag_succeed(dag.generic_id))


def poll_budget_3x3():
    for name in ("inside", "outside"):
        tell(f"join_sync {name}", lambda: client(name).join_sync(*places[name], "zone1"))


def slow_join():
    tell("join_sync", lambda: client("a").join_sync(*places["b"], "zone2"))


def successful_false_for_30s():
    master = client("a")
    dag = tell("get_agent_last_maintenance_dag", master.get_agent_last_maintenance_dag)
    tell("wait_dag_succeed", lambda: master.wait_dag_succeed(dag.generic_id))
    # A program that does not take the first refusal for the last word.
    for attempt in range(2, 5):
        tell(f"wait_dag_succeed {attempt}", lambda: master.wait_dag_succeed(dag.generic_id))
