"""Credentials that an agent cannot read: the SDK learns the right key and comes again."""
import base64

from Crypto.PublicKey import RSA
from obshell import ClientSet
from obshell.auth.password import PasswordAuth
from obshell.service.client_v1 import ClientV1

from observe import agents, brief, finish, observe

(host, port), (host2, port2), (host3, port3) = agents

# Client sets without an authentication of their own share one, and with it the key of the agent that was asked first.
observe("first ClientSet", ClientSet(host, port).v1.get_ob_info)
second = ClientSet(host2, port2).v1
observe("second ClientSet", second.get_ob_info)
observe("first ClientSet again", ClientSet(host, port).v1.get_ob_info)

# A refused POST comes again, and what was refused is not done.
auth = PasswordAuth("")
observe("get_ob_info", ClientV1(host, port, auth=auth).get_ob_info)
observe("join_sync with the key of another agent", lambda: ClientV1(host3, port3, auth=auth).remove_sync(host3, port3), brief)
observe("join_sync", lambda: ClientV1(host3, port3, auth=auth).join_sync(host3, port3, "zone1"), brief)

client = ClientV1(host, port)
observe("get_ob_info", client.get_ob_info)
client._auth._method.pk = base64.b64encode(RSA.generate(1024).publickey().export_key("DER")).decode()
observe("get_ob_info with a key that is nobody's", client.get_ob_info)
finish()
