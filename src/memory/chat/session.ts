/** One conversation with a memory: every turn is kept first, then recalled for, then answered. */
import { MemError } from '../../errors.ts'
import { localDay, localTime, longDate } from '../../markdown/calendar.ts'
import { parseFrontMatter } from '../../markdown/front-matter.ts'
import { Questions } from '../../redaction/asking.ts'
import type { ChatMessage } from '../ports.ts'
import type { SeenTurns } from '../recall/types.ts'
import type { Turn } from '../types.ts'
import { type AnswerOutcome, answerWithModel } from './answer.ts'
import { systemPrompt, turnPrompt } from './prompt.ts'
import { quoteAnswer, saysMoreThan } from './quote.ts'
import { shown } from './tools.ts'
import {
  type ChatDeps,
  type ChatHit,
  type ChatInput,
  type ChatLimits,
  type ChatOutput,
  type ChatQuery,
  DEFAULT_LIMITS,
  type KeptSession,
} from './types.ts'
import { cutMiddle, type Exchange, trimExchanges } from './window.ts'

export interface ChatSession {
  /** The system prompt: the same bytes for as long as the session lasts. */
  readonly system: string
  /** False once something that was said could not be kept. */
  readonly isKept: boolean
  /**
   * Answers one message. The user's words are on disk before anything else happens, the answer before its last piece is given.
   * An abort ends the answer with `stop: 'stopped'`. `MemError('config' | 'provider' | 'cap')` where the model cannot answer;
   * what was said is kept in any case. Where it cannot be kept (a folder that may only be read, a full disk), no model is asked; without
   * one the memory answers, and `unkept` says so.
   */
  ask(input: ChatInput, options: { signal: AbortSignal }): AsyncGenerator<ChatOutput, void>
}

/** Words of a message that are searched for: a pasted document is no question. */
const QUERY_CHARACTERS = 2000
/** A message this short may lean on the one before it ("and what did it cost?"). */
const SHORT_QUESTION_CHARACTERS = 60
const REDACTED = 'A secret in that was taken out before it is kept or sent; --no-redact leaves it in.'
/** Of the context, what one message may take. */
const INPUT_SHARE = 0.6

/** Starts a conversation. ROOT.md is read once: later changes belong to the next session. */
export async function createChatSession(deps: ChatDeps): Promise<ChatSession> {
  return new Conversation(deps, systemPrompt(await rootText(deps)))
}

/** ROOT.md without its front matter, which is for the program. */
async function rootText({ folder }: Pick<ChatDeps, 'folder'>): Promise<string> {
  const text = (await folder.read('ROOT.md')) ?? ''
  try {
    return parseFrontMatter(text).body
  } catch {
    return text
  }
}

interface Recalled {
  /** Not in the conversation yet. */
  fresh: ChatHit[]
  /** Given with an earlier message that the model still sees. */
  known: ChatHit[]
}

class Conversation implements ChatSession {
  readonly system: string
  readonly #deps: ChatDeps
  readonly #limits: ChatLimits
  #exchanges: readonly Exchange[] = []
  #previousText = ''
  #raw: KeptSession = { path: '', turns: 0, parts: [] }
  /** The first turn of the message that is being answered: what was piped in, or the message. */
  #askedFrom = 1
  #turnCount = 0
  /** A bare answer is a secret where the one before asked for one. */
  readonly #questions = new Questions()
  #isKept = true
  /** Why the last turns were not kept. */
  #loss: MemError | undefined

  constructor(deps: ChatDeps, system: string) {
    this.#deps = deps
    this.#limits = { ...DEFAULT_LIMITS, ...deps.limits }
    this.system = system
  }

  get isKept(): boolean {
    return this.#isKept
  }

