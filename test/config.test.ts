import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadConfig } from '../src/config.ts'
import { scratchFolder } from './helpers/run-mem.ts'

let scratch: Awaited<ReturnType<typeof scratchFolder>>

beforeEach(async () => {
  scratch = await scratchFolder()
})
afterEach(() => scratch.dispose())

const load = (env: Record<string, string> = {}, flags = {}) => loadConfig(scratch.path, { env, flags })
const write = (text: string) => writeFile(join(scratch.path, 'config.json'), text)

describe('loadConfig', () => {
  it('works with nothing set: embedded everywhere, a cap, redaction', async () => {
    const config = await load()
    expect(config.models).toEqual({
      chat: { provider: 'embedded' },
      extract: { provider: 'embedded' },
      compact: { provider: 'embedded' },
      embed: { provider: 'embedded' },
    })
    expect(config.cap).toEqual({ dailyTokens: 2_000_000, dailyUsd: 2 })
    expect(config.budgets).toEqual({ dailyShare: 0.2, weeklyShare: 0.08, monthlyShare: 0.03, rootTokens: 3000 })
    expect(config.redact).toBe(true)
  })

  it('reads a file with a byte order mark', async () => {
    await write('\uFEFF{"timeZone":"Asia/Tokyo"}')
    expect((await load()).timeZone).toBe('Asia/Tokyo')
  })

  it('prefers flags over environment over file over defaults', async () => {
    await write(
      JSON.stringify({ timeZone: 'Asia/Tokyo', models: { extract: { provider: 'openai', model: 'from-file' } } }),
    )
    expect((await load()).models.extract).toEqual({ provider: 'openai', model: 'from-file' })
    expect((await load({ MEM_PROVIDER: 'anthropic' })).models.extract).toEqual({ provider: 'anthropic' })
    expect((await load({ MEM_EXTRACT_MODEL: 'from-env' })).models.extract).toEqual({
      provider: 'openai',
      model: 'from-env',
    })
    expect((await load({ MEM_PROVIDER: 'anthropic' }, { provider: 'embedded' })).models.extract).toEqual({
      provider: 'embedded',
    })
    expect((await load()).timeZone).toBe('Asia/Tokyo')
    expect((await load({ MEM_TIME_ZONE: 'Europe/Berlin' })).timeZone).toBe('Europe/Berlin')
  })

  it('sends nothing anywhere because of a key alone, except where the user starts a chat', async () => {
    const { models } = await load({ ANTHROPIC_API_KEY: 'sk-test', OPENAI_API_KEY: 'sk-test' })
    expect(models.chat.provider).toBe('anthropic')
    expect([models.extract.provider, models.compact.provider, models.embed.provider]).toEqual([
      'embedded',
      'embedded',
      'embedded',
    ])
  })

  it('applies the flags of a command only to what the command does', async () => {
    const { models } = await load({}, { provider: 'anthropic', purposes: ['chat'] })
    expect([models.chat.provider, models.extract.provider]).toEqual(['anthropic', 'embedded'])
  })

  it('keeps embeddings local when a provider is named for the models that write', async () => {
    expect((await load({ MEM_PROVIDER: 'openai' })).models.embed.provider).toBe('embedded')
    expect((await load({ MEM_EMBED_PROVIDER: 'openai' })).models.embed.provider).toBe('openai')
  })

  it('lets the cap be lifted and lowered', async () => {
    await write(JSON.stringify({ cap: { dailyUsd: null } }))
    expect((await load()).cap).toEqual({ dailyTokens: 2_000_000, dailyUsd: null })
    expect((await load({ MEM_DAILY_USD: '0.5' })).cap.dailyUsd).toBe(0.5)
  })

  it.each([
    ['not JSON', '{', 'not valid JSON'],
    [
      'an unknown setting',
      '{"modles": {}}',
      '"modles" is not one of timeZone, models, providers, cap, budgets, recall',
    ],
    ['an unknown purpose', '{"models": {"caht": {}}}', '"caht" is not one of chat, extract, compact, embed'],
    [
      'an unknown weight',
      '{"recall": {"weights": {"recensy": 0.1}}}',
      '"recensy" is not one of lexical, cosine, recency, topic, own',
    ],
    ['a wrong time zone', '{"timeZone": "Mars/Olympus"}', 'timeZone'],
    ['a share above 1', '{"budgets": {"dailyShare": 20}}', 'budgets.dailyShare'],
  ])('says what is wrong with a file that holds %s', async (_, text, words) => {
    await write(text)
    await expect(load()).rejects.toMatchObject({ code: 'config', message: expect.stringContaining(words) })
  })

  it.each([
    [{ MEM_PROVIDER: 'claude' }, 'MEM_PROVIDER'],
    [{ MEM_TIME_ZONE: 'Nowhere' }, 'MEM_TIME_ZONE'],
    [{ MEM_DAILY_USD: 'lots' }, 'MEM_DAILY_USD'],
  ])('says which variable is wrong: %o', async (env, name) => {
    await expect(load(env as Record<string, string>)).rejects.toMatchObject({
      code: 'config',
      message: expect.stringContaining(name),
    })
  })

  it('reports a config.json that cannot be read', async () => {
    await mkdir(join(scratch.path, 'config.json'))
    await expect(load()).rejects.toMatchObject({ code: 'config' })
  })
})
