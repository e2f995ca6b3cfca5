/** Values in the cache: with the build that wrote them and a checksum, so that an old or damaged one is as good as none. */
import { createHash } from 'node:crypto'
import type { Cache } from '../ports.ts'

const sealOf = ({ build }: Cache, body: string | Uint8Array): string =>
  `mem-cache ${build} ${createHash('sha256').update(body).digest('hex')}`

const LINE_END = 10

/** `undefined` where there is none, or none that this build wrote and nobody touched. */
export async function readSealed<T>(cache: Cache | undefined, name: string): Promise<T | undefined> {
  const bytes = await cache?.read(name)
  const end = bytes?.indexOf(LINE_END) ?? -1
  if (!cache || bytes === undefined || end < 0) return undefined
  const body = bytes.subarray(end + 1)
  const isOurs = textOf(bytes.subarray(0, end)) === sealOf(cache, body)
  return isOurs ? JSON.parse(textOf(body)) : undefined
}

/** All in ASCII: a few accents in megabytes would have each character take two bytes, and be read at half the speed. */
const textOf = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('latin1')

const inAscii = (json: string): string =>
  json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

export async function writeSealed(cache: Cache | undefined, name: string, value: unknown): Promise<void> {
  if (!cache) return
  const body = inAscii(JSON.stringify(value))
  await cache.write(name, `${sealOf(cache, body)}\n${body}`)
}
