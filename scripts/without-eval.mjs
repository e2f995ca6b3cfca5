import { readFileSync } from 'node:fs'

/**
 * An esbuild plugin: gray-matter's engine for front matter in JavaScript, which our wrapper never lets near a file, does not get into the
 * package at all. A version that says it otherwise fails the build.
 */
export const withoutEval = {
  name: 'without-eval',
  setup(build) {
    build.onLoad({ filter: /gray-matter[\\/]lib[\\/]engines\.js$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8')
      const contents = source.replace('return eval(str) || {};', "throw new SyntaxError('front matter is never run');")
      if (contents === source) throw new Error(`${path} evaluates text in a way that this build does not know.`)
      return { contents, loader: 'js' }
    })
  },
}
