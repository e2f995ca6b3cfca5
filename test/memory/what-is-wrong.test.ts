import { expect, it } from 'vitest'
import { whatIsWrong } from '../../src/memory/what-is-wrong.ts'

it.each([
  ['raw/a.md: it is not UTF-8 text.', 'it is not UTF-8 text.'],
  ['/home/m/raw/a.md is not UTF-8 text.', 'it is not UTF-8 text.'],
  ['Cannot read /home/m/raw/a.md: permission denied.', 'permission denied.'],
  ['Something about /home/m/raw/a.md.', 'Something about /home/m/raw/a.md.'],
  ['No file is named.', 'No file is named.'],
])('%s → %s', (message, expected) => expect(whatIsWrong(new Error(message), 'raw/a.md')).toBe(expected))
