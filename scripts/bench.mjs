// Builds the program and the bench into a folder of this run's own, so that nobody's build changes what is measured, and runs it.
// `npm run bench -- recall speed` runs only those parts.
import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const place = mkdtempSync(join(tmpdir(), 'mem-bench-program-'))
const node = (args, env = {}) =>
  spawnSync(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status ?? 1

try {
  process.exitCode = node([join(root, 'scripts/build.mjs'), join(place, 'dist')]) || (await runBench())
} finally {
  rmSync(place, { recursive: true, force: true })
}

async function runBench() {
  mkdirSync(join(place, 'bin'))
  for (const file of ['bin/mem.js', 'package.json']) copyFileSync(join(root, file), join(place, file))
  cpSync(join(root, 'memory-template'), join(place, 'memory-template'), { recursive: true })
  await build({
    absWorkingDir: root,
    entryPoints: ['test/bench/main.ts'],
    outfile: join(place, 'bench.js'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    banner: {
      js: "import { createRequire as createRequireForBundle } from 'node:module'; const require = createRequireForBundle(import.meta.url);",
    },
    logLevel: 'warning',
  })
  return node([join(place, 'bench.js'), ...process.argv.slice(2)], {
    MEM_BENCH_ROOT: root.replace(/[\\/]$/, ''),
    MEM_TEST_PROGRAM: join(place, 'bin/mem.js'),
  })
}
