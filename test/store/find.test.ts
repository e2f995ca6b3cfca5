import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { findFolder, folderToInit } from '../../src/store/find.ts'
import { freshFolder } from './processes.ts'

let cwd: string
let home: string

beforeEach(() => {
  cwd = freshFolder()
  home = freshFolder()
})

function makeMemory(place: string): string {
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, 'ROOT.md'), '')
  return place
}

describe('findFolder', () => {
  it('goes by --dir, then MEM_DIR, then ./memory, then ~/memory', () => {
    const atHome = makeMemory(join(home, 'memory'))
    expect(findFolder({ env: {}, cwd, home })).toBe(atHome)
    const local = makeMemory(join(cwd, 'memory'))
    expect(findFolder({ env: {}, cwd, home })).toBe(local)
    const byEnv = makeMemory(join(cwd, 'by-env'))
    expect(findFolder({ env: { MEM_DIR: byEnv }, cwd, home })).toBe(byEnv)
    const byFlag = makeMemory(join(cwd, 'by-flag'))
    expect(findFolder({ dir: 'by-flag', env: { MEM_DIR: byEnv }, cwd, home })).toBe(byFlag)
  })

  it('passes over a ./memory that is something else, and an empty choice', () => {
    mkdirSync(join(cwd, 'memory'))
    const atHome = makeMemory(join(home, 'memory'))
    expect(findFolder({ env: { MEM_DIR: '' }, cwd, home })).toBe(atHome)
    expect(findFolder({ dir: '', env: {}, cwd, home })).toBe(atHome)
  })

  it('understands ~ where no shell did', () => {
    const place = makeMemory(join(home, 'notes/memory'))
    expect(findFolder({ env: { MEM_DIR: '~/notes/memory' }, cwd, home })).toBe(place)
    expect(folderToInit({ dir: '~', env: {}, cwd, home })).toBe(home)
    expect(folderToInit({ dir: '~someone', env: {}, cwd, home })).toBe(join(cwd, '~someone'))
  })

  it.each(['raw', 'daily', '.mem'])('still knows a folder whose ROOT.md was deleted by its %s', (sign) => {
    mkdirSync(join(cwd, 'kept', sign), { recursive: true })
    expect(findFolder({ dir: 'kept', env: {}, cwd, home })).toBe(join(cwd, 'kept'))
  })

  it('names the next step where there is none', () => {
    const find = (dir?: string) => () => findFolder({ dir, env: {}, cwd, home })
    expect(find()).toThrow(expect.objectContaining({ code: 'config', hint: expect.stringContaining('`mem init`') }))
    expect(find('my memory')).toThrow(
      expect.objectContaining({
        code: 'config',
        message: `There is no memory folder at ${cwd}/my memory.`,
        hint: `Run \`mem init '${cwd}/my memory'\` to make one, or name another with --dir.`,
      }),
    )
    expect(find('.')).toThrow(expect.objectContaining({ message: `${cwd} is not a memory folder.` }))
  })

  it('makes no folder where a file stands', () => {
    writeFileSync(join(cwd, 'notes.md'), '')
    expect(() => findFolder({ dir: 'notes.md', env: {}, cwd, home })).toThrow(
      expect.objectContaining({
        message: `${cwd}/notes.md is a file, not a memory folder.`,
        hint: 'Name a folder with --dir or MEM_DIR.',
      }),
    )
  })

  it('makes a new one where the next command will look for it', () => {
    expect(folderToInit({ env: {}, cwd, home })).toBe(join(home, 'memory'))
    expect(folderToInit({ env: { MEM_DIR: '/srv/memory' }, cwd, home })).toBe('/srv/memory')
    expect(folderToInit({ dir: 'here', env: { MEM_DIR: '/srv/memory' }, cwd, home })).toBe(join(cwd, 'here'))
  })
})
