/** Picks what to keep under a token budget: each word counts once, so a second telling of the same thing is worth nothing. */

export interface Choice {
  /** What it costs in tokens when the pieces around it are kept too. */
  costTokens: number
  words: Iterable<string>
  /** Multiplies the value of its words; 0 leaves it out. */
  trust: number
  /** Index of the choice without which this one may not be kept. */
  parent?: number
  /** Choices of one group share the cost of opening it. */
  group: number
  /** Whether it only goes on with its parent, and takes no room of its own in the group. */
  goesOn?: boolean
}

export interface SelectOptions {
  budgetTokens: number
  values: ReadonlyMap<string, number>
  /** What the first choice of a group costs on top. */
  openingTokens: number
  /** After so many choices a group has to be opened again; without it, never. */
  groupSize?: number
  /** How often groups may be opened. */
  maxOpenings?: number
  /** Choices that are kept whatever they cost. */
  kept?: readonly number[]
  /** Value per token below which nothing more is taken, however much room there is. */
  leastDensity?: number
}

/**
 * Greedy weighted coverage by value per token (a (1 − 1/e) approximation for coverage under a knapsack, up to the last item), with
 * parents taken along. Returns the indexes that are kept, ascending.
 */
export function selectChoices(choices: readonly Choice[], options: SelectOptions): number[] {
  const state: State = {
    covered: new Set(),
    taken: new Set(),
    sizes: new Map(),
    openings: 0,
    leftTokens: options.budgetTokens,
  }
  for (const index of options.kept ?? []) take(choices, index, state, options)
  // Marginal value only shrinks, so an old bound that is already too low need not be computed again.
  const bounds = choices.map((_, index) => densityOf(choices, index, state, options))
  const order = bounds.map((_, index) => index)
  for (;;) {
    let best = -1
    let bestDensity = options.leastDensity ?? 0
    for (const index of order) {
      if (state.taken.has(index) || (bounds[index] ?? 0) <= bestDensity) continue
      const density = densityOf(choices, index, state, options)
      // Opening a group makes its other choices cheaper, so a bound may be low by that much; see refresh.
      bounds[index] = density
      if (density > bestDensity) {
        best = index
        bestDensity = density
      }
    }
    if (best < 0) break
    refresh(choices, best, { state, options, bounds })
  }
  return [...state.taken].sort((a, b) => a - b)
}

interface State {
  covered: Set<string>
  taken: Set<number>
  /** How many choices of each group are taken. */
  sizes: Map<number, number>
  openings: number
  leftTokens: number
}

/** Takes the best choice; its group and its children get cheaper and their bounds are computed anew. */
function refresh(
  choices: readonly Choice[],
  best: number,
  { state, options, bounds }: { state: State; options: SelectOptions; bounds: number[] },
): void {
  const taken = take(choices, best, state, options)
  const groups = new Set(taken.map((index) => choices[index]?.group))
  for (const [index, { group, parent }] of choices.entries()) {
    if (groups.has(group) || (parent !== undefined && taken.includes(parent))) {
      bounds[index] = densityOf(choices, index, state, options)
    }
  }
}

/** The choice with all that it hangs on and that is not kept yet, outermost first. */
function chainOf(choices: readonly Choice[], index: number, taken: ReadonlySet<number>): number[] {
  const chain: number[] = []
  for (let at: number | undefined = index; at !== undefined && !taken.has(at) && !chain.includes(at); ) {
    chain.unshift(at)
    at = choices[at]?.parent
  }
  return chain
}

/** Tokens of a chain, and how many groups it opens. */
function costOf(
  choices: readonly Choice[],
  chain: readonly number[],
  { sizes, options: { openingTokens, groupSize = Number.POSITIVE_INFINITY } }: Pick<State, 'sizes'> & Options,
): { tokens: number; openings: number } {
  const added = new Map<number, number>()
  let tokens = 0
  let openings = 0
  for (const index of chain) {
    const choice = choices[index]
    if (!choice) continue
    tokens += choice.costTokens
    if (choice.goesOn) continue
    const size = (sizes.get(choice.group) ?? 0) + (added.get(choice.group) ?? 0)
    added.set(choice.group, (added.get(choice.group) ?? 0) + 1)
    if (size % groupSize === 0) openings++
  }
  return { tokens: tokens + openings * openingTokens, openings }
}

interface Options {
  options: SelectOptions
}

/** Value per token of a choice with what it hangs on; 0 where it does not fit. */
function densityOf(choices: readonly Choice[], index: number, state: State, options: SelectOptions): number {
  const { values, maxOpenings = Number.POSITIVE_INFINITY } = options
  const chain = chainOf(choices, index, state.taken)
  const { tokens, openings } = costOf(choices, chain, { sizes: state.sizes, options })
  if (tokens > state.leftTokens || state.openings + openings > maxOpenings) return 0
  const fresh = new Set<string>()
  let gain = 0
  for (const at of chain) {
    const choice = choices[at]
    for (const word of choice?.words ?? []) {
      if (state.covered.has(word) || fresh.has(word)) continue
      fresh.add(word)
      gain += (values.get(word) ?? 0) * (choice?.trust ?? 0)
    }
  }
  return gain / Math.max(1, tokens)
}

function take(choices: readonly Choice[], index: number, state: State, options: SelectOptions): number[] {
  const chain = chainOf(choices, index, state.taken)
  const { tokens, openings } = costOf(choices, chain, { sizes: state.sizes, options })
  state.leftTokens -= tokens
  state.openings += openings
  for (const at of chain) {
    state.taken.add(at)
    const choice = choices[at]
    if (!choice) continue
    if (!choice.goesOn) state.sizes.set(choice.group, (state.sizes.get(choice.group) ?? 0) + 1)
    for (const word of choice.words) state.covered.add(word)
  }
  return chain
}
