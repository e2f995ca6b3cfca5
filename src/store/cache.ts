/** The cache on the disk: one file a name in `.mem/cache/`. */
import { readFileSync } from 'node:fs'
import type { Cache } from '../memory/ports.ts'
import { writeAtomically } from './atomic-write.ts'
import { resolveInside } from './paths.ts'

/** A cache that cannot be read or written costs time, never the run; whoever reads it looks whether it is whole. */
export function openCache(root: string, { build }: Pick<Cache, 'build'>): Cache {
  const place = (name: string) => resolveInside(root, `.mem/cache/${name}`)
  return {
    build,
    async read(name) {
      try {
        return readFileSync(await place(name))
      } catch {
        return undefined
      }
    },
    async write(name, text) {
      try {
        await writeAtomically(await place(name), text, { isDurable: false })
      } catch {
        // A full disk or a folder that may only be read: the next run works it out again.
      }
    },
  }
}
