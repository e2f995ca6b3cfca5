/** The sidecar on the disk, `.mem/embeddings.json`. Its text is ASCII, which is read several times faster than UTF-8. */
import { readFileSync, statSync } from 'node:fs'
import type { SidecarFile } from '../memory/ports.ts'
import { writeAtomically } from './atomic-write.ts'
import { errorCode, fileError } from './file-error.ts'
import { resolveInside } from './paths.ts'

const PATH = '.mem/embeddings.json'

export function openSidecar(root: string): SidecarFile {
  const place = () => resolveInside(root, PATH)
  return {
    async read() {
      const file = await place()
      return unlessMissing(file, () => readFileSync(file, 'latin1'))
    },
    async stamp() {
      const file = await place()
      const found = unlessMissing(file, () => statSync(file))
      return found && { sizeBytes: found.size, modifiedMs: found.mtimeMs }
    },
    async write(pieces) {
      await writeAtomically(await place(), [...pieces].join(''))
    },
  }
}

function unlessMissing<T>(file: string, action: () => T): T | undefined {
  try {
    return action()
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw fileError(error, { action: 'read', path: file })
  }
}
