/** A model that extracts, condenses and writes topic lines, as a server of either vendor: honest to the letter unless a test makes it worse. */
import { answerIn, type FakeAnswer, type RecordedRequest, type Reply, type Wire } from './fake-server.ts'

/** One line of an answer, whatever was asked. */
export interface ModelLine {
  text: string
  [key: string]: unknown
}

export type Task = 'memories' | 'lines of a period' | 'lines of topics'

export interface CompactorOptions {
  wire: Wire
  /** What becomes of an honest answer's lines. */
  lines?: (lines: ModelLine[], task: Task) => unknown[]
  /** What becomes of the whole answer. */
  answer?: (answer: FakeAnswer, task: Task) => FakeAnswer
}

const USAGE = { input: 100, output: 50, cacheRead: 0, cacheWrite: 0 }

/** Answers every request that extraction and compaction make. */
export const compactor =
  ({ wire, lines: change = (lines) => lines, answer = (whole) => whole }: CompactorOptions): Reply =>
  (response, request) => {
    const prompt = promptOf(request)
    const task = taskOf(prompt)
    const lines = change(honestLines(task, prompt), task)
    const json = JSON.stringify(task === 'memories' ? { memories: lines } : { lines })
    return answerIn(wire, answer({ texts: [json], usage: USAGE }, task))(response, request)
  }

/** The first message of the user, as either vendor's body holds it. */
export function promptOf({ body }: RecordedRequest): string {
  const messages = Array.isArray(body.messages) ? body.messages : []
  const first = messages.find(({ role }) => role === 'user')
  return typeof first.content === 'string' ? first.content : first.content[0].text
}

/** What a prompt asks for. */
export function taskOf(prompt: string): Task {
  if (prompt.includes('<transcript>')) return 'memories'
  return prompt.includes('<topic ') ? 'lines of topics' : 'lines of a period'
}

function honestLines(task: Task, prompt: string): ModelLine[] {
  switch (task) {
    case 'memories':
      return blocksIn(prompt.slice(prompt.indexOf('<transcript>')), 'turn').map(({ number, text }) => ({
        kind: /decided/.test(text) ? 'decision' : 'fact',
        text,
        topic: /kyoto/i.test(text) ? 'kyoto' : 'invoices',
        firstTurn: number,
        lastTurn: number,
        status: null,
      }))
    case 'lines of a period':
      return blocksIn(prompt, 'memory').map(({ number, kind, text }) => ({ kind, text, from: [number] }))
    case 'lines of topics':
      return prompt.split(/(?=<topic number)/).flatMap((block) => {
        const topic = Number(/^<topic number="(\d+)"/.exec(block)?.[1])
        const memories = blocksIn(block, 'memory').toReversed()
        const newest = memories.find(({ kind }) => kind === 'decision') ?? memories[0]
        return newest ? [{ topic, text: newest.text, from: [newest.number] }] : []
      })
    default:
      return task satisfies never
  }
}

function blocksIn(prompt: string, name: string): { number: number; kind: string; text: string }[] {
  const pattern = new RegExp(`<${name} number="(\\d+)"(?: kind="(\\w+)")?[^>]*>\\n([^<]*)\\n</${name}>`, 'g')
  return [...prompt.matchAll(pattern)].map(([, number, kind = '', text = '']) => ({
    number: Number(number),
    kind,
    text,
  }))
}
