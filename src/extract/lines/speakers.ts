/** Who is a person with a name, and who only has a label. */
import type { Turn } from '../../memory/types.ts'

const LABELS =
  /^(?:user|human|me|assistant|ai|bot|claude|chatgpt|gpt|model|system|gemini|codex|speaker ?\d*|agent|copilot|note)$/i

/** Whether a speaker is called by what they do in the talk: `User`, `Assistant`, `Claude`. */
export const isLabel = (speaker: string): boolean => LABELS.test(speaker)

/** What a speaker is to the talk: a person with a name, the user, an assistant, or the writer of a note. */
export type Part = 'person' | 'user' | 'assistant' | 'note'

/** The part of every speaker. Who has an assistant to themselves is its user, also under their own name. */
export function partsOf(turns: readonly Pick<Turn, 'speaker' | 'role'>[]): ReadonlyMap<string, Part> {
  const parts = new Map(turns.map((turn) => [turn.speaker, partOf(turn)]))
  const people = [...parts].filter(([, part]) => part === 'person' || part === 'user')
  const [only, ...others] = people
  if (only && others.length === 0 && [...parts.values()].includes('assistant')) parts.set(only[0], 'user')
  return parts
}

function partOf({ speaker, role }: Pick<Turn, 'speaker' | 'role'>): Part {
  if (!isLabel(speaker)) return 'person'
  if (/^note$/i.test(speaker)) return 'note'
  return role === 'assistant' ? 'assistant' : 'user'
}

/** The names that speakers are addressed by: whole, the first of two or more, and their short forms. Longest first. */
export function namesOf(turns: readonly Pick<Turn, 'speaker'>[]): string[] {
  const names = new Set<string>()
  for (const { speaker } of turns) {
    if (isLabel(speaker)) continue
    names.add(speaker)
    const first = speaker.split(/\s+/)[0]
    if (first !== undefined && first.length > 2) names.add(first)
    if (first !== undefined && first.length > 4) {
      names.add(first.slice(0, 3))
      names.add(first.slice(0, 4))
    }
  }
  return [...names].sort((a, b) => b.length - a.length)
}
