/** What stands between "I" and its verb. Adverbs that are not made with "-ly" are a closed class; the rest tell themselves by their ending. */

const split = (list: string): string[] => list.trim().split(/\s+/)

export const ADVERBS = split(
  `really just also always never still actually usually often recently finally currently even already definitely totally probably kinda
  now only sometimes mostly generally particularly especially absolutely truly simply completely quickly honestly basically literally
  mainly normally typically rarely seldom once too ever constantly deeply firmly strongly highly genuinely personally
  originally initially immediately eventually regularly occasionally both all`,
)

/** Adverbs that are other words as well, and phrases: adverbs only between a subject and its verb. */
const BETWEEN =
  `no longer|not only|not just|for one|at first|at last|at least|in fact|as well|so far|once again|more or less|by now|of course|
  kind of|sort of|almost|quite|rather|somewhat|somehow|sometime|soon|later|first|last|next|then|thus|therefore|hence|hereby|thereby|herewith|
  instead|otherwise|likewise|meanwhile|nevertheless|nonetheless|nowadays|perhaps|maybe|indeed|twice|thrice|again|either|neither|myself|anyway|
  anyways|today|yesterday|tonight|afterwards|beforehand|together|alone|elsewhere|further|furthermore|moreover|besides|altogether|much|well|
  half|pretty|very|overnight|online|abroad`
    .replace(/\s*\n\s*/g, '')
    .trim()

/** In "-ly", yet verbs. */
const VERBS_IN_LY = 'apply|reapply|rely|reply|supply|comply|imply|multiply|fly|ally|rally|bully|tally|sully|ply'

/** An adverb in front of its verb, as the source of a pattern. */
export const ADVERB = `(?:${[...ADVERBS, BETWEEN].join('|')}|(?!(?:${VERBS_IN_LY})\\b)[a-z]{2,}ly)`
