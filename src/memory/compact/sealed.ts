/** Values in the cache: with the build that wrote them and a checksum, so that an old or damaged one is as good as none. */
import { createHash } from 'node:crypto'
import type { Cache } from '../ports.ts'

const sealOf = ({ build }: Cache, body: string): string =>
  `mem-cache ${build} ${createHash('sha256').update(body).digest('hex')}`

/** `undefined` where there is none, or none that this build wrote and nobody touched. */
export async function readSealed<T>(cache: Cache | undefined, name: string): Promise<T | undefined> {
  const text = await cache?.read(name)
  const end = text?.indexOf('\n') ?? -1
  if (!cache || text === undefined || end < 0) return undefined
  const body = text.slice(end + 1)
  return text.slice(0, end) === sealOf(cache, body) ? JSON.parse(body) : undefined
}

export async function writeSealed(cache: Cache | undefined, name: string, value: unknown): Promise<void> {
  if (!cache) return
  const body = JSON.stringify(value)
  await cache.write(name, `${sealOf(cache, body)}\n${body}`)
}
