/** What every adapter for answers in a given shape does alike: a connection a call, a dialect that learns, a second try, our own errors. */
import type { ChatMessage, StructuredRequest } from '../memory/ports.ts'
import { type Dialect, negotiate } from './negotiate.ts'
import { parseWithRetry, type StructuredReply } from './parse-retry.ts'
import type { CallOptions, MeterableStructured } from './usage.ts'

/** One request in one dialect. */
export interface Asking<D, C> {
  connection: C
  dialect: D
  messages: readonly ChatMessage[]
  callOptions: CallOptions
}

/** `D`: what the server takes of the vendor's format; `S`: the vendor's SDK; `C`: a connection through it. */
export interface StructuredVendor<D, S, C extends { sdk: S }> {
  id: string
  contextTokens: number
  dialect: Dialect<D>
  connect(): Promise<C>
  ask(request: StructuredRequest<unknown>, asking: Asking<D, C>): Promise<StructuredReply>
  /** The dialect without the feature that an error names. */
  simpler(dialect: D, refusal: { error: unknown; sdk: S }): D | undefined
  /** A `MemError` for a failed call; anything else as it is. */
  translate(error: unknown, connection: C): unknown
}

export function createStructured<D, S, C extends { sdk: S }>(vendor: StructuredVendor<D, S, C>): MeterableStructured {
  const { id, contextTokens, dialect } = vendor
  return {
    id,
    contextTokens,
    async generate(request, callOptions = {}) {
      const connection = await vendor.connect()
      return parseWithRetry(request, {
        modelId: id,
        ask: (messages) =>
          negotiate(dialect, {
            call: (spoken) => vendor.ask(request, { connection, dialect: spoken, messages, callOptions }),
            simpler: (spoken, error) => vendor.simpler(spoken, { error, sdk: connection.sdk }),
          }).catch((error: unknown) => {
            throw vendor.translate(error, connection)
          }),
      })
    },
  }
}
