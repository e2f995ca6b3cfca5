/** A transcript that is whole, but in which nobody speaks: of many it is left out, alone it is an error. */
import { MemError } from '../errors.ts'

export class SilentTranscript extends MemError {
  constructor(message: string, hint: string) {
    super('input', `${message} 0 messages found.`, hint)
  }
}
