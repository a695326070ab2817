"""An agent that speaks TLS, asked with the authority that its certificate is from, without verifying, without that trust, and in the clear."""
import json
import sys
import warnings

from obshell import ClientV1
from obshell.request import ProtocolOptions

warnings.simplefilter("ignore")  # of a request that does not verify
host, port, authority = sys.argv[1], int(sys.argv[2]), sys.argv[3]


def outcome(options, call):
    try:
        return call(ClientV1(host, port, protocol_options=options))
    except Exception as error:
        return f"{type(error).__name__}: {error}" if "status code" in str(error) else type(error).__name__


def identity(client):
    return str(client.get_info().identity)


trusting = ProtocolOptions.https(verify_cert=authority)
print(json.dumps({
    "trusting": outcome(trusting, identity),
    "insecure": outcome(ProtocolOptions.https_insecure(), identity),
    "system": outcome(ProtocolOptions.https(), identity),
    "clear": outcome(ProtocolOptions.http(), identity),
    "join": outcome(trusting, lambda client: client.join_sync(host, port, "zone1").state),
    "joined": outcome(trusting, identity),
}))
