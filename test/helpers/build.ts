/**
 * Builds the program once before the tests, into a folder of this run's own: tests that start real processes run the code under test, and two
 * runs at once do not change each other's program.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PROJECT = fileURLToPath(new URL('../../', import.meta.url))

export default function buildOnce(): () => void {
  const place = mkdtempSync(join(tmpdir(), 'mem-build-'))
  execFileSync(process.execPath, [join(PROJECT, 'scripts/build.mjs'), join(place, 'dist')], { stdio: 'inherit' })
  mkdirSync(join(place, 'bin'))
  copyFileSync(join(PROJECT, 'bin/mem.js'), join(place, 'bin/mem.js'))
  copyFileSync(join(PROJECT, 'package.json'), join(place, 'package.json'))
  cpSync(join(PROJECT, 'memory-template'), join(place, 'memory-template'), { recursive: true })
  // Workers inherit the environment: `spawn-mem.ts` finds the program there.
  process.env.MEM_TEST_PROGRAM = join(place, 'bin/mem.js')
  return () => rmSync(place, { recursive: true, force: true })
}
