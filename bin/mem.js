#!/usr/bin/env node
import { readFileSync } from 'node:fs'

/**
 * Settings of V8 for a short run, which spends much of its time in compilers: a pattern is compiled for the machine at once, not first to be
 * interpreted and then again; and Node 20 optimises functions so early that it costs more than it saves. By Node's major version, as another
 * V8 may not know them.
 */
const V8_FLAGS = {
  20: ['--no-regexp-tier-up', '--interrupt-budget=200000'],
  22: ['--no-regexp-tier-up'],
  24: ['--no-regexp-tier-up'],
}

const [word, ...more] = process.argv.slice(2)
if (more.length === 0 && (word === '--version' || word === '-V')) {
  // Told without loading the program. Whoever reads it may have stopped reading: that is a success.
  process.stdout.on('error', ({ code, message }) => {
    if (code === 'EPIPE') return
    process.stderr.on('error', () => {})
    process.stderr.write(`mem: Cannot write to standard output: ${message}.\n     Send it somewhere else.\n`)
    process.exitCode = 3
  })
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  process.stdout.write(`${version}\n`)
} else {
  const [major] = process.versions.node.split('.')
  for (const flag of V8_FLAGS[major] ?? []) process.getBuiltinModule('node:v8').setFlagsFromString(flag)
  const { start } = await import('../dist/main.js')
  await start()
}
