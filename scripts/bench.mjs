// Bundles the bench (Node 20 runs no TypeScript) and runs it. `npm run bench -- recall speed` runs only those parts.
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { build } from 'esbuild'

const root = new URL('..', import.meta.url).pathname
mkdirSync(`${root}.bench`, { recursive: true })
await build({
  absWorkingDir: root,
  entryPoints: ['test/bench/main.ts'],
  outfile: '.bench/main.js',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  banner: {
    js: "import { createRequire as createRequireForBundle } from 'node:module'; const require = createRequireForBundle(import.meta.url);",
  },
  logLevel: 'warning',
})
const run = spawnSync(process.execPath, [`${root}.bench/main.js`, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, MEM_BENCH_ROOT: process.env.MEM_BENCH_ROOT ?? root.replace(/\/$/, '') },
})
process.exitCode = run.status ?? 1
