/** Tasks that are open, by the words of their things: whatever is said is compared with the few that it may close. */
import type { Memory } from '../../memory/types.ts'
import { terms } from '../../rank/tokenize.ts'
import { claimOf } from './claims.ts'
import { outcomeOf, type Task } from './closing.ts'
import { describe } from './known.ts'

export class OpenTasks {
  readonly #byWord = new Map<string, Task[]>()

  constructor(actions: readonly Memory[]) {
    for (const action of actions) {
      const { task } = describe(action)
      if (!task) continue
      for (const word of new Set([...task.object, ...task.awaited, ...task.topic]))
        this.#byWord.set(word, [...(this.#byWord.get(word) ?? []), task])
    }
  }

  /** Whether a statement says that one of them is done, or no longer to be done. */
  isClosedBy(text: string): boolean {
    if (this.#byWord.size === 0) return false
    const near = new Set([...new Set(terms(text))].flatMap((word) => this.#byWord.get(word) ?? []))
    if (near.size === 0) return false
    const claim = claimOf(text)
    return [...near].some((task) => outcomeOf(task, claim) !== undefined)
  }
}
