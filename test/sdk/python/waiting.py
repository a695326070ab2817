"""A world that goes on when it is asked: what a program that waits sees, one state after the other."""
from obshell import ClientV1

from observe import agents, brief, finish, observe, when_asleep

(host, port), (host2, port2) = agents
master = ClientV1(host, port)
seen = []
get_dag = master.get_dag


def seeing(*arguments, **options):
    dag = get_dag(*arguments, **options)
    seen.append(dag.state)
    return dag


master.get_dag = seeing
when_asleep(lambda seconds: None)
for number, place in enumerate(agents, 1):
    observe(f"join_sync {number}", lambda: master.join_sync(*place, f"zone{number}"), brief)
    observe("states seen", lambda: [seen.pop(0) for _ in seen[:]])
finish()
