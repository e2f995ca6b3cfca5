import { readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { build } from 'esbuild'

/**
 * Puts the chunks that these entry points load into one file. Each merged chunk's file stays, and hands on what the one file holds, so that
 * the other chunks find everything where they expect it, and nothing is there twice. `beside`: what an earlier call gave, which stays in
 * the file that it made.
 */
export async function mergeChunks(metafile, { root, outdir, into, entryPoints, beside }) {
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [resolve(root, path), output]))
  const merged = reachableFrom(entryPoints, { root, outputs, known: beside?.merged ?? new Set() })
  const nameOf = (chunk, name) => `${basename(chunk, '.js').replace(/\W/g, '_')}_${name}`
  const clauses = (chunk, write) => outputs.get(chunk).exports.map(write).join(', ')
  const exported = [...merged].map(
    (chunk) =>
      `export { ${clauses(chunk, (name) => `${name} as ${nameOf(chunk, name)}`)} } from './${relative(outdir, chunk)}'`,
  )
  const ownExports = outputs.has(join(outdir, into)) ? `export * from './${into}'` : ''
  await build({
    stdin: { contents: [ownExports, ...exported].join('\n'), resolveDir: outdir },
    outfile: join(outdir, into),
    allowOverwrite: true,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    minify: true,
    legalComments: 'eof',
    plugins: [onlyMerged(merged, beside)],
    logLevel: 'warning',
  })
  for (const chunk of merged) {
    if (basename(chunk) === into) continue
    const names = clauses(chunk, (name) => `${nameOf(chunk, name)} as ${name}`)
    writeFileSync(chunk, `export { ${names} } from './${into}'\n`)
  }
  return { merged, into }
}

/** The chunks of these entry points, and all that they import at once, without those that are known. */
function reachableFrom(entryPoints, { root, outputs, known }) {
  const found = new Set()
  const visit = (chunk) => {
    if (found.has(chunk) || known.has(chunk)) return
    found.add(chunk)
    for (const { path, kind, external } of outputs.get(chunk).imports) {
      if (kind === 'import-statement' && !external) visit(resolve(root, path))
    }
  }
  for (const entryPoint of entryPoints) {
    const [chunk] = [...outputs].find(([, output]) => output.entryPoint === entryPoint) ?? []
    if (!chunk) throw new Error(`${entryPoint} has no chunk of its own: is it still imported lazily?`)
    visit(chunk)
  }
  return found
}

/**
 * All other chunks stay files of their own; of those beside, the lines that hand on from their file are taken in. What merged chunks load
 * lazily from each other is there already: as an import like any other it needs no wrapper, which would have all of it parsed twice.
 */
const onlyMerged = (merged, beside) => ({
  name: 'only-merged',
  setup(build) {
    const isHandedOn = (chunk) => beside?.merged.has(chunk) && basename(chunk) !== beside.into
    build.onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      const chunk = resolve(resolveDir, path)
      return merged.has(chunk) || isHandedOn(chunk) ? undefined : { path, external: true }
    })
    build.onLoad({ filter: /\.js$/ }, ({ path }) => {
      const imports = []
      const contents = readFileSync(path, 'utf8').replace(/\bimport\("(\.\/[\w-]+\.js)"\)/g, (lazy, chunk) => {
        if (!merged.has(resolve(dirname(path), chunk))) return lazy
        imports.push(`import * as lazy${imports.length} from '${chunk}'`)
        return `Promise.resolve(lazy${imports.length - 1})`
      })
      return { contents: [contents, ...imports].join('\n'), loader: 'js' }
    })
  },
})
