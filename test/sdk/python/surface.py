"""Nearly every method of the SDK, with names that need escaping, against a lone agent, which refuses most of it."""
import inspect

from obshell import ClientV1

from observe import agents, finish, observe

# They take a file, change the agent, or are looked at in other programs.
ELSEWHERE = {
    "agg_clear_uninitialized_agent", "agg_create_cluster", "create_request", "join", "join_sync", "remove", "remove_sync", "set_agent_password",
    "upload_pkg", "upload_obproxy_pkg", "wait_dag_succeed",
}
BY_TYPE = {int: 1, bool: True, float: 1.0, list: [], dict: {"memory_limit": "6G"}}

client = ClientV1(*agents[0])


def argument(parameter):
    if parameter.default is not inspect.Parameter.empty:
        return parameter.default
    if getattr(parameter.annotation, "__origin__", None) is list:
        return []
    return BY_TYPE.get(parameter.annotation, "a b ü%&+:@$=?#'\"<>")


for name, method in inspect.getmembers(client, inspect.ismethod):
    if name.startswith("_") or name in ELSEWHERE:
        continue
    arguments = {key: argument(parameter) for key, parameter in inspect.signature(method).parameters.items()}
    observe(name, lambda: method(**arguments))
finish()
