/** A quick estimate of tokens for recall's budget: loading a real tokenizer would take longer than recalling. */

/** Scripts that a tokenizer cuts into about one token a character. */
const DENSE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu

/**
 * Four characters of Latin text a token, one of a dense script, two of any other. Current tokenizers need fewer for prose, so
 * hits that fit a budget by this estimate fit it in truth.
 */
export function estimateTokens(text: string): number {
  let ascii = 0
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 0x250) ascii += 1
  if (ascii === text.length) return Math.ceil(ascii / 4)
  const dense = text.match(DENSE)?.length ?? 0
  return Math.ceil(ascii / 4 + dense + Math.max(0, text.length - ascii - dense) / 2)
}
