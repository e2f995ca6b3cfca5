/** What OpenAI-compatible servers take of the chat completions format, and how a refusal teaches it. */
import type { Endpoint } from './providers.ts'

export interface OpenAIDialect {
  outputLimit: 'max_completion_tokens' | 'max_tokens'
  /** `stream_options.include_usage`. */
  streamUsage: boolean
  jsonSchema: boolean
  tools: boolean
  /** `none` turns reasoning off: the newest models take tools in chat completions only so. `null`: the server's default. */
  effort: 'none' | 'low' | null
  /** What was refused already: nothing is changed twice, so that a negotiation ends. */
  refused: readonly ('outputLimit' | 'streamUsage' | 'jsonSchema' | 'tools' | 'effort')[]
}

const NEEDS_EFFORT_NONE_FOR_TOOLS = /^gpt-(5\.6|[6-9])/
const REASONS = /^(gpt-[5-9]|o\d)/

/** OpenAI itself wants `max_completion_tokens` and knows `reasoning_effort`; older servers ignore the one and may refuse the other. */
export function initialDialect({ kind, model }: Endpoint, purpose: 'chat' | 'structured'): OpenAIDialect {
  const hosted = kind === 'hosted'
  return {
    outputLimit: hosted ? 'max_completion_tokens' : 'max_tokens',
    streamUsage: true,
    jsonSchema: true,
    tools: true,
    effort: hosted ? initialEffort(model, purpose) : null,
    refused: [],
  }
}

function initialEffort(model: string, purpose: 'chat' | 'structured'): OpenAIDialect['effort'] {
  if (purpose === 'chat') return NEEDS_EFFORT_NONE_FOR_TOOLS.test(model) ? 'none' : null
  return REASONS.test(model) ? 'low' : null
}

const REFUSALS: readonly {
  feature: OpenAIDialect['refused'][number]
  says: RegExp
  without: (dialect: OpenAIDialect) => Partial<OpenAIDialect>
}[] = [
  {
    feature: 'outputLimit',
    says: /max_(completion_)?tokens/,
    without: ({ outputLimit }) => ({
      outputLimit: outputLimit === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens',
    }),
  },
  { feature: 'streamUsage', says: /stream_options|include_usage/, without: () => ({ streamUsage: false }) },
  {
    feature: 'effort',
    says: /reasoning_effort|reasoning effort/,
    without: ({ effort }) => ({ effort: effort === null ? 'none' : null }),
  },
  {
    feature: 'jsonSchema',
    says: /response_format|json_schema|structured output|json schema|grammar/i,
    without: () => ({ jsonSchema: false }),
  },
  {
    feature: 'tools',
    says: /not support (tools|function|tool)|tools? (is|are) not supported|tools param|tool choice requires/i,
    without: () => ({ tools: false }),
  },
]

/** The dialect without the feature that a refusal names; `undefined` where it names none, or one refused before. */
export function withoutRefused(dialect: OpenAIDialect, refusal: string): OpenAIDialect | undefined {
  const known = REFUSALS.find(({ feature, says }) => says.test(refusal) && !dialect.refused.includes(feature))
  return known && { ...dialect, ...known.without(dialect), refused: [...dialect.refused, known.feature] }
}
