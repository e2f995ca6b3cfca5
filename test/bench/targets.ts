/** Figures beside what they are to reach. Compared as they are, shown rounded. */

export interface Shown {
  digits?: number
  unit?: string
}

/** `85.3 ≥ 84`, or `83.1 < 84 missed`; the bare figure where it has no target. */
export function atLeast(value: number, target: number | undefined, shown: Shown = {}): string {
  return judged(value, target, { ...shown, sign: '≥', isMet: target === undefined || value >= target })
}

/** `1.2 s ≤ 2`, or `2.4 s > 2 missed`; the bare figure where it has no target. */
export function atMost(value: number, target: number | undefined, shown: Shown = {}): string {
  return judged(value, target, { ...shown, sign: '≤', isMet: target === undefined || value <= target })
}

const OPPOSITE = { '≥': '<', '≤': '>' } as const

function judged(
  value: number,
  target: number | undefined,
  { digits = 1, unit = '', sign, isMet }: Shown & { sign: '≥' | '≤'; isMet: boolean },
): string {
  const figure = value.toFixed(digits) + unit
  if (target === undefined) return figure
  return isMet ? `${figure} ${sign} ${target}` : `${figure} ${OPPOSITE[sign]} ${target} missed`
}

/** Of numbers, or the share of those that are true; 0 of none. */
export const meanOf = (values: readonly (number | boolean)[]): number =>
  values.reduce((sum: number, value) => sum + Number(value), 0) / Math.max(1, values.length)
