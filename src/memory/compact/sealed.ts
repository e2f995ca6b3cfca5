/** Values in the cache: with the version that wrote them and a checksum, so that a damaged one is as good as none. */
import { createHash } from 'node:crypto'
import type { Cache } from '../ports.ts'

/** Counts up with every change of what is kept, or of how it is worked out from the Markdown. */
const FORMAT = 1

const sealOf = (body: string): string => `mem-cache ${FORMAT} ${createHash('sha256').update(body).digest('hex')}`

/** `undefined` where there is none, or none that this version wrote and nobody touched. */
export async function readSealed<T>(cache: Cache | undefined, name: string): Promise<T | undefined> {
  const text = await cache?.read(name)
  const end = text?.indexOf('\n') ?? -1
  if (text === undefined || end < 0) return undefined
  const body = text.slice(end + 1)
  return text.slice(0, end) === sealOf(body) ? JSON.parse(body) : undefined
}

export async function writeSealed(cache: Cache | undefined, name: string, value: unknown): Promise<void> {
  const body = JSON.stringify(value)
  await cache?.write(name, `${sealOf(body)}\n${body}`)
}
