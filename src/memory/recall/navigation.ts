/** ROOT.md also holds lines that only lead on: how large the memory is, which months there are, topics shortened to their name. They are no memories. */
import { ALSO } from '../../extract/topics/topic-index.ts'
import { lineHash } from '../../markdown/items.ts'
import type { LocatedStatement } from '../../markdown/statements.ts'

/** A run lists the hashes of its own lines in the front matter. */
const WRITTEN_LINES = /^---\r?\n(?:(?!---)[^\n]*\n)*?lines: "([^"\n]*)"/
const BULLET = /^[ \t]*[-*+] /

/** Without the lines that a run wrote to lead on. What a human wrote stays, whatever it says. */
export function withoutNavigation(statements: readonly LocatedStatement[], file: string): LocatedStatement[] {
  const written = new Set(WRITTEN_LINES.exec(file)?.[1]?.split(' '))
  const lines = file.split('\n')
  return statements.filter(({ memory, lines: [first, last] }) => {
    const line = lines
      .slice(first - 1, last)
      .join('\n')
      .replaceAll('\r', '')
    if (!written.has(lineHash(line))) return true
    return BULLET.test(line) && memory.citations.every(({ turns }) => turns !== undefined) && tellsMore(memory.text)
  })
}

/** Behind the name of a topic, which it may begin with. */
const tellsMore = (text: string): boolean => !text.startsWith(ALSO) && (/: ?\S/.test(text) || /[.!?]$/.test(text))
