/** What fits into so much room, the first first. */

/** What each of the first entries takes, up to the one with which they take more than the room. */
export function firstBeyond<T>(
  room: number,
  entries: readonly T[],
  costOf: (entry: T, index: number) => number,
): number[] {
  const costs: number[] = []
  let total = 0
  for (const [index, entry] of entries.entries()) {
    if (total > room) break
    const cost = costOf(entry, index)
    costs.push(cost)
    total += cost
  }
  return costs
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** How many of the first lines fit. */
export function mostWithin(
  tokens: readonly number[],
  { room, headings }: { room: number; headings: (count: number) => number },
): number {
  let total = 0
  let count = 0
  for (const cost of tokens) {
    total += cost
    if (total + headings(count + 1) > room) return count
    count++
  }
  return count
}
