import { describe, expect, it } from 'vitest'
import { foreignPhrasesOf } from '../../../src/extract/topics/foreign-phrases.ts'
import { indexTopics } from '../../../src/extract/topics/topics.ts'

const topicOf = (text: string) =>
  indexTopics([{ turn: 1, text }], { known: [], speakers: ['Lena', 'Paul'], fallback: 'general' }).topicsOf(text)[0]

describe('topics of other languages', () => {
  it.each([
    ['Der Mietvertrag läuft bis 31. Juli.', 'mietvertrag'],
    ['Ich rufe morgen den Klempner an.', 'klempner'],
    ['Hallo Paul, die Heizung ist wieder kaputt.', 'heizung'],
    ['Führerschein ist beantragt.', 'führerschein'],
    ['Die neue Küche kostet 8.000 Euro.', 'küche'],
    ['Hemos firmado el contrato de alquiler en Valencia.', 'contrato'],
    ['La nueva oficina está en la calle Mayor.', 'oficina'],
    ['Le déménagement est le 3 mai à Lyon.', 'déménagement'],
    ['J’ai réservé l’appartement pour deux semaines.', 'appartement'],
    ['La caldaia è rotta da lunedì.', 'caldaia'],
    ['O casamento da minha irmã é em junho.', 'casamento'],
    ['Wij hebben de nieuwe keuken besteld.', 'keuken'],
  ])('%j is about %s', (text, topic) => {
    expect(topicOf(text)).toBe(topic)
  })

  it.each(['Alles klar!', 'Mache ich morgen.', 'Ja, das ist gut so.', 'Vale, muchas gracias.', 'Oui, bien sûr.'])(
    '%j names no topic',
    (text) => {
      expect(topicOf(text)).toBe('general')
    },
  )

  it.each([
    'The plants die in the box.',
    'We deploy to Frankfurt on Fridays.',
    'I was in Los Angeles with Jan.',
    'No, I am not in.',
  ])('%j is English', (text) => {
    expect(foreignPhrasesOf(text, new Set())).toBeUndefined()
  })
})
