/** What is copied and never reworded: URLs, code, paths, identifiers. */
import type { Check, Finding, Problem } from './source.ts'

export const checkUrls: Check = (text, { lower }) =>
  missing(text, /\bhttps?:\/\/[^\s)>\]"'`]+[^\s)>\]"'`.,;:!?]/gi, { lower, problem: 'url' })

export const checkCode: Check = (text, { lower }) => {
  const squeezed = lower.replace(/\s+/g, ' ')
  for (const [, code = ''] of text.matchAll(/`([^`]+)`/g)) {
    if (!squeezed.includes(code.toLowerCase().replace(/\s+/g, ' ').trim())) return { problem: 'code', value: code }
  }
  return undefined
}

export const checkPaths: Check = (text, { lower }) =>
  missing(
    text,
    /(?<![\w/.:-])(?:~|\.{1,2})?\/?(?:[\w.@+-]+\/)+[\w.@+-]*\w|(?<![\w/.:-])[\w-]+(?:\.[\w-]+)*\.[a-z]{1,5}(?![\w/])/gi,
    {
      lower,
      problem: 'path',
      skip: (value) => /^(?:e\.g|i\.e|a\.m|p\.m|u\.s|u\.k|\w\.\w|and\/or|he\/she|either\/or)$/i.test(value),
    },
  )

export const checkIdentifiers: Check = (text, { lower }) =>
  missing(
    text,
    /(?<![\w-])(?:--?[a-z][\w-]*\w|[#@][\w-]*\w|\$\d+(?:[.,]\d+)*|\$\w+|\w*_\w+|[a-z]+[A-Z]\w*|[A-Za-z]+\d(?:[\w.-]*\w)?|\w+::\w+|v?\d+\.\d+\.\d+\w*|[\w.+-]+@[\w-]+\.\w+)(?![\w-]|\.\w)/g,
    { lower, problem: 'identifier' },
  )

function missing(
  text: string,
  pattern: RegExp,
  { lower, problem, skip = () => false }: { lower: string; problem: Problem; skip?: (value: string) => boolean },
): Finding | undefined {
  for (const [value] of text.matchAll(pattern)) {
    if (!skip(value) && !standsIn(lower, value.toLowerCase())) return { problem, value }
  }
  return undefined
}

/** As a whole: `src/a.ts` does not stand in `src/a.tsx`, nor `src/a` in `src/a/b`; but `$39` stands in `$39/month`. */
function standsIn(lower: string, value: string): boolean {
  const longer = value.includes('/') ? /^(?:\w|[./-]\w)/ : /^(?:\w|[.-]\w)/
  for (let at = lower.indexOf(value); at >= 0; at = lower.indexOf(value, at + 1)) {
    const before = lower[at - 1] ?? ' '
    const after = lower.slice(at + value.length, at + value.length + 2)
    if (!/\w/.test(before) && !longer.test(after)) return true
  }
  return false
}
