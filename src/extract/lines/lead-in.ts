/** "Quick update: the launch moves": what only announces a statement is no part of what it says. */

const LEAD_IN =
  /^(?:(?:a |one |just )?(?:quick|small|short|last|first|good|bad|big|brief|another|important)\s+)?(?:sync|update|news|note|question|reminder|info|fyi|heads[- ]up|thing|recap|summary|status|announcement|correction|p\.?s|btw|by the way|psa)\s*(?::|–|—| - )\s*(?=\S)/i

/** The text without its announcement; as it is, where there is none. */
export const withoutLeadIn = (text: string): string => text.replace(LEAD_IN, '')
