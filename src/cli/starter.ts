/**
 * A scenario to begin with. What is commented out with `#` and no space is YAML: each such block holds when its `#`s are taken away
 * (`starter.test.ts` does so with each).
 */
export function starter(file: string): string {
  return `# yaml-language-server: $schema=./node_modules/obshell-sim/scenario.schema.json
#
# A scenario of obshell-sim: what there is, and what happens to it.
#
#   is it well written?               obshell-sim validate ${file}
#   what will happen?                 obshell-sim explain ${file}
#   let it happen, and answer SDKs    obshell-sim --scenario ${file}
#
# Every key is here. What is commented out shows what may stand there: take the # away.

version: 1
description: a is MASTER. Two seconds later b joins it, which takes 40 s.

# All chance comes from the seed: the same seed and the same requests give the same bytes.
seed: 1

# This scenario as another one, changed: the name of a built-in scenario, or a path from this file. What is written here is put over it.
#extends: join-three

# The version of all agents that do not say.
#obshell: 4.5.0.0-1

# How time passes: auto, manual, real, offset, scaled, per-poll. And when the world is ready.
#clock: { mode: auto, start: 2026-01-05T08:30:00.217409Z }

# In which the agents print their times: an IANA name, or an offset such as +08:00.
#timezone: Asia/Shanghai

# Whether other names of an agent (localhost) mean that agent: aliases or strict.
#addressing: aliases

# off: agents that ask for no credential, so that curl works.
#encryption: on

# By which clock credentials expire (real, virtual, ignore), and how far that clock is ahead.
#auth: { clock: real, skew: 0s }

# By short names, which are used everywhere below.
agents:
  a:
    # What it believes to be its address; it listens there, too, unless it says otherwise.
    address: 127.0.0.1:2886
    # SINGLE, MASTER or FOLLOWER: reached by true operations before the world is ready.
    identity: MASTER
    zone: zone1
    # What a request has to show in X-OCS-Agent-Header, and a join as masterPassword.
#    agentPassword: secret
  b:
    address: 127.0.0.1:2887
    # Where its sockets are: an address, port 0 for a free one, unix:PATH, or a list of them.
#    listen: [ 127.0.0.1:3887, unix:run/b.sock ]
    # More addresses that mean this agent.
#    aliases: [ "localhost:2887" ]
    # Sockets and pid files in run/ of its home, a real folder then.
#    sockets: true
#    home: /home/admin/obshell-b
    # Its own version and release.
#    obshell: 4.5.0.0-2
    # The observer in its home: its version, or none; what comes of starting it: ok, hangs, or { exits: 1, prints: "no disk" }.
#    observer: { version: 4.2.1.0-100000102023092807, start: ok }
  # Whom a FOLLOWER has joined need only be said where there are several MASTERs.
#  c: { address: 127.0.0.1:2888, identity: FOLLOWER, master: a, zone: zone3 }

# What happens before the world is ready, in this order; each waits until what it says is so. All that the timeline knows may stand here, too.
#setup:
#  - { agent: b, call: agentJoin, body: { agentInfo: { ip: 127.0.0.1, port: 2886 }, zoneName: zone2 }, until: SUCCEED }
#  - { advance: 10s }
#  - { settle: true }

# How work goes: the first rule that fits a run of a sub-task decides; what none fits goes well.
tasks:
  - when: { dag: Join to master, node: Be follower }
    takes: 40s # or a range, drawn from the seed: 2s..10s
    # How many runs it decides, and what it is called in the journal.
#    times: 1
#    name: slow follower
#  - when: { dag: "Join *", agent: b, attempt: 1, operator: RUN }
#    logs: [ copying files ]
#    data: { progress: 40 }
#    fails: { errCode: Agent.OB.Version.Inconsistent, message: not today }
#  - when: { node: Be follower, step: told }
#    restarts: 5s
#  - when: { dag: "Remove *" }
#    holds: true
#  - when: { dag: Update observer config }
#    never: true

# How requests go: the first rule that fits decides; what none fits goes well.
#faults:
#  - name: busy at first
#    when: { operation: agentJoin, agent: b, nth: 1 }
#    reply: { errCode: Agent.UnderMaintenance, args: [ "127.0.0.1:2887" ] }
#  - when: { method: GET, path: "/api/v1/task/*", via: client, client: 127.0.0.1, from: 5s, to: 25s }
#    drop: reset
#    times: 2
#    count: sends
#  - when: { operation: getInfo, every: 3, probability: 50%, after: { agent: b, process: stopped }, for: 20s }
#    delay: 3s
#    virtual: true
#  - when: { operation: getStatus }
#    edit: { set: { data.version: "4.2.5.0" }, remove: [ data.obState ] }

# What happens by itself, counted from when the world is ready.
timeline:
  - at: 2s
    call: { agent: b, call: agentJoin, body: { agentInfo: { ip: 127.0.0.1, port: 2886 }, zoneName: zone2 } }
#  - { at: 20s, stop: { agent: b, signal: SIGKILL } }
#  - { at: 25s, start: b }
#  - { after: { dag: Join to master, state: SUCCEED }, delay: 3s, restart: { agent: b, downFor: 5s } }
#  - { every: 1m, from: 30s, times: 3, partition: [ a, b ] }
#  - { every: 1m, from: 40s, times: 3, heal: all }
#  - { at: 50s, observer: { agent: b, start: hangs } }
#  - { at: 51s, agentPassword: { agent: a, password: another } }
#  - { at: 52s, rootPassword: { password: another, agents: [ a ] } }
#  - { at: 53s, newKey: a }
#  - { at: 54s, address: { agent: b, address: "127.0.0.1:4887" } }
#  - { at: 54s, obshell: { agent: b, version: 4.5.0.0-2 } }
#  - { at: 55s, lock: a }
#  - { at: 56s, unlock: a }
#  - { at: 57s, skew: 90s }
#  - { at: 0s, hold: { dag: Join to master, node: Be follower } }
#  - { at: 60s, release: { dag: Join to master } }
#  - { at: 61s, fail: { dag: Join to master, message: the disk is full } }
#  - { at: 62s, operator: { dag: Join to master, operator: RETRY } }

# How much of what was asked and what happened is kept.
#journal: { entries: 10000, bytes: 16MiB, events: 50000 }
`
}
