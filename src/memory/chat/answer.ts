/** One answer of a model: streamed, with rounds of tool calls inside fixed bounds. */
import { MemError } from '../../errors.ts'
import type { ChatMessage, ChatModel, ChatRequest, ToolCall } from '../ports.ts'
import type { Usage } from '../types.ts'
import { TOOL_SPECS } from './prompt.ts'
import { failure, runTool } from './tools.ts'
import type { ChatAnswer, ChatDeps, ChatHit, ChatLimits, ChatOutput } from './types.ts'

export interface AnswerDeps extends Pick<ChatDeps, 'folder' | 'recall' | 'countTokens' | 'costUsd'> {
  model: ChatModel
  limits: ChatLimits
}

export interface AnswerOptions {
  signal: AbortSignal
  /** Called with the whole answer so far at the end of every sentence. */
  onSentence: (text: string) => Promise<void>
}

/** What came of it. A failure comes with what had been said before it. */
export interface AnswerOutcome {
  text: string
  /** The end of `text` that was not given out yet: to be shown once the answer is kept. */
  lastDelta: string
  /** What the model said and what the tools answered, as the next request repeats it. */
  messages: ChatMessage[]
  stop: ChatAnswer['stop']
  usage: Usage
  costUsd: number | null
  hits: ChatHit[]
  failure?: MemError
}

const SENTENCE_END = /[.!?:。！？][)\]"'”’]*\s|\n/

/** Streams the answer to `messages`; never throws a `MemError`, but returns it as `failure`. */
export async function* answerWithModel(
  deps: AnswerDeps,
  request: Pick<ChatRequest, 'system' | 'messages'>,
  options: AnswerOptions,
): AsyncGenerator<ChatOutput, AnswerOutcome> {
  const answer = new Answer(deps, options)
  try {
    // After the last round the model is told that it was the last, and has one more step to answer in.
    for (let round = 0; round <= deps.limits.toolRounds + 1; round++) {
      const calls = yield* answer.step(request)
      if (calls.length === 0) break
      yield* answer.runCalls(calls, { isOver: round >= deps.limits.toolRounds })
    }
  } catch (error) {
    if (!(error instanceof MemError)) throw error
    return answer.outcome(options.signal.aborted || error.code === 'interrupted' ? undefined : error)
  }
  return answer.outcome()
}

class Answer {
  readonly #deps: AnswerDeps
  readonly #options: AnswerOptions
  readonly #messages: ChatMessage[] = []
  readonly #hits: ChatHit[] = []
  #text = ''
  #held = ''
  #savedCharacters = 0
  #toolTokens = 0
  #usage: Usage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 }
  #costUsd: number | null = 0
  #stop: ChatAnswer['stop'] = 'stopped'

  constructor(deps: AnswerDeps, options: AnswerOptions) {
    this.#deps = deps
    this.#options = options
  }

  /** One call of the model. Returns the tools that it wants. */
  async *step({ system, messages }: Pick<ChatRequest, 'system' | 'messages'>): AsyncGenerator<ChatOutput, ToolCall[]> {
    const { model, limits } = this.#deps
    const before = this.#text.length
    const toolCalls: ToolCall[] = []
    this.#stop = 'stopped'
    const stream = model.stream(
      { system, messages: [...messages, ...this.#messages], tools: TOOL_SPECS, maxTokens: limits.answerTokens },
      { signal: this.#options.signal },
    )
    for await (const event of stream) {
      switch (event.type) {
        case 'text':
          yield* this.#say(event.delta, { startsStep: this.#text.length === before })
          break
        case 'toolCall':
          toolCalls.push(event.call)
          break
        case 'done':
          this.#count(event.usage)
          this.#stop = event.stop === 'tools' ? 'end' : event.stop
          break
        default:
          return event satisfies never
      }
    }
    const calls = this.#stop === 'end' ? toolCalls : []
    this.#messages.push({ role: 'assistant', text: this.#text.slice(before).trim(), toolCalls: calls })
    return calls
  }

  /** Runs the tools and hands their results to the next step. */
  async *runCalls(calls: readonly ToolCall[], { isOver }: { isOver: boolean }): AsyncGenerator<ChatOutput> {
    const { limits, countTokens } = this.#deps
    const results: { id: string; text: string; isError: boolean }[] = []
    for (const call of calls) {
      const budgetTokens = limits.toolTokens - this.#toolTokens
      const outcome =
        isOver || budgetTokens <= 0
          ? failure('No more tools in this turn: answer with what you have.')
          : await runTool(this.#deps, call, { budgetTokens })
      this.#toolTokens += countTokens(outcome.text)
      this.#hits.push(...outcome.hits)
      results.push({ id: call.id, text: outcome.text, isError: outcome.isError })
      yield { type: 'tool', label: outcome.label }
      if (outcome.hits.length) yield { type: 'recalled', hits: outcome.hits }
    }
    this.#messages.push({ role: 'tool', results })
  }

  outcome(failed?: MemError): AnswerOutcome {
    // A step that was cut off leaves calls without results, which no provider takes back: its text is all that counts.
    const isWhole = this.#stop !== 'stopped' && this.#messages.at(-1)?.role === 'assistant'
    return {
      text: this.#text,
      lastDelta: this.#held,
      messages: isWhole ? this.#messages : [{ role: 'assistant', text: this.#text, toolCalls: [] }],
      stop: this.#stop,
      usage: this.#usage,
      costUsd: this.#costUsd,
      hits: this.#hits,
      ...(failed && { failure: failed }),
    }
  }

  /** Gives out the piece before this one: the last piece waits until the answer is on disk. */
  async *#say(delta: string, { startsStep }: { startsStep: boolean }): AsyncGenerator<ChatOutput> {
    const isContinued = startsStep && this.#text !== ''
    const piece = isContinued ? `\n\n${delta.trimStart()}` : delta
    if (piece === '') return
    const ready = this.#held
    this.#text += piece
    this.#held = piece
    if (SENTENCE_END.test(this.#text.slice(this.#savedCharacters))) {
      this.#savedCharacters = this.#text.length
      await this.#options.onSentence(this.#text)
    }
    if (ready !== '') yield { type: 'text', delta: ready }
  }

  #count(usage: Usage): void {
    const costUsd = this.#deps.costUsd(usage)
    this.#costUsd = this.#costUsd === null || costUsd === null ? null : this.#costUsd + costUsd
    this.#usage = {
      inputTokens: this.#usage.inputTokens + usage.inputTokens,
      outputTokens: this.#usage.outputTokens + usage.outputTokens,
      cacheReadTokens: this.#usage.cacheReadTokens + usage.cacheReadTokens,
      cacheWriteTokens: this.#usage.cacheWriteTokens + usage.cacheWriteTokens,
    }
  }
}
