/**
 * What an encrypted request is measured against: nothing but private operations of OpenSSL with a key of an agent's size, three for each
 * "request". Told how many over IPC, it answers with the microseconds of CPU that one took.
 *
 * @module
 */
import { constants, createPublicKey, generateKeyPairSync, privateDecrypt, publicEncrypt, randomBytes } from 'node:crypto'

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
const publicKey = createPublicKey(privateKey)

process.on('message', (count: number) => {
  // Distinct blocks, as in distinct headers; the first byte keeps them below the modulus.
  const blocks = Array.from({ length: 3 * count }, () => {
    const text = randomBytes(128)
    text[0] = 0
    return publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, text)
  })
  const before = process.cpuUsage()
  for (const block of blocks) privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, block)
  const { user, system } = process.cpuUsage(before)
  process.send!((user + system) / count)
})
process.stdout.write('ready\n')