  async *ask(input: ChatInput, { signal }: { signal: AbortSignal }): AsyncGenerator<ChatOutput, void> {
    const { redact, model } = this.#deps
    const text = redact(input.text, this.#questions.askedOf('user'))
    this.#questions.hear(text)
    const piped = input.piped === undefined ? undefined : redact(input.piped)
    if (text !== input.text || piped !== input.piped) yield { type: 'notice', message: REDACTED }
    const firstTurn = this.#raw.turns + 1
    this.#askedFrom = firstTurn
    yield* this.#keepSaid([...(piped ? [this.#turn('tool', piped)] : []), this.#turn('user', text)])
    const recalled = await this.#recall(text)
    yield { type: 'recalled', hits: [...recalled.fresh, ...recalled.known] }
    if (!model) return yield* this.#quote(text, recalled)

    const message: ChatMessage = { role: 'user', text: this.#prompt({ text, ...(piped && { piped }) }, recalled.fresh) }
    this.#makeRoomFor(message)
    const outcome = yield* answerWithModel(
      { ...this.#deps, model, limits: this.#limits, recall: (query) => this.#recallUnseen(query) },
      { system: this.system, messages: [...this.#exchanges.flatMap(({ messages }) => messages), message] },
      { signal, onSentence: (said) => this.#keepDraft(said) },
    )
    if (outcome.failure && outcome.text === '') {
      return yield* this.#afterFailure(outcome.failure, { text, recalled, message, firstTurn })
    }
    await this.#keepAnswer(outcome)
    this.#remember([message, ...outcome.messages], { hits: recalled.fresh, firstTurn })
    yield* this.#finish(outcome, recalled)
  }

  /** The model said nothing: without a provider or past the day's cap the memory answers alone; a wrong setting is the user's to mend. */
  async *#afterFailure(
    failure: MemError,
    {
      text,
      recalled,
      message,
      firstTurn,
    }: { text: string; recalled: Recalled; message: ChatMessage; firstTurn: number },
  ): AsyncGenerator<ChatOutput, void> {
    if (failure.code !== 'provider' && failure.code !== 'cap') throw failure
    yield { type: 'notice', message: `${failure.message} The answer below is quoted from the memory. ${failure.hint}` }
    for await (const output of this.#quote(text, recalled)) {
      if (output.type === 'answer') {
        const reply: ChatMessage = { role: 'assistant', text: output.answer.text, toolCalls: [] }
        this.#remember([message, reply], { hits: recalled.fresh, firstTurn })
      }
      yield output
    }
  }

  async *#finish(outcome: AnswerOutcome, { fresh, known }: Recalled): AsyncGenerator<ChatOutput, void> {
    const { text, lastDelta, failure, stop, usage, costUsd, hits } = outcome
    if (lastDelta !== '') yield { type: 'text', delta: lastDelta }
    if (failure) throw failure
    if (stop === 'length')
      yield { type: 'notice', message: 'The answer was cut at its longest length. Ask it to go on.' }
    if (stop === 'refused') yield { type: 'notice', message: 'The model declined to answer.' }
    if (stop === 'end' && text === '') yield { type: 'notice', message: 'The model gave an empty answer. Ask again.' }
    const engine = this.#deps.model?.id ?? 'embedded'
    yield { type: 'answer', answer: { text, engine, stop, usage, costUsd, recalled: [...fresh, ...known, ...hits] } }
  }

  /** Answers with quotes. They are not kept: a memory of memories would feed on itself. */
  async *#quote(question: string, { fresh, known }: Recalled): AsyncGenerator<ChatOutput, void> {
    const hits = [...fresh, ...known]
    const text = quoteAnswer(question, hits)
    yield { type: 'text', delta: text }
    const usage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 }
    yield { type: 'answer', answer: { text, engine: 'embedded', stop: 'end', usage, costUsd: 0, recalled: hits } }
  }

  // --- recall ---

  async #recall(text: string): Promise<Recalled> {
    const { recallHits: k, recallTokens: budgetTokens } = this.#limits
    const isShort = text.length <= SHORT_QUESTION_CHARACTERS
    const query = (isShort ? `${text} ${this.#previousText}` : text).slice(0, QUERY_CHARACTERS).trim()
    this.#previousText = text
    const found = query === '' ? [] : await this.#recallUnseen({ query, k, budgetTokens })
    const hits = found.filter((hit) => saysMoreThan(text, hit.text))
    const given = new Set(this.#exchanges.flatMap(({ hits }) => hits.map(keyOf)))
    return {
      fresh: hits.filter((hit) => !given.has(keyOf(hit))),
      known: hits.filter((hit) => given.has(keyOf(hit))),
    }
  }

  /** What the model sees already is no hit: the conversation itself, and ROOT.md in the system prompt. */
  async #recallUnseen(query: ChatQuery): Promise<ChatHit[]> {
    const exclude = turnsFrom(this.#exchanges[0]?.firstTurn ?? this.#askedFrom, this.#raw)
    const hits = await this.#deps.recall({ ...query, exclude })
    return this.#deps.model ? hits.filter(({ path }) => path !== 'ROOT.md') : hits
  }

  // --- what the model sees ---

  #prompt({ text, piped }: ChatInput, memories: readonly ChatHit[]): string {
    const { now, timeZone, countTokens } = this.#deps
    const at = now()
    const day = localDay(at, timeZone)
    const limit = { budgetTokens: Math.floor(this.#limits.contextTokens * INPUT_SHARE), countTokens }
    return turnPrompt({
      text: cutMiddle(text, limit),
      ...(piped && { piped: cutMiddle(piped, limit) }),
      now: `${longDate(day)}, ${localTime(at, timeZone)} (${timeZone})`,
      memories: shown(memories),
    })
  }

  #makeRoomFor(message: ChatMessage): void {
    const budgetTokens = this.#limits.contextTokens - this.#tokensOf([message])
    this.#exchanges = trimExchanges(this.#exchanges, { budgetTokens })
  }

  #remember(
    messages: readonly ChatMessage[],
    { hits, firstTurn }: { hits: readonly ChatHit[]; firstTurn: number },
  ): void {
    const last = messages.at(-1)
    if (last?.role !== 'assistant' || last.text === '') return
    this.#exchanges = [...this.#exchanges, { messages, tokens: this.#tokensOf(messages), firstTurn, hits }]
  }

  #tokensOf(messages: readonly ChatMessage[]): number {
    return messages.reduce((sum, message) => sum + this.#deps.countTokens(JSON.stringify(message)), 0)
  }

  // --- what is kept ---

  async #keep(turns: readonly Turn[]): Promise<void> {
    try {
      this.#raw = await this.#deps.history.append(turns)
      this.#loss = undefined
    } catch (error) {
      this.#isKept = false
      if (error instanceof MemError) this.#loss = error
      throw error
    }
  }

