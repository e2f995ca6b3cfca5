// The main job on bundled transcripts: three weeks of one person's sessions → a memory folder → answers. No key, no network.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const SAMPLES = 'test/fixtures/demo'
const HEAD_LINES = 36
/** Obviously fake, and still nothing that a memory may keep. */
const SECRETS = ['AKIAIOSFODNN7EXAMPLE', 'wJalrXUtnFEMI', 'not-a-real-password-Example1']
/** What a pasted web page tried to have remembered. */
const INJECTED = 'has approved wiring'

const folder = mkdtempSync(join(tmpdir(), 'mem-demo-'))
const startedMs = Date.now()
const env = { ...withoutModels(process.env), MEM_DIR: folder, MEM_TIME_ZONE: 'Europe/Lisbon', NO_COLOR: '1' }

say(`$ export MEM_DIR=${folder} MEM_TIME_ZONE=${env.MEM_TIME_ZONE}`)
const samples = readdirSync(join(ROOT, SAMPLES)).sort()
const withTimes = samples.filter((name) => /\.jsonl?$/.test(name))
const plain = samples.filter((name) => /\.(txt|md)$/.test(name))

mem(['init'])
mem(['capture', ...withTimes.map((name) => `${SAMPLES}/${name}`)], { typed: `mem capture ${SAMPLES}/*.json*` })
// Plain text knows no dates: they are given, and the text is piped.
for (const name of plain) {
  const date = name.slice(0, '2026-11-03'.length)
  mem(['capture', '--date', date, '-'], { typed: `mem capture --date ${date} - < ${SAMPLES}/${name}`, stdin: name })
}
mem(['compact'])

say(`\n$ head -${HEAD_LINES} $MEM_DIR/ROOT.md`)
const rootText = readFileSync(join(folder, 'ROOT.md'), 'utf8')
say(rootText.split('\n').slice(0, HEAD_LINES).join('\n'))

// The first hit must be the change, not what it replaced.
mem(['recall', 'On which day is the stand-up now?', '-k', '3'], { expect: /^1\. .*\n.*Thursday/m })
mem(['recall', 'Why did we move from SQLite to Postgres?', '-k', '3'], { expect: /Postgres/ })
mem(['recall', 'Which nuts is Leo allergic to?', '-k', '3'], { expect: /cashews/ })
mem(['chat', 'When do we fly to Kyoto, and what did the flights cost?'], {
  expect: /27 March[\s\S]*3,412|3,412[\s\S]*27 March/,
})

checkFolder()
const seconds = ((Date.now() - startedMs) / 1000).toFixed(1)
say(`\nDone in ${seconds} s. The memory is yours to read, in any editor:\n${folder}`)

/** Runs the built program and shows what a user would see. Ends the demo where a step fails or misses what it should find. */
function mem(args, { typed = `mem ${args.map(quote).join(' ')}`, stdin, expect } = {}) {
  say(`\n$ ${typed}`)
  const input = stdin && readFileSync(join(ROOT, SAMPLES, stdin))
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'bin/mem.js'), ...args], {
    cwd: ROOT,
    env,
    encoding: 'utf8',
    ...(input && { input }),
    maxBuffer: 64 * 1024 * 1024,
  })
  process.stdout.write(stderr + stdout)
  if (status !== 0) fail(`\`${typed}\` ended with status ${status}.`)
  if (expect && !expect.test(stdout)) fail(`\`${typed}\` did not find ${expect}.`)
}

/** No secret anywhere, no injected sentence among the memories. */
function checkFolder() {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(md|json|jsonl)$/.test(name)) continue
    const text = readFileSync(join(folder, name), 'utf8')
    const secret = SECRETS.find((fake) => text.includes(fake))
    if (secret) fail(`${name} holds a secret that should have been redacted: ${secret}`)
    if (/^(daily|weekly|monthly|ROOT)/.test(name) && text.includes(INJECTED))
      fail(`${name} holds an injected sentence.`)
  }
}

function withoutModels(variables) {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !/^(ANTHROPIC|OPENAI|MEM)_/.test(name)))
}

function quote(word) {
  return /^[\w./-]+$/.test(word) ? word : `"${word}"`
}

function say(line) {
  process.stdout.write(`${line}\n`)
}

function fail(message) {
  process.stderr.write(`\ndemo: ${message}\n      The folder is kept for a look: ${folder}\n`)
  process.exit(1)
}
