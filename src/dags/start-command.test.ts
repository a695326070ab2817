import { expect, test } from 'vitest'
import { startCommand } from './start-command.ts'

const config = { cluster: 'obc', cluster_id: '1', zone: 'zone1', mysql_port: '2881', rpc_port: '2882', local_ip: '10.10.10.1', data_dir: '/home/a/store' }
const prefix = 'export LD_LIBRARY_PATH=\'/home/a/lib\'; /home/a/bin/observer '

test('has options for what has one, and the rest behind -o', () => {
  expect(startCommand('/home/a', { ...config, memory_limit: '6G', datafile_size: '2G', homePath: '/home/a', rootPwd: 'secret' })).toBe(
    `${prefix} -n 'obc' -c '1' -d '/home/a/store' -z 'zone1' -I '10.10.10.1' -p '2881' -P '2882'  -o 'datafile_size=2G,memory_limit=6G'`,
  )
})

test('ends in blanks where there is no more, as recorded', () => {
  expect(startCommand('/home/a', config)).toBe(`${prefix} -n 'obc' -c '1' -d '/home/a/store' -z 'zone1' -I '10.10.10.1' -p '2881' -P '2882'  `)
})

test('quotes for the shell, and leaves names out that it could not quote', () => {
  expect(startCommand('/home/a', { cluster: 'it\'s', 'x y': '1', 'a;b': '2' })).toBe(String.raw`${prefix} -n 'it'\''s'  `)
})

test('says that an address is IPv6', () => {
  expect(startCommand('/home/a', { local_ip: 'fe80::1' })).toBe(`${prefix} -I 'fe80::1' --ipv6  `)
})