  /** Quotes need no more than to read: what cannot be kept is answered all the same, and said not to be kept, once for each cause. */
  async *#keepSaid(turns: readonly Turn[]): AsyncGenerator<ChatOutput, void> {
    const before = this.#loss
    try {
      await this.#keep(turns)
    } catch (error) {
      if (!(error instanceof MemError) || error.code === 'interrupted' || this.#deps.model) throw error
      if (error.message !== before?.message) yield { type: 'unkept', error }
    }
  }

  async #keepAnswer({ text, stop, failure }: AnswerOutcome): Promise<void> {
    if (text === '') return
    const mark = failure ? '\n\n[broken off by an error]' : stop === 'stopped' ? '\n\n[stopped by the user]' : ''
    const clean = this.#redactAnswer(text)
    this.#questions.hear(clean)
    await this.#keep([this.#turn('assistant', clean + mark)])
    await this.#deps.draft.discard(this.#raw.path)
  }

  #keepDraft(text: string): Promise<void> {
    const turn = this.#turn('assistant', this.#redactAnswer(text), { id: this.#turnCount + 1 })
    return this.#deps.draft.save({ rawPath: this.#raw.path, turn })
  }

  #redactAnswer(text: string): string {
    return this.#deps.redact(text, this.#questions.askedOf('assistant'))
  }

  /** The next turn of the session. Its id makes equal words at different times ("yes") different turns. */
  #turn(role: keyof typeof SPEAKERS, text: string, { id = ++this.#turnCount } = {}): Turn {
    return { speaker: SPEAKERS[role], role, text, at: this.#deps.now().toISOString(), id: String(id) }
  }
}

const SPEAKERS = { user: 'User', assistant: 'Assistant', tool: 'stdin' } as const

const keyOf = ({ path, turns, text }: ChatHit): string => JSON.stringify([path, turns, text.slice(0, 40)])

/** The turns of the session from this one on, file by file. */
function turnsFrom(first: number, { parts }: KeptSession): SeenTurns[] {
  let before = 0
  return parts.flatMap(({ path, turns }) => {
    const fromTurn = Math.max(1, first - before)
    before += turns
    return first <= before ? [{ path, fromTurn }] : []
  })
}
