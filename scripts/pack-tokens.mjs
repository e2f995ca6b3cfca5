import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

/** Writes the vocabulary for counting tokens into the program's folder, as the program looks it up: reading its text would take a tenth of a second in every run. */
export async function packTokens({ root, outdir }) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    stdin: {
      contents: `
        import vocabulary from 'js-tiktoken/ranks/o200k_base'
        import { packVocabulary, TOKEN_FILE } from './src/llm/embedded/token-file.ts'
        import { readTokens } from './src/llm/embedded/token-ranks.ts'
        export const name = TOKEN_FILE
        export const bytes = packVocabulary({ pattern: vocabulary.pat_str, table: readTokens(vocabulary.bpe_ranks) })`,
      resolveDir: root,
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    logLevel: 'warning',
  })
  const { name, bytes } = await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
  )
  writeFileSync(join(outdir, 'table', name), bytes)
}
