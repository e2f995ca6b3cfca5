// Bundles src/main.ts into dist/: SDKs become chunks of their own, loaded only where a model is called.
import { cpSync, existsSync, rmSync } from 'node:fs'
import { build } from 'esbuild'

const root = new URL('..', import.meta.url).pathname
if (!process.argv.includes('--keep')) rmSync(`${root}dist`, { recursive: true, force: true })
await build({
  absWorkingDir: root,
  entryPoints: { main: 'src/main.ts' },
  outdir: 'dist',
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
  logLevel: 'warning',
})
const table = `${root}src/llm/embedded/table`
if (existsSync(table)) cpSync(table, `${root}dist/table`, { recursive: true })
