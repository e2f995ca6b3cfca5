/**
 * Verbs that are nouns or adjectives as often, or seldom open a request: they count as verbs only where a verb has to stand, as behind
 * "I". What is in neither list is no verb that we know, and is left as it was said.
 */
export const MORE_VERBS = `
  abandon absorb accelerate accommodate accompany accomplish accuse achieve acknowledge acquire act activate adapt address adhere
  adjust administer admit advance advertise affect afford age aid alert allocate alternate amend amuse analyse analyze animate announce annoy
  anticipate apologise apologize appeal appear appoint approach approve argue arrange arrest ask assemble assess assign assist associate
  assure attach attack attract audit author avert await award back backpack bake balance ban bank bargain base bathe batch bath battle be
  bear beg behave belong bend benefit bike bill bind binge bite blame bleed blend bless block blog blow board boil boost bother bounce bow
  bowl box breathe breed brief broadcast brush budget bully burn bury cache calculate calm camp cancel care caress cater cause cease chair
  challenge chair chant charge chase chat check cheer cherish chill chop circle cite claim clarify classify click close coach code coexist
  collaborate collapse collate combine comb comfort command comment communicate commute compare compete compensate complain complete comply
  compose compost compress compromise conceal concentrate concern conclude conduct confess confirm confront confuse congratulate conquer
  consent conserve consist consolidate construct consult consume contact contain contest continue contract contribute control convert convey
  convince cook cope copy correct correlate correspond cough count counsel cough craft crave crawl credit criticise criticize crochet cross
  crush cuddle cure curate cycle damage dare date deactivate deal debate decline decorate dedicate deduct deem defend define delegate deliver
  demand demonstrate deny depart deposit deserve desire destroy detach detect detest determine devote dig digest dine direct disable disagree
  disappear discipline disclose discount discover discuss dispute dissolve distinguish distribute disturb dive divide dock donate dose doubt
  draft drain dread dress drift drill drum dry dump duplicate dust dye earn ease echo edit educate elaborate elect email embed emerge
  emigrate emphasise emphasize employ empty enable encounter encrypt endorse endure enforce engineer enhance enlist enrol enroll ensure
  entertain envy equip erase escort establish estimate evaluate examine exceed exchange excel exclude excuse execute exercise exhibit expand
  experiment expire exploit expose extend extract face facilitate factor fade familiarise familiarize fan fancy farm fast fasten favor favour
  fax fear feature fetch figure file fill film filter finance fine fire fish flag flash flee flip float flood flow fly focus fold forbid
  force forecast foresee forgive form format foster found frame freelance freeze frequent fry fuel fulfil fulfill function fund gamble game
  gather gaze giggle glance glue google gossip govern grab grant grasp greet grill grind grip groom ground guarantee guard guess guide hack
  hammer haul head heal heat hesitate hide highlight hint hitch hoover house hug hum hunt hurry identify ignore illustrate imitate immigrate
  impact implore imply impose impress incorporate indicate indulge infer inform inherit initiate inject injure innovate inquire insert insist
  inspect instruct insulate integrate intend interact interest interfere interpret interrupt interview introduce invent inventory invest
  investigate invoice involve iron irritate isolate issue jam jog joke journal judge juggle jump justify kayak kiss kneel knit knock label lack
  laugh launder laze lecture lend level liaise license light limit line link litigate live load loan locate lock lodge log loathe long loom
  loosen lower mail major map march mark market massage master match mature maximise maximize measure mediate meditate melt memorise memorize
  mend mentor mess message milk mind mine minor minimise minimize misjudge misplace mistake misunderstand moderate modify mortgage motivate
  mount mourn mow multiply murder nail name nap narrate navigate neglect negotiate nominate normalise normalize notice notify number nurse
  nurture obey object observe obsess obtain occupy oppose opt orbit orient originate outsource overcome overlook oversee overthink pace pack
  package panic parent partake partner patch patent pause pedal peel perceive persist persuade phone photograph pickle picture piece pilot pin
  pitch place plead please pledge plot plough plow plug point polish ponder pop pose position possess post postpone pray preach preserve press
  presume pretend prevent price print prioritise prioritize process proclaim procrastinate produce profit program programme project prolong
  promote prompt pronounce proofread propose protest prototype prune publish pull pump punish purchase pursue qualify quantify quarrel query
  question queue quilt quote race rage rank rate re-read reassure rebuild recall recap recharge reckon recognise recognize reconcile
  reconsider reconstruct record recruit recycle redeem redo reflect refrain refresh refrigerate refund regain regard register regret reheat
  rehearse reject rejoice relate relay release remark remedy remodel render rent reorganise reorganize repair repay repeat reply represent
  request rescue research resemble resent reserve reset reside resign resist resolve resort respect respond restart restock restore restrict
  resume retire retrieve reuse reveal revert revisit revive reward rewatch rinse risk roast rock roll root rotate row rub ruin rule rush
  sacrifice safeguard sail salute sample satisfy savor savour scan scare schedule scold score scout scrap scratch scream screen scroll scrub
  sculpt seal search season secure seek seem seize select sense separate sequence settle shake shape share shave shift shine shoot shop
  shorten shout shower shred shrug shut sigh signal simplify simulate sip sit sketch skate skim slow smile snack snap snore snow soak socialise
  socialize sort source spare spark specialise specialize specify speculate spell spill spin split sponsor spot sprain spray spread sprint
  squeeze stabilise stabilize stack staff stain stake stare state steal steam steer step stir stock stream strengthen stress stretch strike
  strip strive structure stumble style submit subscribe substitute subtract succeed suck sue suffer sum summon supervise supplement supply
  suppose surprise surrender surround survey survive suspect suspend sustain swallow swap swear sweep swing switch sympathise sympathize tackle
  tag tailor tame tan tank tap tape target taste tax tease tempt tend terminate test text thread threaten thrive tick tidy tie tighten time tip
  tire toast toggle tolerate top toss touch tour trace trade train transcribe transfer transform transition translate transport trap treasure
  trek trigger trim triple tumble tune tutor tweak tweet twist type undergo underestimate undertake undo unfold unify unite unlock unpack
  unplug unsubscribe unwind upcycle upset urge vacation vacuum value vape vary veto view violate visualise visualize voice vow wander
  warm wash waste water weaken weave wed weep welcome whisper whistle widen wipe wire witness work workout worship wrap wrestle yearn yield
  zip zoom`
