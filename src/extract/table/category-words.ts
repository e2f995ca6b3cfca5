/**
 * Words that speak for a category. A word may stand in several lists: then each gets a part of its vote. `word?` speaks softly: it has
 * other meanings as well. `about` describes the category for placing by meaning.
 */

export interface CategoryWords {
  about: string
  words: string
}

export const CATEGORY_WORDS: Readonly<Record<string, CategoryWords>> = {
  'daily-briefing': {
    about: 'daily briefing, morning news digest, headlines, weather and agenda of the day',
    words: 'briefing briefings agenda headline headlines digest roundup weather? forecast?',
  },
  work: {
    about: 'work, job, office, colleagues, meetings, projects, hiring and careers',
    words: `work? job office colleague colleagues coworker coworkers boss manager team? meeting meetings stand-up standup client clients customer?
      project? deadline? launch? agreement? promotion interview interviews career hire hiring hired startup company business sales marketing brand contract?
      employee employees intern internship presentation conference sponsor sponsorship endorsement networking franchise roadmap quarterly okr
      retro sprint offsite audit tester candidate workplace overtime`,
  },
  engineering: {
    about: 'software engineering: code, servers, databases, deployment, bugs and tests',
    words: `code bug bugs deploy deploys deployment server servers database databases db postgres postgresql mysql sqlite redis mongodb kafka
      api apis endpoint test? tests ci pipeline release? refactor migration? branch commit merge merged repo repository git github docker
      kubernetes typescript javascript python rust? java? npm pnpm yarn library? framework function? schema query queries index? cache latency
      p95 p99 error? exception logging auth authentication token tokens session? config configuration script? cli backend frontend css html
      react? build? compiler linter security? vulnerability cloud? aws terraform webhook webhooks queue worker? cron tls ssl certificate? dns
      domain? runbook cutover host? partition partitions replication replica importer vat? s3 flaky staging production? incident outage
      rollback parser binary crate cargo? package? ttl cluster failover wal slot? sentry json yaml sdk regex login pull-request
      changelog release-notes version? licence? license? analytics trigram vacuum`,
  },
  finance: {
    about: 'personal finance: money, bank, budget, taxes, insurance, loans and bills',
    words: `money budget bank loan mortgage debt tax taxes insurance rent? bill? bills payment payments pay? price? cost? costs? expense expenses
      savings salary account? credit-card credit? invoice? invoices? refund fee fees dollar? euro? afford financial finance fund?`,
  },
  investing: {
    about: 'investing: stocks, funds, dividends, pension, portfolio and crypto',
    words: `invest investing investment investments stock stocks shares etf etfs index-fund msci fund? funds portfolio dividend dividends bond
      bonds crypto bitcoin broker trading? retirement pension`,
  },
  travel: {
    about: 'travel: trips, flights, hotels, itineraries, visas, cities and sights abroad',
    words: `travel trip trips flight flights fly? hotel hotels airport visa passport vacation holiday holidays tour? tourist itinerary luggage
      cruise road-trip booking booked? destination abroad backpacking sightseeing museum landmark country countries train? nights? sights valley? old-town tram? paris? london? tokyo? kyoto? osaka? rome? berlin? spain? italy? france?
      japan? greece? canada? ireland? scotland? portugal? lisbon? porto? madrid? barcelona? seville? granada? amsterdam? brussels? vienna?
      prague? budapest? copenhagen? stockholm? oslo? helsinki? reykjavik? iceland? norway? sweden? denmark? finland? croatia? dubrovnik?
      athens? istanbul? turkey? morocco? marrakesh? egypt? cairo? thailand? bangkok? vietnam? hanoi? bali? singapore? seoul? korea? taiwan?
      australia? sydney? zealand? mexico? peru? chile? argentina? brazil? madeira? azores? sicily? tuscany? venice? florence? naples? milan?
      ryokan ryokans guesthouse hostel villa
      sailing? charter airbnb apartment? crete rail`,
  },
  email: {
    about: 'email: inbox, mails, drafts, replies and newsletters',
    words: 'email emails e-mail e-mails inbox mail? mails newsletter newsletters unsubscribe unsubscribed gmail outlook? reply? thread?',
  },
  health: {
    about: 'health: doctor, symptoms, illness, medicine, therapy, allergies and sleep',
    words: `health doctor doctors dentist hospital medicine medication allergy allergies allergic pain injury injured surgery therapy therapist
      physiotherapy physiotherapist physio symptom symptoms diet weight? sleep insomnia vitamin blood checkup vaccine illness sick flu asthma
      diagnosis mental anxiety stress depression self-care wellness meditation mindfulness counseling counselling headache migraine knee
      ibuprofen paracetamol pills dose cardiologist hurt? hurts hurting back?`,
  },
  fitness: {
    about: 'fitness: running, gym, workouts, yoga, marathon training and swimming',
    words: `gym workout workouts exercise exercises running run? runs? marathon half-marathon race? jogging yoga pilates swim swims swimming
      cycling hike hikes hiking climbing bouldering training? fitness strength? weights squat squats boxing kickboxing taekwondo aerial km? lap
      triathlon pool?`,
  },
  sports: {
    about: 'sports: teams, games, leagues, matches, players and coaches',
    words: `basketball football soccer baseball tennis golf hockey volleyball surf surfing ski skiing snowboard snowboarding skateboard game?
      games? match? matches season? championship league coach? player? players? tournament trophy score scored teammate teammates athlete court?
      points? playoffs stadium sport? sports`,
  },
  family: {
    about: 'family: parents, children, wedding, kindergarten, birthdays and relatives',
    words: `family mother father mom mum dad parent parents son daughter kid kids child children brother sister sibling wife husband spouse
      grandma grandmother grandpa grandfather cousin aunt uncle nephew niece baby adoption adopt marriage wedding married marry divorce
      anniversary kindergarten nursery birthday? toddler`,
  },
  friends: {
    about: 'friends: friendship, parties, roommates, neighbours and dating',
    words: `friend friends friendship party? reunion roommate neighbor neighbour neighbors neighbours dating girlfriend boyfriend breakup
      partner? hangout club?`,
  },
  home: {
    about: 'home: house, flat, garden, furniture, repairs, appliances and landlord',
    words: `house home? apartment flat? kitchen bedroom bathroom garden gardening plant? plants? tomatoes garlic seeds soil beds? furniture repair?
      repairs renovation cleaning laundry lease landlord appliance fridge dishwasher plumber electrician roof tiles shower backyard flowers?
      wardrobe larch wall? fence balcony tap drain heating`,
  },
  food: {
    about: 'food: cooking, recipes, restaurants, meals, baking and drinks',
    words: `food cook cooks cooked cooking recipe recipes bake bakes baking cake dinner lunch breakfast restaurant coffee tea wine beer vegan
      vegetarian soup salad bread sourdough pasta lasagne chicken pizza dessert chocolate ice-cream meal meals snack cuisine spicy smoothie
      grill okonomiyaki espresso catering cater peanut? peanuts?`,
  },
  pets: {
    about: 'pets: dogs, cats, rabbits, hamsters, vet and animals at home',
    words: `pet pets dog dogs puppy pup cat cats kitten kitty turtle turtles hamster rabbit guinea-pig bird? horse horses vet leash fish?
      aquarium cage paws`,
  },
  learning: {
    about: 'learning: courses, school, university, languages, exams and studies',
    words: `learn learning study studies course courses class? classes lesson? lessons? school college university degree exam homework teacher
      student students tutor language languages spanish french german? japanese? workshop? seminar lecture thesis scholarship research?
      education professor`,
  },
  reading: {
    about: 'reading: books, novels, authors, poems and book clubs',
    words: `book? books novel novels author authors read? reading reads library? fantasy fiction bookshelf poem poems poetry literature bookstore
      story? book-club harry potter e-books`,
  },
  'film-and-tv': {
    about: 'film and television: movies, series, seasons on DVD, actors, cinema and streaming',
    words: `movie movies film films tv show? series? netflix actor actress director? cinema documentary episode episodes screenplay script?
      trilogy dvd season? sitcom`,
  },
  music: {
    about: 'music: songs, concerts, instruments, bands and lessons',
    words: `music song songs band bands concert concerts guitar piano violin cello viola flute drum drums singer singing album festival? playlist
      instrument jazz rock? orchestra choir vinyl lyrics clarinet bach mozart strings? prelude practise? practice?`,
  },
  gaming: {
    about: 'gaming: video games, consoles, chess and board games',
    words: `videogame videogames video-game gaming gamer console nintendo xbox playstation steam? esports minecraft fortnite valorant zelda chess
      boardgame board-game board-games rpg rpgs`,
  },
  art: {
    about: 'art: painting, drawing, pottery, photography, crafts and exhibitions',
    words: `art paint paints painting paintings painted draw? drawing drawings sketch pottery ceramic sculpture craft crafts photography photo?
      photos? camera design? gallery exhibition canvas knitting sewing creative artist mural watercolour watercolours origami`,
  },
  nature: {
    about: 'nature: camping, forest, beach, mountains, lakes and stars',
    words: `nature camp camping forest forests beach mountain mountains lake ocean river park? waterfall sunset sunrise wildlife trail stars? meteor
      outdoors telescope campfire`,
  },
  community: {
    about: 'community: volunteering, charity, support groups, activism and equality',
    words: `community volunteer volunteers volunteering charity donate donation donated fundraiser fundraising shelter? nonprofit homeless
      activism activist campaign? protest veterans mentor mentoring mentorship lgbtq lgbt pride? transgender gender identity? inclusion politics
      policy? election support-group food-bank council parade`,
  },
  vehicles: {
    about: 'vehicles: cars, motorcycles, bikes, tyres and driving',
    words: `car cars truck motorcycle vehicle engine? tire tires tyre tyres garage mechanic prius ford tesla fiat kia golf? drive? drives driving
      parking cargo-bike bike bicycle bikes`,
  },
  shopping: {
    about: 'shopping: clothes, shoes, sales, gifts, orders and returns',
    words: `buy? bought? purchase amazon sale? discount coupon sneakers shoes clothes dress jacket gift? gifts? shopping necklace`,
  },
  writing: {
    about: 'writing: blog posts, articles, manuscripts, drafts and publishing',
    words: `write? writing writer writes? blog blogging article articles essay journal? manuscript draft? publish? publisher editing? editor?
      screenwriting chapter? novel?`,
  },
  technology: {
    about: 'technology: phones, laptops, wifi, devices, apps and printers',
    words: `phone laptop computer tablet app? apps software device gadget internet wifi router printer robot drone website tech technology screen?
      charger smartwatch`,
  },
}
