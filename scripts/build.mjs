// Bundles src/main.ts into dist/ (or the folder named on the command line): SDKs become chunks of their own, loaded only where a model is called.
import { cpSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const outdir = resolve(process.argv[2] ?? join(root, 'dist'))
rmSync(outdir, { recursive: true, force: true })

/** zod brings its messages in fifty languages, half of what every start would have to read; ours are English. */
const englishOnly = {
  name: 'english-only',
  setup({ onLoad }) {
    onLoad({ filter: /zod\/v4\/locales\/index\.js$/ }, () => ({ contents: "export { default as en } from './en.js'" }))
  },
}

await build({
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
  plugins: [englishOnly],
  logLevel: 'warning',
})
cpSync(join(root, 'src/llm/embedded/table'), join(outdir, 'table'), {
  recursive: true,
  filter: (file) => !file.endsWith('.py'),
})
