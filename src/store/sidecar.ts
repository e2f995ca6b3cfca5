/** The sidecar on the disk: `.mem/embeddings.json`, and its segments beside it. All text is ASCII, which is read several times faster than UTF-8. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { SidecarFile } from '../memory/ports.ts'
import { writeAtomically } from './atomic-write.ts'
import { errorCode, fileError } from './file-error.ts'
import { resolveInside } from './paths.ts'

const PATH = '.mem/embeddings.json'
const SEGMENTS = '.mem/segments'
/** JSON that a power failure cut short or filled with zeros does not parse, and is made anew. */
const CAN_BE_REBUILT = { isDurable: false }
const SEGMENT = /^([0-9a-f]{16})\.json$/

export function openSidecar(root: string): SidecarFile {
  const place = () => resolveInside(root, PATH)
  const segment = (name: string) => resolveInside(root, `${SEGMENTS}/${name}.json`)
  const segmentNames = async () => {
    const folder = await resolveInside(root, SEGMENTS)
    return (unlessMissing(folder, () => readdirSync(folder)) ?? []).flatMap((name) => SEGMENT.exec(name)?.[1] ?? [])
  }
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
    async write(text) {
      await writeAtomically(await place(), text, CAN_BE_REBUILT)
    },
    segmentNames,
    async readSegment(name) {
      const file = await segment(name)
      return unlessMissing(file, () => readFileSync(file, 'latin1'))
    },
    async writeSegment(name, text) {
      await writeAtomically(await segment(name), text, CAN_BE_REBUILT)
    },
    async keepSegments(names) {
      const kept = new Set(names)
      for (const name of await segmentNames()) if (!kept.has(name)) await rm(await segment(name), { force: true })
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
