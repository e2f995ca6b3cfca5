import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { diffFolder } from '../../../src/memory/recall/diff.ts'
import { openShelf } from '../../../src/memory/recall/shelf.ts'
import { emptyIndex } from '../../../src/memory/recall/sidecar.ts'
import { updateIndex } from '../../../src/memory/recall/update.ts'
import { type RecallFolder, recallFolder } from './folder.ts'

let memory: RecallFolder
beforeEach(async () => {
  memory = await recallFolder()
})
afterEach(() => memory.dispose())

describe('updateIndex', () => {
  it('holds the same passages whether a folder is read at once or in batches', async () => {
    const days = Array.from({ length: 9 }, (_, i) => `2026-11-0${i + 1}`)
    for (const day of days) {
      await memory.say(
        `raw/${day}-session-1.md`,
        [{ speaker: 'Maya', text: `On ${day} we planted tree number ${day.slice(-1)}.` }],
        { session: day },
      )
    }
    const empty = emptyIndex(memory.deps.embedder)
    const diff = await diffFolder(memory.deps.folder, empty)
    const deps = { ...memory.deps, shelf: openShelf(memory.deps.sidecar) }
    const whole = await updateIndex(empty, diff, deps)
    const batched = await updateIndex(empty, diff, { ...deps, batchBytes: 500 })
    const counts = ({ state }: typeof whole) => state.files.map(({ path, count }) => `${path} ${count}`).sort()
    expect(counts(batched)).toEqual(counts(whole))
    expect(batched).toMatchObject({ files: whole.files, embedded: whole.embedded, skipped: [] })
    const again = await diffFolder(memory.deps.folder, batched.state)
    expect([again.changed, again.gone]).toEqual([[], []])
  })
})
