/** The input of a tool call as models write it: JSON in pieces, sometimes broken. */

/** The parsed input; `{}` for none; the text itself where it is no JSON, so that the tool's own check can tell the model. */
export function parseToolInput(json: string): unknown {
  if (json.trim() === '') return {}
  try {
    return JSON.parse(json)
  } catch {
    return json
  }
}
