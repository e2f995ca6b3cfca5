/** Says in two lines what the operating system refused: anything it does not know stays what it is, a bug with its stack. */
import { MemError, type MemErrorCode } from '../errors.ts'

/** The system's error code (`ENOENT`), or `undefined` for any other thrown value. */
export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

interface Explanation {
  code: MemErrorCode
  reason: string
  hint: string
}

const EXPLANATIONS: Record<string, Explanation> = {
  ENOSPC: {
    code: 'config',
    reason: 'the disk is full',
    hint: 'Free some space and run the command again: nothing was lost.',
  },
  EDQUOT: {
    code: 'config',
    reason: 'your disk quota is used up',
    hint: 'Free some space and run the command again: nothing was lost.',
  },
  EFBIG: {
    code: 'config',
    reason: 'the file is too large for this disk',
    hint: 'Raise the file size limit and run the command again.',
  },
  EACCES: {
    code: 'config',
    reason: 'permission denied',
    hint: 'Check who owns the memory folder and its permissions.',
  },
  EPERM: {
    code: 'config',
    reason: 'operation not permitted',
    hint: 'Check who owns the memory folder and its permissions.',
  },
  EROFS: {
    code: 'config',
    reason: 'the file system is read-only',
    hint: 'Make it writable, or point --dir at another folder.',
  },
  EMFILE: {
    code: 'config',
    reason: 'too many open files',
    hint: 'Raise the limit (`ulimit -n`) and run the command again.',
  },
  ENOENT: { code: 'damaged', reason: 'it is not there any more', hint: 'Run the command again.' },
  EISDIR: {
    code: 'damaged',
    reason: 'a folder stands where a file belongs',
    hint: 'Move that folder away and run the command again.',
  },
  ENOTDIR: {
    code: 'damaged',
    reason: 'a file stands where a folder belongs',
    hint: 'Move that file away and run the command again.',
  },
  EEXIST: {
    code: 'config',
    reason: 'a file of that name is there already',
    hint: 'Move that file away, or choose another folder.',
  },
  ELOOP: {
    code: 'damaged',
    reason: 'its symbolic links go round in a circle',
    hint: 'Remove the link and run the command again.',
  },
  ENAMETOOLONG: { code: 'damaged', reason: 'the file name is too long', hint: 'Give it a shorter name.' },
  EIO: {
    code: 'damaged',
    reason: 'the disk reports an input/output error',
    hint: 'Check the disk, and restore the file from a backup.',
  },
}

/** The error to throw for a failed file operation: `Cannot write /x/ROOT.md: the disk is full.` */
export function fileError(error: unknown, { action, path }: { action: string; path: string }): unknown {
  if (error instanceof MemError) return error
  const explanation = EXPLANATIONS[errorCode(error) ?? '']
  if (!explanation) return error
  return new MemError(explanation.code, `Cannot ${action} ${path}: ${explanation.reason}.`, explanation.hint, {
    cause: error,
  })
}

/** Runs a file operation and explains its failure. */
export async function explained<T>(work: () => Promise<T>, about: { action: string; path: string }): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw fileError(error, about)
  }
}
