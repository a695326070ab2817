import * as z from 'zod/mini'
import { filled, key, listenPlace, matching, need, place, said, version, whole } from './document-words.ts'

/** What comes of starting an observer. */
export const observerStart = () => said(z.union([
  z.enum(['ok', 'hangs']),
  z.strictObject({
    exits: need(whole(0, 255), 'the exit code', { values: '0 to 255' }),
    prints: key(z.string(), 'what it prints before', { standard: 'nothing' }),
  }),
]), { id: 'observerStart' })

export const observerVersion = () => matching(/^(?:none|\d+\.\d+\.\d+\.\d+-\d+)$/, 'write an observer version like 4.2.1.0-100000102023092807, or none')

export const observer = z.strictObject({
  version: key(observerVersion(), 'the version of its binary; none: there is no binary', {
    values: 'such as `4.2.1.0-100000102023092807`, `none`', standard: '`4.2.1.0-100000102023092807`',
  }),
  start: key(observerStart(), 'what happens when a task starts it', { values: '`ok`, `hangs`, `{ exits: 1, prints: "no disk" }`', standard: '`ok`' }),
})

const agentShape = {
  address: need(place(), 'what it believes to be its address', { values: '`host:port`, IPv6 in brackets, port 1 to 65535' }),
  listen: key(z.union([
    listenPlace(),
    z.array(listenPlace()).check(z.minLength(1, 'an empty list is no place to listen at; leave the key out')),
  ]), 'where its sockets are', {
    values: '`host:port`, or a list; port 0 takes a free one; `unix:PATH` is a socket, below the home if not absolute ([below](#unix-sockets))',
    standard: 'the address',
  }),
  sockets: key(z.boolean(), 'sockets and pid files in `run/` of its home, a real folder', { standard: 'false' }),
  aliases: key(z.array(place()), 'more addresses that mean this agent', { values: 'a list of `host:port`', standard: 'none' }),
  identity: key(z.enum(['SINGLE', 'MASTER', 'FOLLOWER']), 'what it is when the world is ready ([below](#identities))', { standard: '`SINGLE`' }),
  zone: key(filled('an empty zone is none; leave the key out'), 'of a MASTER or FOLLOWER', { standard: '`zone1`' }),
  master: key(z.string(), 'whom a FOLLOWER has joined', { values: 'a MASTER', standard: 'the only MASTER there is' }),
  agentPassword: key(filled('an empty password is none; leave the key out'), 'the password that others have to show it', { standard: 'none' }),
  obshell: key(version(), 'its version', { values: 'as above', standard: 'the scenario\'s' }),
  home: key(matching(/^\//, 'write the home as an absolute path'), 'its home: a text, nothing is on disk but with `sockets`', {
    values: 'an absolute path', standard: '`/home/admin/oceanbase`',
  }),
  observer: key(observer, 'the observer in its home', { values: 'a map ([below](#observers))' }),
}

export const agent = z.strictObject(agentShape)

export const agents = z.union([
  z.record(z.string(), agent),
  z.array(z.strictObject({ name: key(filled('an empty name is none; leave the key out'), 'its short name', { standard: 'the address' }), ...agentShape })),
])

export type AgentDocument = z.infer<typeof agent> & { name?: string | undefined }
