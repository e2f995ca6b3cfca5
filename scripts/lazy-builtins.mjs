/**
 * An esbuild plugin: modules of Node that take milliseconds to load, and that most runs never call, are loaded at their first call.
 * Only their functions that we (and commander) import are there: another import fails the build.
 */
const FUNCTIONS = {
  'node:child_process': ['spawn', 'execFileSync'],
  'node:crypto': ['createHash', 'hash', 'randomBytes', 'randomUUID'],
}

export const lazyBuiltins = {
  name: 'lazy-builtins',
  setup(build) {
    const filter = new RegExp(`^(?:${Object.keys(FUNCTIONS).join('|')})$`)
    build.onResolve({ filter }, ({ path }) => ({ path, namespace: 'lazy-builtin' }))
    build.onLoad({ filter, namespace: 'lazy-builtin' }, ({ path }) => ({
      contents: [
        'let loaded',
        ...FUNCTIONS[path].map(
          (name) =>
            `export const ${name} = (...args) => (loaded ??= process.getBuiltinModule('${path}')).${name}(...args)`,
        ),
      ].join('\n'),
    }))
  },
}
