/** How topics stand in the vocabulary of the index. */

/** Topics share the vocabulary with words: the tokenizer leaves no `=` in a word. */
export const TOPIC_LABEL = '='
