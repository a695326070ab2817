import type { GoType } from '../../src/protocol/index.ts'
import type { Chance } from './chance.ts'

/** Texts that mean something to one operation or another, and some that mean nothing to any. */
const words = [
  '', 'a', 'zone1', 'zone2', '127.0.0.1', '127.0.0.1:2886', '127.0.0.1:2887', 'localhost', '::1', '0.0.0.0', '10.10.10.1:2886;10.10.10.2:2886', 'obc', 'GLOBAL', 'ZONE', 'SERVER',
  'START', 'STOP', 'ROLLBACK', 'RETRY', 'CANCEL', 'PASS', 'SINGLE', 'MASTER', 'FOLLOWER', 'CLUSTER AGENT', '4.2.1.0', '4.5.0.0-1', '4.2.1.0-100000102023092807', 'x86_64',
  '/home/admin/oceanbase', 'memory_limit', '8G', '-1', '1', '2886', '22130706433028861', '0', 'null', '中文', '😀', '\u0000', '\u2028', '<>&', '%s%d%!v(MISSING)', "'; drop table x --",
  '__proto__', 'constructor', 'toString', '${x}', '../../etc/passwd', 'a'.repeat(300), 'file:///data/1/backup', 'oss://b/p?host=h&access_id=i', '2024-01-09T11:06:25+08:00', 'MYSQL', 'ORACLE',
] as const

/** What operations that do something want under these keys. */
const likely: Readonly<Record<string, readonly string[]>> = {
  ip: ['"127.0.0.1"', '"127.0.0.1"', '"localhost"'], port: ['2886', '2887', '2888'], agentInfo: ['{"ip":"127.0.0.1","port":2886}', '{"ip":"127.0.0.1","port":2887}'],
  zoneName: ['"zone1"', '"zone2"'], zone: ['"zone1"'], scope: ['{"type":"GLOBAL"}', '{"type":"ZONE","target":["zone1"]}', '{"type":"SERVER","target":["127.0.0.1:2887"]}'],
  type: ['"GLOBAL"', '"ZONE"', '"SERVER"'], target: ['["zone1"]', '["127.0.0.1:2887"]'], operator: ['"CANCEL"', '"RETRY"', '"ROLLBACK"', '"PASS"'], rootPwd: ['"secret"', '""'],
  clusterId: ['1', '4294967295'], clusterName: ['"obc"'], rsList: ['"127.0.0.1:2882:2881"', '""'], observerConfig: ['{"memory_limit":"8G","system_memory":"1G"}', '{"a":"b"}'], masterPassword: ['"secret"'],
}

/** JSON literals that no double holds, or hardly. */
const numbers = ['0', '1', '-1', '2886', '65535', '65536', '4294967296', '9223372036854775807', '9223372036854775808', '1e3', '1.5', '-0', '1e309', '123456789012345678901234567890'] as const

/** The JSON text of a value that a Go type takes, mostly; `seen` are texts that agents have answered with, such as ids of DAGs. */
export function jsonOf(type: GoType, chance: Chance, seen: readonly string[], depth = 0): string {
  if (chance.once(60)) return chance.pick(['null', '""', '0', '{}', '[]', 'true', '"x"', '[[]]', '{"a":null}'])
  const some = (item: GoType): string[] => Array.from({ length: depth > 4 ? 0 : chance.below(3) }, () => jsonOf(item, chance, seen, depth + 1))
  switch (type.kind) {
    case 'string': return JSON.stringify(textOf(chance, seen))
    case 'bool': return chance.pick(['true', 'false'])
    case 'struct': {
      const fields = type.fields.flatMap((field): string[] => {
        if (field.embedded === true) return [jsonOf(field.type, chance, seen, depth + 1).replace(/^\{([^]*)\}$/, '$1')].filter((inner) => /^"[^]*:/.test(inner))
        if (depth > 6 || (field.required !== true && chance.once(2)) || chance.once(30)) return []
        const key = chance.once(20) ? field.json.toUpperCase() : field.json
        const wanted = chance.once(3) ? undefined : likely[field.json]
        return [`${JSON.stringify(key)}:${wanted === undefined ? jsonOf(field.type, chance, seen, depth + 1) : chance.pick(wanted)}`]
      })
      return `{${fields.join(',')}}`
    }
    case 'map': return `{${some(type.value).map((value) => `${JSON.stringify(textOf(chance, seen))}:${value}`).join(',')}}`
    case 'slice': return `[${some(type.item).join(',')}]`
    case 'bytes': return JSON.stringify(chance.bytes(chance.below(20)).toString('base64'))
    case 'time': return JSON.stringify(chance.pick(['2024-01-09T11:06:25+08:00', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999999999Z', 'yesterday']))
    case 'any': return chance.pick(['null', '1', '"x"', '{"a":[1,2,{"b":null}]}', '[]', '1e400', 'true'])
    default: return chance.pick(chance.once(4) ? numbers : ['1', '2886', '2887', '2881', '0'])
  }
}

export function textOf(chance: Chance, seen: readonly string[]): string {
  return chance.pick(seen.length > 0 && chance.once(3) ? seen : words)
}
