/** Closed lists of English: words that carry no subject, and irregular forms that no suffix rule brings together. */

const split = (text: string): string[] => text.trim().split(/\s+/)

/** Function words: they say nothing of what a passage is about. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  split(`
  a an the and or but if of to in on at for with from by as into onto than then so too also about over after before up down out off
  again until while because during through between both each either neither nor per via
  is are was were be been being am do does did doing done have has had having will would shall should can could may might must
  i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it its
  itself they them their theirs themselves this that these those there here
  what which who whom whose when where why how
  no not yes any some such very just really quite only own same other more most much many few
  s t d m re ve ll don didn doesn isn aren wasn weren won wouldn couldn shouldn hasn haven hadn
  let us oh ok okay hey hi hello please thanks thank`),
)

/** Words that say how a question is put or what it counts, more than what it is about. */
export const SHAPING_WORDS: ReadonlySet<string> = new Set(
  split(`
  kind type sort name number total amount currently recently lately last first ago previous conversation remind remember mention tell
  discuss chat wonder suggest recommend give different similar new way thing time day week month year people`),
)

/** Irregular forms → the form that stands for them all. */
const IRREGULAR_FORMS = `
go:went,gone,goes get:got,gotten buy:bought bring:brought think:thought catch:caught teach:taught seek:sought fight:fought
take:took,taken make:made give:gave,given come:came see:saw,seen know:knew,known grow:grew,grown throw:threw,thrown
draw:drew,drawn fly:flew,flown,flies blow:blew,blown find:found tell:told sell:sold say:said hear:heard hold:held keep:kept
sleep:slept feel:felt leave:left meet:met lose:lost win:won run:ran begin:began,begun drink:drank,drunk sing:sang,sung
swim:swam,swum ring:rang,rung eat:ate,eaten write:wrote,written drive:drove,driven ride:rode,ridden rise:rose,risen
break:broke,broken speak:spoke,spoken choose:chose,chosen steal:stole,stolen wear:wore,worn tear:tore,torn bear:bore,born
forget:forgot,forgotten hide:hid,hidden bite:bit,bitten fall:fell,fallen shake:shook,shaken understand:understood stand:stood
spend:spent send:sent lend:lent build:built bend:bent pay:paid lay:laid sit:sat lead:led feed:fed read:reads stick:stuck
strike:struck dig:dug hang:hung shoot:shot shine:shone freeze:froze,frozen wake:woke,woken become:became become:becomes
deal:dealt mean:meant dream:dreamt learn:learnt burn:burnt spell:spelt smell:smelt light:lit slide:slid swing:swung
man:men woman:women person:people foot:feet tooth:teeth mouse:mice goose:geese life:lives wife:wives knife:knives
leaf:leaves half:halves shelf:shelves wolf:wolves loaf:loaves thief:thieves self:selves
good:better,best bad:worse,worst far:further,farther,furthest
mom:mum,mother,mommy dad:father,daddy kid:child,children bike:bicycle phone:telephone photo:photograph,pic,picture tv:television
fridge:refrigerator gym:gymnasium vet:veterinarian exam:examination ad:advertisement app:application doc:doctor
one:1 two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12`

/** Form → the word that stands for it. */
export const IRREGULAR: ReadonlyMap<string, string> = new Map(
  split(IRREGULAR_FORMS).flatMap((entry) => {
    const [head = '', forms = ''] = entry.split(':')
    return forms.split(',').map((form): [string, string] => [form, head])
  }),
)
