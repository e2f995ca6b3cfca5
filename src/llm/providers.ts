/** The providers that `mem` can call: one table for settings, messages and adapters. */
import { MemError } from '../errors.ts'

export interface ProviderInfo {
  id: 'anthropic' | 'openai'
  label: string
  keyVariable: string
  baseUrlVariable: string
  defaultBaseUrl: string
  /** Default models: a better one to talk to, a cheap one for the many calls of extraction and compaction. Chosen 2026-11-22. */
  models: { chat: string; extract: string; compact: string; embed: string | null }
}

export const PROVIDERS: Record<ProviderInfo['id'], ProviderInfo> = {
  anthropic: {
    id: 'anthropic',
    label: 'Anthropic',
    keyVariable: 'ANTHROPIC_API_KEY',
    baseUrlVariable: 'ANTHROPIC_BASE_URL',
    defaultBaseUrl: 'https://api.anthropic.com',
    models: { chat: 'claude-sonnet-5-5', extract: 'claude-haiku-5-5', compact: 'claude-haiku-5-5', embed: null },
  },
  openai: {
    id: 'openai',
    label: 'OpenAI',
    keyVariable: 'OPENAI_API_KEY',
    baseUrlVariable: 'OPENAI_BASE_URL',
    defaultBaseUrl: 'https://api.openai.com/v1',
    // gpt-6.1-sol and gpt-6.2-sol refuse tools in chat.completions; terra takes them with its reasoning off.
    models: {
      chat: 'gpt-6.1-terra',
      extract: 'gpt-6-luna',
      compact: 'gpt-6-luna',
      embed: 'text-embedding-3-small',
    },
  },
}

/** What every adapter is made with. `apiKey` may be absent for a server other than the provider's own. */
export interface AdapterOptions {
  /** The provider's name of the model. */
  model: string
  apiKey?: string | undefined
  /** Absent: the provider's own. For OpenAI-compatible servers it ends in `/v1`. */
  baseUrl?: string | undefined
  /** Longest wait for an answer to begin, and for each next piece of it. Default: the SDKs' 600,000 ms. */
  timeoutMs?: number | undefined
  /** How often the SDK tries again after 408, 409, 429, 5xx and lost connections. Default: the SDKs' 2. */
  maxRetries?: number | undefined
  /** A server that asks for a longer pause than this before the next try is not tried again. Absent: as long as it asks. */
  longestPauseMs?: number | undefined
}

export const DEFAULT_TIMEOUT_MS = 600_000
export const DEFAULT_MAX_RETRIES = 2

/** The way on without a provider: a flag that every command has which asks for answers; questions to the memory have none. */
export const OFFLINE = {
  answer: 'without a model, --provider embedded works offline',
  embed: 'MEM_EMBED_PROVIDER=embedded searches offline',
} as const

/** Where an adapter's calls go, as far as messages, ids and dialects need to know. */
export interface Endpoint {
  provider: ProviderInfo
  model: string
  /** What the next step after a failure depends on: whether it answers or makes vectors. */
  purpose: 'answer' | 'embed'
  /** `hosted`: the provider itself; `local`: this machine; `other`: a gateway or another server. */
  kind: 'hosted' | 'local' | 'other'
  baseUrl: string
  /** Names the model in the ledger and in a sidecar's header: `anthropic/claude-haiku-5-5`, `local/llama3.2`. */
  id: string
  /** For people: `Anthropic`, or `the server at http://127.0.0.1:11434`. Never holds a user name or password of the URL. */
  name: string
}

/** `MemError('config')` where the base URL is none. */
export function endpointOf(
  providerId: ProviderInfo['id'],
  { model, baseUrl, purpose = 'answer' }: AdapterOptions & { purpose?: Endpoint['purpose'] },
): Endpoint {
  const provider = PROVIDERS[providerId]
  const url = parseBaseUrl(baseUrl ?? provider.defaultBaseUrl, provider)
  const kind = kindOf(url, provider)
  const name = kind === 'hosted' ? provider.label : `the server at ${url.origin}`
  return {
    provider,
    model,
    purpose,
    kind,
    baseUrl: url.href.replace(/\/+$/, ''),
    id: `${ownerOf(kind, { provider, url })}/${model}`,
    name,
  }
}

function parseBaseUrl(text: string, provider: ProviderInfo): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && /^https?:$/.test(url.protocol)) return url
  throw new MemError(
    'config',
    `The base URL for ${provider.label} is not an http or https URL.`,
    `Set ${provider.baseUrlVariable} to one such as ${provider.defaultBaseUrl}, or unset it.`,
  )
}

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\]|0\.0\.0\.0|host\.docker\.internal)$/

function kindOf(url: URL, provider: ProviderInfo): Endpoint['kind'] {
  if (url.hostname === new URL(provider.defaultBaseUrl).hostname) return 'hosted'
  return LOOPBACK.test(url.hostname) ? 'local' : 'other'
}

/** A gateway to Claude bills as Claude does; what speaks OpenAI's format elsewhere is usually not OpenAI. */
function ownerOf(kind: Endpoint['kind'], { provider, url }: { provider: ProviderInfo; url: URL }): string {
  if (kind === 'hosted' || provider.id === 'anthropic') return provider.id
  return kind === 'local' ? 'local' : url.hostname
}

/** The key to send. Servers other than the provider's own often need none. `MemError('config')` where one is missing. */
export function keyFor({ provider, kind }: Endpoint, apiKey: string | undefined): string {
  if (apiKey?.trim()) return apiKey.trim()
  if (kind !== 'hosted') return 'none'
  throw missingKey(provider)
}

export const missingKey = (provider: ProviderInfo): MemError =>
  new MemError('config', `There is no API key for ${provider.label}.`, keyRemedy(provider))

export const keyRemedy = (provider: ProviderInfo): string =>
  `Set ${provider.keyVariable} to a valid key, or name another provider under "models" in config.json ("embedded" needs none).`
