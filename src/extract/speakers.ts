/** Who is a person with a name, and who only has a label. */

const LABELS =
  /^(?:user|human|me|assistant|ai|bot|claude|chatgpt|gpt|model|system|gemini|codex|speaker ?\d*|agent|copilot|note)$/i

/** Whether a speaker is called by what they do in the talk: `User`, `Assistant`, `Claude`. */
export const isLabel = (speaker: string): boolean => LABELS.test(speaker)
