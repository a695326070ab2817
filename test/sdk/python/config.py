"""What is set for the cluster to be and for its observers: refused, set, and the root password that takes effect within its DAG."""
from obshell import ClientV1
from obshell.auth.password import PasswordAuth

from observe import agents, brief, finish, observe

(host, port), (host2, port2), (host3, port3) = agents
master, follower = ClientV1(host, port), ClientV1(host2, port2)
PORTS = {"mysql_port": "2881", "rpc_port": "2882"}
MEMORY = {"memory_limit": "6G"}


def joined_twice():
    return [master.join_sync(host, port, "zone1").state, master.join_sync(host2, port2, "zone2").state]


def with_password(agent, password):
    return ClientV1(*agent, auth=PasswordAuth(password))


observe("config_observer of a lone agent", lambda: master.config_observer(MEMORY, "GLOBAL", []))
observe("config_obcluster of a lone agent", lambda: master.config_obcluster("test", 1, "root"))
observe("join_sync twice", joined_twice)

for name, configs, level, target in (
    ("nothing", {}, "GLOBAL", []),
    ("the zone", {**MEMORY, "zone": "zone1"}, "GLOBAL", []),
    ("the cluster, at a level that is none", {"cluster": "test", "devname": "lo"}, "CLUSTER", []),
    ("a level that is none", MEMORY, "CLUSTER", []),
    ("no level", MEMORY, "", []),
    ("no zone", MEMORY, "ZONE", []),
    ("a zone that is not", MEMORY, "ZONE", ["zone1", "zone9"]),
    ("no server", MEMORY, "SERVER", []),
    ("a server that is not", MEMORY, "SERVER", [f"{host}:{port}", f"{host3}:{port3}"]),
    ("a server that is a word", MEMORY, "SERVER", ["zone1"]),
    ("a server with a port that is none", MEMORY, "SERVER", [f"{host}:80"]),
    ("two MySQL ports", {"mysql_port": "2881", "mysqlPort": "3306"}, "GLOBAL", []),
    ("two RPC ports", {"rpc_port": "2882", "rpcPort": "2883"}, "GLOBAL", []),
    ("a number", {"cpu_count": 8}, "GLOBAL", []),
):
    observe(f"config_observer: {name}", lambda: master.config_observer(configs, level, target))
observe("config_observer of the follower: a zone that is not", lambda: follower.config_observer(MEMORY, "ZONE", ["zone9"]))
observe("config_obcluster: no name", lambda: master.config_obcluster("", 1, "root"))
observe("config_obcluster: the id 0", lambda: master.config_obcluster("test", 0, "root"))
observe("config_obcluster: an id that is a text", lambda: master.config_obcluster("test", "1", "root"))

dag = observe("config_observer", lambda: master.config_observer(MEMORY, "GLOBAL", []))
observe("config_observer meanwhile", lambda: master.config_observer(MEMORY, "GLOBAL", []))
observe("config_obcluster meanwhile", lambda: master.config_obcluster("test", 1, "root"))
observe("init meanwhile", master.init)
observe("wait_dag_succeed", lambda: master.wait_dag_succeed(dag.generic_id))
observe("config_observer_sync of all", lambda: master.config_observer_sync(PORTS, "GLOBAL", [], restart=False), brief)
observe("config_observer_sync of zones", lambda: master.config_observer_sync(MEMORY, "ZONE", ["zone1", "zone2", "zone1"]), brief)
observe("config_observer_sync of servers", lambda: master.config_observer_sync(MEMORY, "server", [f"{host}:{port}", f"{host2}:{port2}"]), brief)
observe("config_observer_sync, in old words", lambda: follower.config_observer_sync({"mysqlPort": "2883", "rpcPort": "2884"}, "SERVER", [f"{host2}:{port2}"]), brief)

# CANCEL and RETRY of a task that can be had again.
dag = observe("config_observer anew", lambda: master.config_observer(MEMORY, "GLOBAL", []), brief)
observe("operate_dag_sync CANCEL", lambda: master.operate_dag_sync(dag.generic_id, "CANCEL"))
observe("wait_dag_succeed", lambda: master.wait_dag_succeed(dag.generic_id))
for operator in ("ROLLBACK", "PASS", "CANCEL"):
    observe(f"operate_dag_sync {operator} of it", lambda: master.operate_dag_sync(dag.generic_id, operator))
observe("operate_dag_sync RETRY of it", lambda: master.operate_dag_sync(dag.generic_id, "RETRY"))
observe("get_dag", lambda: master.get_dag(dag.generic_id), brief)

# The client that sets the root password holds it ready, and takes it as soon as its old one is refused.
observe("config_obcluster_sync", lambda: master.config_obcluster_sync("test", 11, "root"))
observe("get_ob_info", master.get_ob_info)
observe("get_unfinished_dags", master.get_unfinished_dags)
late = ClientV1(host, port)
observe("get_ob_info of a client without it", late.get_ob_info)
observe("get_ob_info of a client with another", with_password(agents[0], "wrong").get_ob_info)
observe("get_ob_info of a client with it", with_password(agents[0], "root").get_ob_info)
observe("get_ob_info of the follower, without it", follower.get_ob_info)
observe("get_ob_info of the follower, with it", with_password(agents[1], "root").get_ob_info)
observe("join_sync 3", lambda: master.join_sync(host3, port3, "zone3"))
observe("config_obcluster_sync, another password, by the follower", lambda: with_password(agents[1], "root").config_obcluster_sync("other", 12, "süß&<>"), brief)
observe("get_ob_info of a client with the old one", master.get_ob_info)
master = with_password(agents[0], "süß&<>")
observe("remove_sync all", lambda: master.remove_sync(host, port), brief)
observe("get_ob_info of a lone agent again", late.get_ob_info)
finish()
