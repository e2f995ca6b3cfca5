/** Makes a memory folder from the template, beside whatever is there already. */
import { lstat, readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeFolder } from './access.ts'
import { explained } from './file-error.ts'
import { openFolder } from './folder.ts'

export interface InitReport {
  /** Absolute path of the memory folder. */
  root: string
  /** The files of the template that were made. */
  created: string[]
  /** Those that were there before and were left as they are. */
  kept: string[]
}

/** npm leaves `.gitignore` files out of packages, so the template has it under another name. */
const targetName = (name: string): string => (name === 'gitignore' ? '.gitignore' : name)

/** Copies the files of the template folder to `dir`, which may exist; never touches an existing file. Running it again completes it. */
export async function initFolder(template: URL | string, dir: string): Promise<InitReport> {
  const source = typeof template === 'string' ? template : fileURLToPath(template)
  const root = resolve(dir)
  await explained(() => makeFolder(root), { action: 'make', path: root })
  const folder = openFolder(root)
  const report: InitReport = { root, created: [], kept: [] }
  for (const name of (await readdir(source)).sort()) {
    const target = targetName(name)
    const text = await readFile(join(source, name), 'utf8')
    const isNew = !(await isThere(join(root, target))) && (await folder.write(target, text, { ifUnchanged: null }))
    report[isNew ? 'created' : 'kept'].push(target)
  }
  return report
}

/** Whatever it is: also a link to somewhere else is the owner's, and stays. */
const isThere = (file: string): Promise<boolean> =>
  lstat(file).then(
    () => true,
    () => false,
  )
