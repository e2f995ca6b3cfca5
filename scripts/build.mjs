// Bundles src/main.ts into dist/ (or the folder named on the command line): SDKs become chunks of their own, loaded only where a model is called.
import { createHash } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { lazyBuiltins } from './lazy-builtins.mjs'
import { mergeChunks } from './merge-chunks.mjs'
import { packTokens } from './pack-tokens.mjs'
import { withoutEval } from './without-eval.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const outdir = resolve(process.argv[2] ?? join(root, 'dist'))
rmSync(outdir, { recursive: true, force: true })

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { main: 'src/main.ts' },
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minify: true,
  keepNames: true,
  legalComments: 'linked',
  banner: {
    js: "import { createRequire as createRequireForBundle } from 'node:module'; const require = createRequireForBundle(import.meta.url);",
  },
  define: { MEM_BUILD: JSON.stringify(sourceDigest()) },
  plugins: [lazyBuiltins, withoutEval],
  metafile: true,
  logLevel: 'warning',
})
// What every question needs, from the start to the answer: one file loads much faster than thirty.
const questions = await mergeChunks(metafile, {
  root,
  outdir,
  into: 'main.js',
  entryPoints: [
    'src/main.ts',
    'src/cli/program.ts',
    'src/cli/recall.ts',
    'src/context.ts',
    'src/memory/recall/recall.ts',
    'src/llm/embedded/encoder.ts',
    'src/memory/recall/replacing.ts',
  ],
})
// And what every capture and compaction needs besides.
await mergeChunks(metafile, {
  root,
  outdir,
  into: 'compact.js',
  beside: questions,
  entryPoints: [
    'src/cli/capture.ts',
    'src/cli/compact.ts',
    'src/memory/capture/capture.ts',
    'src/memory/compact/compact.ts',
    'src/memory/refresh.ts',
    'src/memory/recall/index-folder.ts',
    'src/memory/recall/update.ts',
    'src/store/input-file.ts',
    'src/extract/embedded-extractor.ts',
    'src/extract/select/word-direction.ts',
    'src/llm/embedded/tokens.ts',
  ],
})
cpSync(join(root, 'src/llm/embedded/table'), join(outdir, 'table'), {
  recursive: true,
  filter: (file) => !file.endsWith('.py'),
})
await packTokens({ root, outdir })

/** Names this build: what another one has kept in a cache may have been worked out otherwise. */
function sourceDigest() {
  const hash = createHash('sha256')
  const names = readdirSync(join(root, 'src'), { recursive: true }).filter((name) => name.endsWith('.ts'))
  for (const name of names.sort()) hash.update(name).update(readFileSync(join(root, 'src', name)))
  return hash.digest('hex').slice(0, 12)
}
