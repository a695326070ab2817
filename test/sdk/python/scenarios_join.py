"""Scenarios in which joins are refused, fail, or come twice."""
from story import advance, client, control, members, places, tell


def password_required():
    master = client("a")
    tell("join", lambda: master.join(*places["b"], "zone2"))
    wrong = client("a", agent_password="wrong")
    tell("join, a wrong password", lambda: wrong.join(*places["b"], "zone2"))
    right = client("a", agent_password="secret")
    tell("join_sync, the right one", lambda: right.join_sync(*places["b"], "zone2"))
    tell("get_ob_info", right.get_ob_info, members)
    tell("get_ob_info at the follower", client("b", agent_password="secret").get_ob_info)


def wrong_password():
    tell("join_sync", lambda: client("a", agent_password="wrong").join_sync(*places["b"], "zone2"))


def joiner_and_master_passwords():
    master = client("a", agent_password="of-a")
    tell("join_sync, the master's password", lambda: master.join_sync(*places["b"], "zone2"))
    ignorant = client("a")
    tell("join_sync, the joiner's", lambda: ignorant.join_sync(*places["b"], "zone2", agent_password="of-b"))
    mistaken = client("a", agent_password="of-b")
    tell("join_sync, the joiner's twice", lambda: mistaken.join_sync(*places["b"], "zone2", agent_password="of-b"))
    tell("join_sync, both", lambda: master.join_sync(*places["b"], "zone2", agent_password="of-b"))


def root_password_blocks_join():
    tell("join", lambda: client("a").join(*places["b"], "zone2"))
    knowing = client("a", password="secret")
    tell("join, the root password", lambda: knowing.join(*places["b"], "zone2"))
    # The joiner was SINGLE, and with that the password is gone.
    tell("get_ob_info", knowing.get_ob_info, members)
    tell("set_agent_password", lambda: client("a", password="secret").set_agent_password("of-a"))
    both = client("a", password="secret", agent_password="of-a")
    tell("join_sync, the new agent password", lambda: both.join_sync(*places["b"], "zone2"))
    tell("get_ob_info", both.get_ob_info, members)


def rejoin_with_old_password():
    master = client("a")
    tell("remove_sync", lambda: master.remove_sync(*places["b"]))
    tell("join_sync", lambda: master.join_sync(*places["b"], "zone3"))
    tell("join_sync, its old password", lambda: master.join_sync(*places["b"], "zone3", agent_password="of-b"))


def target_not_master():
    tell("join a SINGLE agent", lambda: client("c").join(*places["d"], "zone3"))
    tell("join a FOLLOWER", lambda: client("b").join(*places["d"], "zone3"))
    tell("join_sync a MASTER", lambda: client("a").join_sync(*places["d"], "zone3"))


def target_unreachable():
    master = client("a")
    tell("join", lambda: master.join(*places["b"], "zone2"))
    tell("get_ob_info", master.get_ob_info)
    advance(30)
    tell("join_sync", lambda: master.join_sync(*places["b"], "zone2"))


def joined_already():
    master = client("a")
    tell("join the master", lambda: master.join(*places["a"], "zone1"))
    tell("join a follower", lambda: master.join(*places["b"], "zone2"))
    tell("join one that the master knows from before", lambda: master.join(*places["c"], "zone3"))
    tell("remove_sync", lambda: master.remove_sync(*places["c"]))
    tell("join_sync", lambda: master.join_sync(*places["c"], "zone3"))


def second_join_while_first_runs():
    master = client("a")
    dag = tell("join", lambda: master.join(*places["b"], "zone2"))
    tell("join again", lambda: master.join(*places["b"], "zone2"))
    control("POST", "/clock/advance", {"until": {"dag": "Join to master", "node": "Be follower", "state": "RUNNING"}, "budget": "1m"})
    tell("join again, half way", lambda: master.join(*places["b"], "zone2"))
    tell("join_sync another", lambda: master.join_sync(*places["c"], "zone3"))
    tell("wait_dag_succeed", lambda: master.wait_dag_succeed(dag.generic_id))
    tell("join again, at the end", lambda: master.join(*places["b"], "zone2"))


def join_fails_for_good():
    master, joiner = client("a"), client("b")
    failed = tell("join_sync", lambda: master.join_sync(*places["b"], "zone2"))
    tell("operate_dag_sync RETRY", lambda: joiner.operate_dag_sync(failed.dag.generic_id, "RETRY"))
    tell("join again", lambda: master.join(*places["b"], "zone2"))
    tell("remove", lambda: joiner.remove(*places["b"]))
    tell("agg_clear_uninitialized_agent", joiner.agg_clear_uninitialized_agent)
    tell("get_ob_info", master.get_ob_info, members)
