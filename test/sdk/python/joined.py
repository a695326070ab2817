"""Three agents join, whatever the clock: a program that waits, and what it has in the end."""
from obshell import ClientV1

from observe import agents, brief, control, finish, observe, sleep_truly, when_asleep

# Where each question moves the clock nobody has to wait; by the wall clock shorter naps will do.
by_the_wall_clock = control("GET", "/clock")["mode"] == "real"
when_asleep(lambda seconds: sleep_truly(seconds / 6) if by_the_wall_clock else None)
master = ClientV1(*agents[0])
for number, place in enumerate(agents, 1):
    observe(f"join_sync {number}", lambda: master.join_sync(*place, f"zone{number}"), brief)
for number, place in enumerate(agents, 1):
    observe(f"identity {number}", ClientV1(*place).get_info, lambda info: [info.identity, info.zone])
observe("get_ob_info", master.get_ob_info)
finish()
