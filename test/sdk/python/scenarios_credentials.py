"""Scenarios about clocks, keys, passwords and addresses, which are others than the client thinks."""
import os
import tempfile

from story import client, control, members, places, tell


def clock_30s_off():
    master = client("a", agent_password="secret")
    tell("join_sync", lambda: master.join_sync(*places["b"], "zone2"))
    tell("get_ob_info, credentials of 20 s", client("a", agent_password="secret", lifetime=20).get_ob_info, members)


def clock_90s_off():
    master = client("a", agent_password="secret")
    # The joiner has no password, and does not look at the time.
    tell("join_sync", lambda: master.join_sync(*places["b"], "zone2"))
    patient = client("a", agent_password="secret", lifetime=600)
    tell("get_ob_info, credentials of 600 s", patient.get_ob_info, members)


def root_password_changed_elsewhere():
    knowing = client("a", password="first")
    tell("get_ob_info", knowing.get_ob_info, members)
    tell("get_unfinished_dags", knowing.get_unfinished_dags)
    tell("get_ob_info, later", knowing.get_ob_info)
    tell("get_ob_info at the follower", client("b", password="first").get_ob_info)
    tell("get_ob_info, the new password", client("a", password="second").get_ob_info, members)


def rsa_key_replaced():
    master = client("a")
    tell("get_ob_info", master.get_ob_info, members)
    # The second send is accepted, and the caller is told of the third.
    tell("config_observer, the key is another", lambda: master.config_observer({"memory_limit": "8G"}, "GLOBAL", []))
    tell("get_agent_last_maintenance_dag", master.get_agent_last_maintenance_dag)
    control("POST", "/agents/a/new-key")
    tell("get_ob_info, the key is another once more", master.get_ob_info, members)


def slow_upload_outlives_credential():
    with tempfile.TemporaryDirectory() as folder:
        package = os.path.join(folder, "package.rpm")
        with open(package, "wb") as file:
            file.write(b"no package" * 100)
        tell("upload_pkg to the follower", lambda: client("b", password="secret").upload_pkg(package))
        tell("upload_pkg to the master", lambda: client("a", password="secret").upload_pkg(package))


def client_of_an_old_field():
    master = client("a")
    tell("get_info", master.get_info, lambda info: [info.version, info.identity])
    old = client("b")
    tell("get_info of 4.2.3.0", old.get_info, lambda info: [info.version, info.identity, info.secrity])
    tell("join_sync", lambda: old.join_sync(*places["b"], "zone1"))


def published_port_nat():
    master = client("a")
    tell("join_sync", lambda: master.join_sync(*places["a"], "zone1"))
    tell("join_sync another", lambda: master.join_sync(*places["b"], "zone2"))
    tell("get_ob_info", master.get_ob_info, members)
    tell("remove_sync, by its published port", lambda: master.remove_sync(*places["b"]))
    tell("get_ob_info", master.get_ob_info, members)
    tell("remove_sync, by its own address", lambda: master.remove_sync("10.10.10.2", 2886))
    tell("get_ob_info", master.get_ob_info, members)
