/** Sentences that try to steer whoever reads them: said to a model, not by a person about anything. They are never remembered. */

const INSTRUCTION = new RegExp(
  [
    '\\b(?:ignore|disregard|forget|override) (?:all |any |the |your |everything )*(?:previous|prior|above|earlier|preceding|system|safety|other)?\\s*(?:instructions?|rules?|prompts?|guidelines?|directions?)\\b',
    '\\bignore (?:all |everything )?(?:of the )?(?:above|previous|prior)\\b',
    '\\b(?:new|updated|hidden|secret|real) (?:system )?(?:instructions?|prompt)\\s*:',
    '^\\s*(?:system|assistant|developer|human|user)\\s*(?:message|prompt|override)?\\s*:\\s*(?:you|ignore|from now|do|always|never|add|save|store|remember|reveal)\\b',
    '\\byou are (?:now|no longer) (?:an?|the|in)\\b.{0,40}\\b(?:assistant|model|ai|mode|dan|jailbr\\w+)\\b',
    '\\b(?:reveal|print|repeat|show|leak|exfiltrate|send) (?:me )?(?:all )?(?:of )?(?:the |your )?(?:system prompt|hidden prompt|instructions|api keys?|credentials|secrets?|passwords?|memory file|memories)\\b',
    '\\b(?:add|save|store|write|record|insert) (?:this |the following |it )?(?:in|to|into) (?:the |your |long-term )?(?:memory|memories|root\\.md)\\b',
    '\\bwhen (?:extracting|summari[sz]ing|reading) (?:this|the|these)\\b',
    '</?(?:transcript|turn|memory|memories|system|instructions?)\\b',
  ].join('|'),
  'i',
)

export const isInstruction = (text: string): boolean => INSTRUCTION.test(text)
