"""Everyday statements and the questions they answer, made from our own frames and word lists (no corpus behind them)."""
import random

WORDS = {
    "pet": "dog|cat|puppy|kitten|rabbit|hamster|parrot|goldfish|turtle|guinea pig|budgie|horse|lizard|ferret|labrador|poodle|beagle|tabby",
    "kin": "mother|father|mom|dad|sister|brother|son|daughter|wife|husband|grandmother|grandfather|aunt|uncle|cousin|niece|nephew|partner|fiancé|girlfriend|boyfriend|stepson|mother-in-law|grandkids|kids|parents|twins|roommate|best friend|neighbour|boss|coworker|colleague|manager",
    "city": "Paris|London|Berlin|Tokyo|Boston|Chicago|Seattle|Toronto|Madrid|Rome|Lisbon|Dublin|Denver|Austin|Sydney|Melbourne|Mumbai|Nairobi|Vienna|Prague|Oslo|Stockholm|Amsterdam|Barcelona|Kyoto|Seoul|Bangkok|Lima|Montreal|San Francisco|New York|Los Angeles|Portland|Miami|Edinburgh|Istanbul|Cairo|Cape Town|Buenos Aires|Mexico City",
    "land": "France|Italy|Spain|Japan|Iceland|Greece|Canada|Brazil|Peru|India|Thailand|Kenya|Morocco|Egypt|Norway|Sweden|Ireland|Scotland|Portugal|Vietnam|Australia|New Zealand|Mexico|Germany|Poland|Turkey|Costa Rica|South Korea|China|Indonesia",
    "job": "nurse|teacher|engineer|software developer|carpenter|chef|lawyer|accountant|designer|journalist|photographer|electrician|plumber|pharmacist|dentist|librarian|social worker|counselor|therapist|data analyst|product manager|barista|waiter|mechanic|architect|pilot|veterinarian|firefighter|police officer|sales representative|marketing manager|research assistant|project manager|truck driver|hairdresser|real estate agent|musician|actor|writer",
    "hobby": "painting|pottery|knitting|gardening|hiking|rock climbing|surfing|swimming|running|cycling|yoga|meditation|chess|photography|baking|cooking|woodworking|birdwatching|fishing|camping|kayaking|skiing|snowboarding|dancing|salsa dancing|ballet|karate|boxing|tennis|golf|basketball|soccer|volleyball|video games|board games|writing poetry|reading novels|stargazing|origami|calligraphy|sewing|quilting|playing the guitar|playing the piano|playing the violin|singing in a choir|collecting stamps|collecting vinyl records|drawing comics|weightlifting|martial arts|scuba diving|sailing|drone flying",
    "food": "pizza|sushi|pasta|lasagna|tacos|burritos|ramen|curry|salad|soup|pancakes|waffles|chocolate cake|apple pie|banana bread|sourdough bread|cookies|ice cream|burgers|fried chicken|grilled salmon|steak|roast vegetables|tofu|falafel|hummus|paella|risotto|dumplings|kimchi|oatmeal|smoothies|cheesecake|brownies|lentil stew|chili|omelette|avocado toast",
    "drink": "coffee|tea|green tea|espresso|red wine|white wine|beer|orange juice|lemonade|hot chocolate|kombucha|whisky|sparkling water|oat milk|soda",
    "ill": "migraines|asthma|diabetes|high blood pressure|a cold|the flu|back pain|insomnia|anxiety|depression|arthritis|a broken arm|a sprained ankle|a knee injury|pneumonia|a peanut allergy|a gluten intolerance|lactose intolerance|hay fever|eczema|a toothache|heartburn|anemia|a concussion|burnout|vertigo|tendonitis|a thyroid problem",
    "item": "laptop|phone|bicycle|car|camera|couch|sofa|bookshelf|watch|backpack|tent|guitar|keyboard|monitor|headphones|washing machine|fridge|coffee maker|blender|air fryer|vacuum cleaner|lamp|mattress|desk|running shoes|boots|jacket|dress|necklace|ring|tablet|printer|television|bicycle helmet|suitcase|lawn mower|drill|microphone",
    "shop": "the supermarket|Amazon|IKEA|Target|Walmart|a thrift store|a flea market|the farmers market|an online store|a garage sale|the mall|a local bookstore|Costco|eBay|a pawn shop|Trader Joe's",
    "event": "wedding|birthday party|funeral|graduation|concert|conference|job interview|baby shower|charity run|marathon|art exhibition|book club meeting|music festival|family reunion|parade|fundraiser|housewarming party|school play|dance recital|soccer match|workshop|networking event|anniversary dinner|potluck|church service|protest|science fair|trade show|poetry reading|retirement party",
    "place": "the beach|the park|the museum|the mountains|a national park|the lake|the forest|the zoo|the library|the gym|a cafe|a restaurant|the cinema|the theatre|the aquarium|a vineyard|the stadium|a campground|the botanical garden|the hospital|a yoga studio|the community center|an art gallery|the airport|an amusement park|a ski resort|the countryside|a waterfall",
    "when": "yesterday|last week|last month|last Friday|two days ago|last summer|this morning|on Monday|over the weekend|in March|in July|last year|three weeks ago|on Christmas|in 2019|on my birthday|the other day|last night|earlier today|in the spring|a few months ago|on Tuesday evening",
    "soon": "next week|next month|tomorrow|on Saturday|this weekend|in June|in the fall|next summer|on the 14th|at 3 pm|after the holidays|by the end of the year|tonight|in two weeks|next Thursday|in September",
    "feel": "happy|excited|nervous|proud|sad|tired|exhausted|relieved|grateful|stressed|anxious|overwhelmed|lonely|hopeful|frustrated|disappointed|calm|peaceful|inspired|scared|angry|jealous|embarrassed|thrilled|confident|heartbroken|bored|curious",
    "genre": "jazz|classical music|rock|hip hop|country music|opera|blues|heavy metal|folk songs|pop|electronic music|reggae|K-pop|indie bands",
    "film": "comedy|thriller|documentary|horror movie|romantic comedy|science fiction film|animated movie|superhero movie|western|crime series|cooking show|reality show|sitcom|fantasy series",
    "book": "mystery novel|biography|cookbook|science fiction novel|self-help book|history book|poetry collection|memoir|fantasy trilogy|children's book|graphic novel|philosophy book|travel guide|romance novel",
    "subject": "psychology|biology|computer science|law|medicine|history|economics|nursing|education|mathematics|physics|art history|engineering|linguistics|architecture|philosophy|business|chemistry|environmental science|graphic design",
    "language": "Spanish|French|German|Italian|Japanese|Chinese|Korean|Portuguese|Arabic|Russian|Hindi|Swedish|Dutch|Greek|sign language",
    "number": "two|three|four|five|six|seven|eight|ten|twelve|fifteen|twenty|30|45|60|100|250|500",
    "money": "$20|$50|$120|$300|$1,500|40 euros|$15,000|75 pounds|$800|$2,000|5 dollars|half a million dollars",
    "colour": "red|blue|green|yellow|purple|pink|black|white|orange|turquoise|gray|brown|beige|gold",
    "tech": "Python|TypeScript|Rust|Go|Java|PostgreSQL|Redis|Docker|Kubernetes|React|Django|Terraform|GraphQL|Kafka|nginx|SQLite|Node.js|Spring Boot|MongoDB|Elasticsearch|AWS Lambda|GitHub Actions|webpack|gRPC|Swift|C++",
    "bug": "a memory leak|a race condition|a null pointer exception|a flaky test|a deadlock|an off-by-one error|a timeout|a failed deployment|a broken migration|a certificate error|an infinite loop|a merge conflict|high latency|a slow query|a permission error|a security hole|an encoding problem|a crash on startup|duplicate rows|a stale cache",
    "module": "billing service|login page|payment API|search index|user database|checkout flow|email worker|mobile app|admin dashboard|build pipeline|message queue|image uploader|auth module|report generator|config parser|rate limiter|staging server|landing page|data pipeline|notification system",
    "choice": "use|switch to|drop|replace|upgrade|migrate to|standardise on|try out",
    "reason": "because it was too slow|because it is cheaper|to save time|because the old one broke|since everyone knows it|because the doctor told me to|to relax after work|because the rent went up|to be closer to family|because I felt burned out|for the environment|to meet new people|to raise money for charity|because of the weather|to improve my health|because the team voted for it|because it failed in production",
    "home": "apartment|house|studio flat|condo|farmhouse|cottage|townhouse|dorm room|loft|trailer",
    "plant": "tomatoes|roses|basil|sunflowers|orchids|succulents|peppers|strawberries|tulips|lavender|an apple tree|herbs|cucumbers|bonsai trees|ferns|mint",
    "vehicle": "car|motorcycle|van|truck|bus|train|bike|electric car|scooter|boat|minivan|SUV",
    "cause": "animal welfare|homeless people|climate action|children's education|cancer research|veterans|refugees|the food bank|women's rights|LGBTQ youth|disaster relief|clean water|ocean cleanup|mental health awareness",
    "goal": "lose weight|save money|learn to code|run a marathon|write a book|start a business|quit smoking|get a promotion|buy a house|adopt a child|travel the world|sleep better|eat healthier|read more|spend less time on my phone|open a bakery|get fit|finish my degree|pay off my loans",
}
WORDS = {k: v.split("|") for k, v in WORDS.items()}

