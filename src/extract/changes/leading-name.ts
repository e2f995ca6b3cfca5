/** The name that a statement begins with: `Ana` in "Ana's new office is 5.01", none in "The office moves". */
import { FUNCTION_WORDS } from '../table/function-words.ts'

const LEADING_NAME = /^(\p{Lu}[\p{L}\p{M}\d-]*)(?=['’]s?\b| )/u
/** At the beginning of a statement these are no names. */
const NO_NAME = new Set(
  `the a an we our us they their it its he his she her this that these those there my i in on at from for to if when while since after
  before until please let lets never always no not all every each some any and but or so yes now today tomorrow yesterday then once most
  remember use keep new old has have had is are was were do does did can could will would should may might must also just only still
  however instead maybe perhaps what who which how why where`.split(/\s+/),
)

export const GERMAN_FUNCTION_WORDS = `${FUNCTION_WORDS.german?.determiners} ${FUNCTION_WORDS.german?.others}`
const GERMAN = new Set(GERMAN_FUNCTION_WORDS.split(/\s+/))

export function leadingName(text: string): string | undefined {
  const name = LEADING_NAME.exec(text)?.[1]
  if (name === undefined || /ly$|ing$/.test(name)) return undefined
  return NO_NAME.has(name.toLowerCase()) || GERMAN.has(name.toLowerCase()) ? undefined : name
}
