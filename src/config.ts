/** The settings of one run: flags over environment over the folder's config.json over defaults. Keys come from the environment only. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { en } from 'zod/locales'
import * as z from 'zod/mini'
import { MemError } from './errors.ts'
import { parseJsonText } from './json.ts'
import { LOCAL_ZONE } from './memory/types.ts'
import { PRESETS, WEIGHT_NAMES } from './rank/weights.ts'

export const PROVIDERS = ['embedded', 'anthropic', 'openai'] as const
export type Provider = (typeof PROVIDERS)[number]

/** What a model is used for; each can be set on its own. */
export const PURPOSES = ['chat', 'extract', 'compact', 'embed'] as const
export type Purpose = (typeof PURPOSES)[number]

export interface ModelChoice {
  provider: Provider
  /** The provider's name of the model; absent: the default for this purpose. */
  model?: string
}

const isTimeZone = (name: string): boolean => {
  if (name === 'UTC' || name === LOCAL_ZONE) return true
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

/** Names what could stand there in place of a key that is none. */
const amongKeys = (known: readonly string[]) => ({
  error: (issue: { code?: string; keys?: readonly PropertyKey[] }) =>
    issue.code === 'unrecognized_keys' ? `"${String(issue.keys?.[0])}" is not one of ${known.join(', ')}` : undefined,
})
const strict = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, amongKeys(Object.keys(shape)))

const modelSchema = strict({
  provider: z.enum(PROVIDERS),
  model: z.optional(z.string().check(z.minLength(1))),
})
const endpointSchema = strict({ baseUrl: z.optional(z.url()) })
const weight = z.number().check(z.gte(0), z.lte(1))
const share = z.number().check(z.positive(), z.lte(1))
const positive = z.number().check(z.positive())
const positiveInt = z.int().check(z.positive())

z.config(en())

/** In zod's small build, which loads in no time: every question passes here. */
const fileSchema = strict({
  timeZone: z.optional(z.string().check(z.refine(isTimeZone, 'is not a time zone such as Europe/Berlin'))),
  models: z.optional(
    z.partial(strict({ chat: modelSchema, extract: modelSchema, compact: modelSchema, embed: modelSchema })),
  ),
  providers: z.optional(z.partial(strict({ anthropic: endpointSchema, openai: endpointSchema }))),
  /** Limits for one local day over all models; `null`: no limit. */
  cap: z.prefault(
    strict({
      dailyTokens: z._default(z.nullable(positiveInt), 2_000_000),
      dailyUsd: z._default(z.nullable(positive), 2),
    }),
    {},
  ),
  /** How large a level may be, as a share of its raw tokens; ROOT.md in tokens. */
  budgets: z.prefault(
    strict({
      dailyShare: z._default(share, 0.2),
      weeklyShare: z._default(share, 0.08),
      monthlyShare: z._default(share, 0.03),
      rootTokens: z._default(z.int().check(z.gte(300)), 3000),
    }),
    {},
  ),
  recall: z.prefault(
    strict({
      preset: z._default(z.enum(PRESETS), 'default'),
      /** 0 switches a part of the ranking off: see `rank/weights.ts`. */
      weights: z._default(z.partialRecord(z.enum(WEIGHT_NAMES), weight, amongKeys(WEIGHT_NAMES)), {}),
      k: z.optional(positiveInt),
      budgetTokens: z.optional(positiveInt),
    }),
    {},
  ),
  redact: z._default(z.boolean(), true),
})
type FileConfig = z.infer<typeof fileSchema>

export interface Config extends Pick<FileConfig, 'cap' | 'budgets' | 'recall' | 'redact'> {
  /** An IANA name, or {@link LOCAL_ZONE}. */
  timeZone: string
  models: Record<Purpose, ModelChoice>
  providers: Record<Exclude<Provider, 'embedded'>, { baseUrl?: string; apiKey?: string }>
}

/** What the command line may override. */
export interface ConfigFlags {
  provider?: Provider | undefined
  model?: string | undefined
  /** What `provider` and `model` are for; absent: whatever writes or talks. */
  purposes?: readonly Purpose[]
}

type Env = Readonly<Record<string, string | undefined>>

/** The folder's own settings; `{}` where it has none. `MemError('config')` names what is wrong. */
async function readConfigFile(folder: string): Promise<FileConfig> {
  const path = join(folder, 'config.json')
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return '{}'
    throw new MemError('config', `${path} cannot be read: ${error.message}.`, 'Check its permissions.', {
      cause: error,
    })
  })
  const parsed = fileSchema.safeParse(parseJson(text, path))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const where = issue?.path.length ? `\`${issue.path.join('.')}\` in ${path}` : path
  throw new MemError(
    'config',
    `${where}: ${issue?.message ?? 'is not valid'}.`,
    'Correct it, or remove it for the default.',
  )
}

