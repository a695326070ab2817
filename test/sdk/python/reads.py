"""What a lone agent tells."""
from obshell import ClientSet, ClientV1
from obshell.auth.password import PasswordAuth
from obshell.info import get_info, get_public_key

from observe import agents, finish, observe

host, port = agents[0]
server = f"{host}:{port}"
client = ClientV1(host, port)


def answer(path, need_auth=True):
    """The data of a path for which the SDK has no method, through its own door."""
    return client._handle_ret_request(client.create_request(path, "GET", need_auth=need_auth), str)


observe("get_info", client.get_info)
observe("get_status", client.get_status)
observe("obshell.info.get_info", lambda: get_info(server))
observe("obshell.info.get_public_key", lambda: get_public_key(server))
observe("/time", lambda: answer("/api/v1/time", need_auth=False))
observe("/git-info", lambda: answer("/api/v1/git-info", need_auth=False))
observe("get_ob_info", client.get_ob_info)
observe("/agents/status", lambda: answer("/api/v1/agents/status"))
observe("get_unfinished_dags", client.get_unfinished_dags)
observe("get_agent_unfinished_dag", client.get_agent_unfinished_dag)
observe("get_cluster_unfinished_dag", client.get_cluster_unfinished_dag)
observe("get_agent_last_maintenance_dag", client.get_agent_last_maintenance_dag)
observe("get_all_agent_last_maintenance_dag", client.get_all_agent_last_maintenance_dag)
observe("get_ob_last_maintenance_dag", client.get_ob_last_maintenance_dag)
observe("get_info of a path that is not", lambda: answer("/api/v1/nothing"))
# With the version of the authentication chosen by hand, each call is preceded by a look at /info.
observe("get_ob_info, version v2", ClientV1(host, port, auth=PasswordAuth("", version="v2")).get_ob_info)
observe("get_ob_info, version v1", ClientV1(host, port, auth=PasswordAuth("", version="v1")).get_ob_info)
observe("ClientSet.v1.get_status", ClientSet(host, port).v1.get_status)
finish()
