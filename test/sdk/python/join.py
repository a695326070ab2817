"""Three agents become a cluster to be."""
from obshell import ClientV1

from observe import agents, finish, observe

clients = [ClientV1(host, port) for host, port in agents]
master = clients[0]

for number, (host, port) in enumerate(agents, 1):
    observe(f"join_sync {number}", lambda: master.join_sync(host, port, f"zone{number}"))
observe("get_ob_info", master.get_ob_info)
for number, client in enumerate(clients, 1):
    observe(f"get_info {number}", client.get_info)
    observe(f"get_status {number}", client.get_status)
status = master.create_request("/api/v1/agents/status", "GET")
observe("/agents/status", lambda: master._handle_ret_request(status, str))
finish()
