import { describe, expect, it } from 'vitest'
import { MemError } from '../../../src/errors.ts'
import { questionEmbedder } from '../../../src/memory/recall/question-vector.ts'

function questions({ fails = false } = {}) {
  const asked: string[] = []
  const notices: string[] = []
  const world = { fails, nowMs: 0 }
  const vectorOf = questionEmbedder({
    embedder: {
      id: 'remote',
      dimensions: 1,
      embed: async ([text = '']) => {
        asked.push(text)
        if (world.fails) throw new MemError('provider', 'It is off.', 'Start it.')
        return [new Float32Array([1])]
      },
    },
    reporter: { notice: (message) => void notices.push(message), progress: () => undefined },
    now: () => new Date(world.nowMs),
  })
  return { asked, notices, world, vectorOf }
}

describe('questionEmbedder', () => {
  it('asks for the same question once', async () => {
    const { asked, vectorOf } = questions()
    expect(await vectorOf('tea?')).toEqual(await vectorOf('tea?'))
    await vectorOf('milk?')
    expect(asked).toEqual(['tea?', 'milk?'])
  })

  it('does not let each of many questions wait for an embedder that is off, and tries it again later', async () => {
    const { asked, notices, world, vectorOf } = questions({ fails: true })
    for (const question of ['a', 'b', 'c']) expect(await vectorOf(question)).toBeUndefined()
    expect(asked).toEqual(['a'])
    expect(notices).toEqual(['Searching by words only: It is off. Start it.'])
    world.nowMs += 60_000
    world.fails = false
    expect(await vectorOf('d')).toHaveLength(1)
  })
})