# statement(s) || question(s); every slot keeps its value within a frame, so that both speak of one thing.
FRAMES = """
I adopted a {pet} from the shelter {when} and named it {name}.|We got a new {pet} called {name}, it sleeps on my bed.|My {pet} {name} is the cutest thing ever! || What pet does {name2} have?|What is the name of the {pet}?|When did they get the {pet}?|Does anyone own an animal?
My {pet} got sick {when}, so I took it to the vet.|The vet said my {pet} needs surgery. || What happened to the {pet}?|Why did they go to the veterinarian?
I work as a {job} in {city}.|I just started a new job as a {job} and I love it.|I quit being a {job} {when} {reason}. || What does {name} do for a living?|What is {name}'s profession?|Where does {name} work?|Why did {name} leave the job?
My {kin} is a {job}.|My {kin} got promoted to senior {job} {when}! || What is the occupation of the {kin}?|Who works as a {job}?|Who received a promotion?
I have an interview for a {job} position {soon}, I am so {feel}.|They offered me the {job} role! || Which job did {name} apply for?|When is the interview?|Did {name} get the offer?
I moved to {city} {when} {reason}.|We are packing boxes, we move to {city} {soon}.|I grew up in {city}, but now I live in {land}. || Where does {name} live now?|Where did {name} relocate to?|Why did they move?|Where is {name} originally from?
We bought a {home} in {city} for {money}.|I am renting a small {home} with my {kin}. || What kind of place does {name} live in?|How much did the {home} cost?|Who does {name} share a home with?
I went to {place} with my {kin} {when}.|We had a wonderful day at {place}, the {kin} loved it. || Where did they go {when}?|Who went along to {place}?|When did {name} visit {place}?
We are planning a trip to {land} {soon}.|I flew to {city} {when} and stayed for {number} days.|Our vacation in {land} was amazing, we saw so many things. || Which country did {name} travel to?|How long was the trip?|What are their holiday plans?|Where did {name} go on vacation?
I took up {hobby} {when} {reason}.|Lately I have been really into {hobby}.|{hobby} helps me clear my mind.|I go {hobby} every weekend with my {kin}. || What does {name} do in their free time?|What are {name}'s hobbies?|How does {name} relax?|What activity did {name} start?
I signed up for a {hobby} class {when}.|My {hobby} class starts {soon}. || What class did {name} join?|When does the class begin?|What new skill is {name} learning?
I won first place in the {hobby} competition!|I entered a {hobby} contest {when} and came in {number}th. || What did {name} win?|Which competition did {name} take part in?
I made {food} for dinner {when}.|I tried a new recipe for {food} and it turned out great.|My {kin} makes the best {food}. || What did {name} cook?|What is {name}'s favorite dish?|What did they eat?
I am allergic to {food}.|I can't eat {food} anymore {reason}.|I've been vegetarian since {when}, so no meat for me. || What food should {name} avoid?|What are {name}'s dietary restrictions?
I prefer {drink} over {drink2}.|I drink {number} cups of {drink} a day. || What does {name} like to drink?|How much {drink} does {name} drink?
I was diagnosed with {ill} {when}.|My {kin} is suffering from {ill}.|The doctor gave me medicine for {ill}.|I have an appointment with the doctor {soon} about {ill}. || What health problem does {name} have?|What illness was found?|Why did {name} see a doctor?|When is the medical appointment?
I bought a new {item} from {shop} for {money}.|I ordered a {colour} {item} {when}, it arrived today.|My old {item} broke, so I need a new one. || What did {name} buy?|How much did the {item} cost?|Where did they purchase the {item}?|What color is the {item}?
I lost my {item} {when}.|Someone stole my {item} at {place}. || What did {name} lose?|What was stolen?
My {kin} gave me a {item} for my birthday.|This {item} was a gift from my {kin}, it means a lot to me. || What present did {name} receive?|Who gave {name} the {item}?
We are going to a {event} {soon}.|I attended a {event} {when} and felt {feel}.|The {event} is {soon} at {place}.|I am organising a {event} with my {kin}. || Which event did {name} attend?|When is the {event}?|How did {name} feel at the {event}?|What is {name} planning?
I felt so {feel} {when}.|It has been a hard time and I feel {feel}.|Talking to my {kin} made me feel {feel}. || How did {name} feel?|What emotion did {name} express?|Who supports {name}?
My {kin} passed away {when}, I miss them so much.|We held a funeral for my {kin}. || Who died?|Whom did {name} lose?
My {kin} got married {when}.|We are getting engaged!|I proposed to my {kin} at {place}. || When was the wedding?|Is {name} married?|Where did the proposal take place?
My {kin} just had a baby!|We are expecting a child {soon}.|I am pregnant and feel {feel}. || Who had a baby?|When is the baby due?|How many children does {name} have?
I broke up with my {kin} {when}.|They are getting divorced {reason}. || What is {name}'s relationship status?|Who split up?
I listen to {genre} when I work.|I went to a {genre} concert {when} with my {kin}.|I play in a {genre} band. || What music does {name} like?|Which concert did {name} go to?|What kind of band is it?
We watched a {film} {when}, it was {adj}.|I can't stop watching this {film}.|That {film} made me cry. || What did {name} watch?|What kind of movies does {name} enjoy?
I am reading a {book} about {subject}.|I finished a {book} {when}, I recommend it.|The {book} changed how I see things. || What is {name} reading?|Which book did {name} recommend?
I study {subject} at university.|I graduated with a degree in {subject} {when}.|My exam in {subject} is {soon}.|I am writing my thesis about {subject}. || What did {name} major in?|What field of education did {name} choose?|When is the exam?
I am learning {language}.|My {kin} speaks {language} fluently.|I practice {language} every day for {number} minutes. || Which language is {name} learning?|How many minutes does {name} practice?|What languages do they speak?
I volunteer for {cause}.|I donated {money} to {cause}.|We raised {money} for {cause} {when}. || Which charity does {name} support?|How much money was raised?|What cause is {name} passionate about?
My goal this year is to {goal}.|I want to {goal} {reason}.|I finally managed to {goal}! || What are {name}'s goals?|What does {name} want to achieve?|What plans does {name} have for the future?
I planted {plant} in the garden {when}.|The {plant} on my balcony are growing well. || What did {name} plant?|What grows in the garden?
My {vehicle} broke down {when}, the repair costs {money}.|I take the {vehicle} to work.|I bought a used {vehicle} {when}. || How does {name} commute?|What happened to the {vehicle}?|How expensive was the repair?
I run {number} miles every morning.|I go to the gym {number} times a week.|I wake up at {number} and meditate. || How often does {name} exercise?|What is {name}'s morning routine?
I pay {money} a month in rent.|I spent {money} on groceries {when}.|I owe my {kin} {money}.|I saved {money} this month. || How much is the rent?|What did {name} spend money on?|How much did {name} save?
We decided to {choice} {tech} for the {module} {reason}.|The team agreed to {choice} {tech}. || Which technology did we choose for the {module}?|What was decided about {tech}?|Why did we pick {tech}?
The {module} has {bug}.|We fixed {bug} in the {module} {when}.|{bug} in {tech} broke the {module}. || What was wrong with the {module}?|What bug did we fix?|When did the {module} fail?
TODO: write tests for the {module} before {soon}.|{name} will review the pull request for the {module} {soon}. || What is left to do for the {module}?|Who reviews the code?|What are the action items?
The {module} runs on {tech} and {tech2}.|We deploy the {module} with {tech} {soon}.|The config of the {module} lives in {tech}. || What does the {module} run on?|How is the {module} deployed?
The deadline for the {module} is {soon}.|The release of the {module} was moved to {soon}.|We meet {soon} to plan the {module}. || When is the deadline?|When do we release?|When is the meeting?
Please always answer in {language}.|I prefer short answers.|Don't use {tech} in this project.|Call me {name}. || What are the user's preferences?|Which language should be used?|What should the assistant call the user?
How do I install {tech} on my {item}?|How can I speed up {tech}?|What is the difference between {tech} and {tech2}?|I get {bug} when I start {tech}. || How to set up {tech}?|{tech} error help|performance of {tech}
Can you recommend a {film}?|Can you suggest a recipe for {food}?|What should I do in {city}?|Give me tips to {goal}.|What is a good gift for my {kin}? || Which advice did {name} ask for?|What suggestions were given?
I turned {number} {when}.|My birthday is {soon}.|My {kin} is {number} years old. || How old is {name}?|When is the birthday?
I painted my {home} {colour}.|My favorite color is {colour}.|I painted a {colour} landscape of {place}. || What color did {name} choose?|What did {name} paint?
The flight to {city} was cancelled.|My flight leaves {soon}.|The hotel in {city} costs {money} a night. || What happened to the flight?|Where is {name} staying?|When does {name} fly?
The weather in {city} was {weather}.|It was {weather} all day, so we stayed home. || How was the weather?
""".strip().split("\n")
WORDS["adj"] = "great|boring|funny|scary|beautiful|too long|touching|exciting|strange|brilliant".split("|")
WORDS["weather"] = "rainy|sunny|freezing|hot and humid|stormy|snowing|foggy|windy|cloudy|perfect".split("|")


def fill(frame, values):
    text = frame.format(**values)
    return text[0].upper() + text[1:]


def synthesise(names, rounds=260):
    """(group, text) of statements and questions; one group holds one scene from one filling."""
    slots = list(WORDS)
    for number in range(rounds):
        for at, line in enumerate(FRAMES):
            statements, questions = (part.strip().split("|") for part in line.split(" || "))
            values = {slot: random.choice(WORDS[slot]) for slot in slots}
            values |= {slot + "2": random.choice(WORDS[slot]) for slot in ("drink", "tech")}
            values |= {"name": random.choice(names), "name2": random.choice(names)}
            group = f"synthesis/{at}.{number}"
            first = fill(random.choice(statements), values)
            second = fill(random.choice(statements), values)
            yield group, first if random.random() < 0.5 else f"{values['name']}: {first}"
            if second != first and random.random() < 0.5:
                yield group, f"{values['name2']}: {first} {values['name']}: {second}"
            yield group, fill(random.choice(questions), values)