function parseJson(text: string, path: string): unknown {
  try {
    return parseJsonText(text)
  } catch (error) {
    throw new MemError('config', `${path} is not valid JSON.`, 'Correct it, or remove the file for the defaults.', {
      cause: error,
    })
  }
}

/** Resolves the settings of one run. */
export async function loadConfig(
  folder: string,
  { env, flags = {} }: { env: Env; flags?: ConfigFlags },
): Promise<Config> {
  const file = await readConfigFile(folder)
  const timeZone = env.MEM_TIME_ZONE ?? file.timeZone ?? LOCAL_ZONE
  // The file's own was checked with the file.
  if (timeZone === env.MEM_TIME_ZONE && !isTimeZone(timeZone)) {
    throw new MemError(
      'config',
      `MEM_TIME_ZONE is set to "${timeZone}", which is not a time zone.`,
      'Use a name such as Europe/Berlin.',
    )
  }
  const { purposes = ['chat', 'extract', 'compact'] } = flags
  const flagsFor = (purpose: Purpose): ConfigFlags => (purposes.includes(purpose) ? flags : {})
  return {
    timeZone,
    models: {
      chat: chooseModel('chat', { env, file, flags: flagsFor('chat') }),
      extract: chooseModel('extract', { env, file, flags: flagsFor('extract') }),
      compact: chooseModel('compact', { env, file, flags: flagsFor('compact') }),
      embed: chooseModel('embed', { env, file, flags: flagsFor('embed') }),
    },
    providers: {
      anthropic: endpoint(env.ANTHROPIC_API_KEY, env.ANTHROPIC_BASE_URL ?? file.providers?.anthropic?.baseUrl),
      openai: endpoint(env.OPENAI_API_KEY, env.OPENAI_BASE_URL ?? file.providers?.openai?.baseUrl),
    },
    cap: {
      dailyTokens: limit('MEM_DAILY_TOKENS', env) ?? file.cap.dailyTokens,
      dailyUsd: limit('MEM_DAILY_USD', env) ?? file.cap.dailyUsd,
    },
    budgets: file.budgets,
    recall: file.recall,
    redact: file.redact,
  }
}

const endpoint = (apiKey: string | undefined, baseUrl: string | undefined) => ({
  ...(apiKey && { apiKey }),
  ...(baseUrl && { baseUrl }),
})

/**
 * A key alone does not send memories anywhere: capture, compaction and embedding use a provider only where one is named.
 * `mem chat` is the exception, because whoever starts it asks to talk to a model.
 */
function chooseModel(
  purpose: Purpose,
  { env, file, flags }: { env: Env; file: FileConfig; flags: ConfigFlags },
): ModelChoice {
  const upper = purpose.toUpperCase()
  const shared = purpose === 'embed' ? undefined : env.MEM_PROVIDER
  const named =
    flags.provider ??
    providerOf(env[`MEM_${upper}_PROVIDER`], `MEM_${upper}_PROVIDER`) ??
    providerOf(shared, 'MEM_PROVIDER')
  const provider = named ?? file.models?.[purpose]?.provider ?? (purpose === 'chat' ? providerByKey(env) : 'embedded')
  const fromFile = file.models?.[purpose]
  const model = flags.model ?? env[`MEM_${upper}_MODEL`] ?? (purpose === 'embed' ? undefined : env.MEM_MODEL)
  const ownModel = model ?? (fromFile?.provider === provider ? fromFile.model : undefined)
  return { provider, ...(ownModel && { model: ownModel }) }
}

function providerByKey(env: Env): Provider {
  if (env.ANTHROPIC_API_KEY) return 'anthropic'
  return env.OPENAI_API_KEY ? 'openai' : 'embedded'
}

function providerOf(value: string | undefined, name: string): Provider | undefined {
  if (!value) return undefined
  const provider = PROVIDERS.find((known) => known === value)
  if (provider) return provider
  throw new MemError('config', `${name} is set to "${value}".`, `Use one of ${PROVIDERS.join(', ')}.`)
}

function limit(name: string, env: Env): number | undefined {
  const value = env[name]
  if (!value) return undefined
  const parsed = Number(value)
  if (Number.isFinite(parsed) && parsed > 0) return parsed
  throw new MemError(
    'config',
    `${name} is set to "${value}", which is not a positive number.`,
    'Set it to a number, or unset it.',
  )
}
