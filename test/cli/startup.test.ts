import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { PROGRAM } from '../helpers/spawn-mem.ts'

it('a question does not load the parser of front matter, which takes a tenth of its time', async () => {
  const main = await readFile(join(PROGRAM, '../../dist/main.js'), 'utf8')
  expect(main.includes('YAMLException')).toBe(false)
})
