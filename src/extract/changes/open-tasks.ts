/** Tasks that are open, by the words of their things: whatever is said is compared with the few that it may close. */
import type { Memory } from '../../memory/types.ts'
import { terms } from '../../rank/tokenize.ts'
import { claimOf } from './claims.ts'
import { outcomeOf, type Task, taskOf } from './closing.ts'

/** Memories are never changed, and each day asks for those of many days before it. */
const tasks = new WeakMap<Memory, { task: Task | undefined }>()

function taskIn(action: Memory): Task | undefined {
  const known = tasks.get(action) ?? { task: taskOf(action.text) }
  tasks.set(action, known)
  return known.task
}

export class OpenTasks {
  readonly #answers = new Map<string, boolean>()
  readonly #byWord = new Map<string, Task[]>()

  constructor(actions: readonly Memory[]) {
    for (const action of actions) {
      const task = taskIn(action)
      if (!task) continue
      for (const word of new Set([...task.object, ...task.awaited, ...task.topic])) {
        const near = this.#byWord.get(word)
        if (near) near.push(task)
        else this.#byWord.set(word, [task])
      }
    }
  }

  /** Whether a statement says that one of them is done, or no longer to be done. */
  isClosedBy(text: string): boolean {
    if (this.#byWord.size === 0) return false
    const known = this.#answers.get(text) ?? this.#closes(text)
    this.#answers.set(text, known)
    return known
  }

  #closes(text: string): boolean {
    const near = new Set([...new Set(terms(text))].flatMap((word) => this.#byWord.get(word) ?? []))
    if (near.size === 0) return false
    const claim = claimOf(text)
    return [...near].some((task) => outcomeOf(task, claim) !== undefined)
  }
}
