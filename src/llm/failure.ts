/** What can go wrong with a model call, in our words, and the `MemError` each becomes. Vendors' errors are translated beside their adapters. */
import { MemError } from '../errors.ts'
import { type Endpoint, keyRemedy, OFFLINE } from './providers.ts'
import { StalledError } from './stall-guard.ts'

export type Failure =
  | { kind: 'aborted' }
  | { kind: 'timeout' }
  | { kind: 'unreachable' }
  /** The connection broke after the answer had begun. */
  | { kind: 'cut' }
  /** `text` is the server's own message: untrusted, and for 401 it may hold part of the key. */
  | { kind: 'status'; status: number; text: string }
  /** An answer that is not what the protocol says. */
  | { kind: 'malformed'; detail: string }

/** Thrown by the adapters' own checks of an answer; becomes a `MemError` at the adapter's edge. */
export class MalformedReply extends Error {
  constructor(detail: string) {
    super(detail)
    this.name = 'MalformedReply'
  }
}

type ErrorClass = abstract new (...args: never[]) => Error

/** The error classes that both vendors' SDKs have. */
export interface SdkErrors {
  APIUserAbortError: ErrorClass
  APIConnectionTimeoutError: ErrorClass
  APIConnectionError: ErrorClass
}

/** The failures that look alike whichever vendor's SDK reports them; `undefined` for every other error. */
export function transportFailure(error: unknown, sdk: SdkErrors): Failure | undefined {
  if (error instanceof MalformedReply || error instanceof SyntaxError)
    return { kind: 'malformed', detail: error.message }
  const chain = causes(error)
  if (chain.some((each) => each instanceof StalledError)) return { kind: 'timeout' }
  // What undici throws while a body is read; a connection that never came about is the SDKs' own error class.
  if (chain.some((each) => each instanceof TypeError && each.message === 'terminated')) return { kind: 'cut' }
  if (error instanceof sdk.APIUserAbortError) return { kind: 'aborted' }
  if (error instanceof sdk.APIConnectionTimeoutError) return { kind: 'timeout' }
  return error instanceof sdk.APIConnectionError ? { kind: 'unreachable' } : undefined
}

const causes = (error: unknown): unknown[] => (error instanceof Error ? [error, ...causes(error.cause)] : [])

export function memErrorOf(failure: Failure, { endpoint, apiKey }: { endpoint: Endpoint; apiKey?: string }): MemError {
  const { name } = endpoint
  switch (failure.kind) {
    case 'aborted':
      return new MemError('interrupted', 'Stopped before the model had answered.', 'Run the same command to try again.')
    case 'timeout':
      return new MemError('provider', `${capital(name)} did not answer in time.`, waitHint(endpoint))
    case 'unreachable':
      return new MemError('provider', `${capital(name)} cannot be reached.`, reachHint(endpoint))
    case 'cut':
      return new MemError('provider', `The connection to ${name} broke in mid-answer.`, waitHint(endpoint))
    case 'malformed':
      return new MemError(
        'provider',
        `The answer of ${name} could not be read: ${quote(failure.detail, apiKey)}.`,
        protocolHint(endpoint),
      )
    case 'status':
      return statusError(failure, { endpoint, said: quote(failure.text, apiKey) })
    default:
      return failure satisfies never
  }
}

const CONTEXT_EXCEEDED =
  /context[ _-]?(length|size|window)|prompt is too long|too many (input )?tokens|maximum context|input is too long/i
const WANTS_RESPONSES_API = /\/v1\/responses/

function statusError(
  { status, text }: { status: number; text: string },
  { endpoint, said }: { endpoint: Endpoint; said: string },
): MemError {
  const { name, model } = endpoint
  if (status === 401)
    return new MemError('config', `${capital(name)} refused the API key.`, keyRemedy(endpoint.provider))
  if (status === 403) {
    return new MemError('config', `${capital(name)} refused access to "${model}".`, keyRemedy(endpoint.provider))
  }
  if (status === 404) return new MemError('config', `${capital(name)} knows no model "${model}".`, modelHint(endpoint))
  if (status === 413 || CONTEXT_EXCEEDED.test(text)) {
    return new MemError('provider', `The request is too long for "${model}": ${said}.`, contextHint(endpoint))
  }
  if (WANTS_RESPONSES_API.test(text)) {
    return new MemError('config', `"${model}" offers no tools in chat completions.`, modelHint(endpoint))
  }
  if (status === 429) return new MemError('provider', `${capital(name)} limits requests: ${said}.`, quotaHint(endpoint))
  if (status === 402) return new MemError('provider', `${capital(name)} wants payment: ${said}.`, quotaHint(endpoint))
  const verb = status >= 500 ? 'failed' : 'rejected the request'
  return new MemError('provider', `${capital(name)} ${verb} (HTTP ${status}): ${said}.`, waitHint(endpoint))
}

const waitHint = ({ kind, purpose }: Endpoint): string =>
  kind === 'local'
    ? `Look at the server's own log, then try again; ${OFFLINE[purpose]}.`
    : `Try again in a minute; ${OFFLINE[purpose]}.`

const reachHint = ({ kind, provider, purpose }: Endpoint): string =>
  kind === 'local'
    ? `Is the server running? Start it, or correct ${provider.baseUrlVariable}; ${OFFLINE[purpose]}.`
    : `Check the network and ${provider.baseUrlVariable}; ${OFFLINE[purpose]}.`

const quotaHint = ({ provider, kind, purpose }: Endpoint): string =>
  kind === 'hosted'
    ? `Wait a minute, or look at the limits and credit of your ${provider.label} account; ${OFFLINE[purpose]}.`
    : `Wait a minute; ${OFFLINE[purpose]}.`

const protocolHint = ({ kind, provider, purpose }: Endpoint): string =>
  kind === 'hosted'
    ? `Try again in a minute; ${OFFLINE[purpose]}.`
    : `Check that ${provider.baseUrlVariable} names a server that speaks ${provider.label}'s API${provider.id === 'openai' ? ' (it usually ends in /v1)' : ''}.`

const MODEL_SETTING: Record<Endpoint['purpose'], string> = { answer: '--model', embed: 'MEM_EMBED_MODEL' }
const EXAMPLE = { answer: 'chat', embed: 'embed' } as const

const modelHint = ({ kind, provider, purpose }: Endpoint): string =>
  kind === 'hosted'
    ? `Name another with ${MODEL_SETTING[purpose]} or under "models" in config.json, such as ${provider.models[EXAMPLE[purpose]]}.`
    : `Load it on the server, or name another with ${MODEL_SETTING[purpose]} or in config.json; check too that ${provider.baseUrlVariable} is right${provider.id === 'openai' ? ' (it usually ends in /v1)' : ''}.`

function contextHint({ kind, purpose }: Endpoint): string {
  if (kind === 'local') return 'Give the server a larger context, or take a larger model.'
  return purpose === 'embed'
    ? 'Take a model with a larger context.'
    : 'Start a new chat, or take a model with a larger context.'
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const MAX_QUOTED_CHARS = 300

/** A server's words on one line, without control characters, full stops at the end, or the key, should it echo it. */
export function quote(text: string, apiKey?: string): string {
  const hidden = apiKey && apiKey.length >= 6 ? text.replaceAll(apiKey, '[key]') : text
  const line = hidden
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
    .replace(/\.+$/, '')
  if (line === '') return 'no reason given'
  return line.length > MAX_QUOTED_CHARS ? `${line.slice(0, MAX_QUOTED_CHARS).toWellFormed()}…` : line
}
