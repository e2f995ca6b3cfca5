#!/usr/bin/env node
import { readFileSync } from 'node:fs'

const [word, ...more] = process.argv.slice(2)
if (more.length === 0 && (word === '--version' || word === '-V')) {
  // Told without loading the program. Whoever reads it may have stopped reading: that is a success.
  process.stdout.on('error', () => {})
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  process.stdout.write(`${version}\n`)
} else {
  // Node 20 optimises functions so early that its compiler takes much of the processor time of a short run.
  if (process.versions.node.startsWith('20.'))
    process.getBuiltinModule('node:v8').setFlagsFromString('--interrupt-budget=200000')
  const { start } = await import('../dist/main.js')
  await start()
}
