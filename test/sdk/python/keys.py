"""Credentials that an agent cannot read: the SDK learns the right key and comes again."""
import base64

from Crypto.PublicKey import RSA
from obshell import ClientSet, ClientV1
from obshell.auth.password import PasswordAuth

from observe import agents, finish, observe

(host, port), (host2, port2), (host3, port3) = agents

# Client sets without an authentication of their own share one, and with it the key of the agent that was asked first.
observe("first ClientSet", ClientSet(host, port).v1.get_ob_info)
second = ClientSet(host2, port2).v1
observe("second ClientSet", second.get_ob_info)
observe("first ClientSet again", ClientSet(host, port).v1.get_ob_info)

# What cannot be read is not done; but the SDK sends it twice more with the right key, and tells of the last time only. So the
# password is set, and the SDK says that it was refused.
auth = PasswordAuth("")
observe("get_ob_info", ClientV1(host, port, auth=auth).get_ob_info)
third = ClientV1(host3, port3, auth=auth)
observe("set_agent_password with the key of another agent", lambda: third.set_agent_password("secret"))
observe("get_info", third.get_info, lambda info: {"security": info.secrity})

client = ClientV1(host, port)
observe("get_ob_info", client.get_ob_info)
client._auth._method.pk = base64.b64encode(RSA.generate(1024).publickey().export_key("DER")).decode()
observe("get_ob_info with a key that is nobody's", client.get_ob_info)
finish()
