/** Finds single turns in a raw file by their headings, without parsing the rest: recall shows passages on demand. Held against `parseRaw` by the tests. */

export interface TurnBlock {
  /** The turn's text, verbatim. */
  text: string
  /** Line of its heading, from 1. */
  headingLine: number
  /** Line of the text's first line. */
  textLine: number
}

/** Turn `number` of one file; `undefined` where it has none. */
export type TurnReader = (number: number) => TurnBlock | undefined

/** Where a turn's heading stands. */
interface Heading {
  at: number
  line: number
}

const HEADING = /(?<=\n)## turn-(\d+)(?=[\r\n])/g

/** Reads turns of a raw file's text; its headings are looked for once. Texts are quoted, so only a heading can look like one. */
export function turnReader(file: string): TurnReader {
  let headings: Map<number, Heading> | undefined
  return (number) => {
    headings ??= headingsIn(file)
    const heading = headings.get(number)
    return heading && blockAt(file, heading)
  }
}

/** Of two with one number, the first. */
function headingsIn(file: string): Map<number, Heading> {
  const headings = new Map<number, Heading>()
  let line = 1
  let counted = 0
  for (const { index, 1: number } of file.matchAll(HEADING)) {
    for (let at = file.indexOf('\n', counted); at >= 0 && at < index; at = file.indexOf('\n', at + 1)) line += 1
    counted = index
    if (!headings.has(Number(number))) headings.set(Number(number), { at: index, line })
  }
  return headings
}

function blockAt(file: string, heading: Heading): TurnBlock | undefined {
  const lines: string[] = []
  let textLine = heading.line
  let { at } = heading
  while (at < file.length) {
    const end = file.indexOf('\n', at)
    const line = file.slice(at, end < 0 ? file.length : end)
    if (line.startsWith('>')) lines.push(line.slice(line.startsWith('> ') ? 2 : 1))
    else if (lines.length > 0) break
    if (lines.length === 0) textLine += 1
    if (end < 0) break
    at = end + 1
  }
  // A file that some tool has converted to Windows line ends shows it in its first line.
  const converted = file.startsWith('---\r\n')
  const text = (converted ? lines.map((line) => line.replace(/\r$/, '')) : lines).join('\n')
  return lines.length === 0 ? undefined : { text, headingLine: heading.line, textLine }
}
