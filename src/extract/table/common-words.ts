/**
 * How common English words are: data, not code. Taken from the order of the o200k_base vocabulary of tiktoken (MIT licence), where
 * frequent words come first: COMMON are whole-word tokens below rank 9,000, FAMILIAR those below 18,000.
 */

export const COMMON = `
  the and for con pro com you with that this are from new return not your que can was have get all will class
  public per out has man pre but set more part one they our their self app def time any over about del work
  function which add van string use else para also who system his some data private acc when end other off year
  like name need just act org her been true min there them real los what met value had cons would false type how
  were into make result sub java list than first import tem back start only its inform form look let static best
  under most find person help people car want don long final read test every should know mon she well hand then
  through pol user opt require right pass very these web dec product case good cor down bus where two see post
  pour high after even now art men file mark many las way much could while said used try number years event here
  play print key log day information item last program word text current great ins does sign because home such
  free did before process online take own child view cap break top size sit show model using design check world
  week son book him mit think business again call point being mat made each run place found open support create
  super line order service develop method custom quest state next life request those follow care array different
  expect same local site style really pop sem main net pay must game object direct fun available fact around rest
  between old say non market term error android still plus without month offer err going both project max put
  page report build uma love leg client come color cost second content too path few full pod access effect
  company message stand head feel pot level document team health sure experience invest field lot things small
  table won mom protect response always consider present change perform job range during keep review days
  important aff little three water input interest better room website link including big power index school hard
  code catch plan family double success got fac within date account sam something bit left group might element
  control services special provide red count bar total base another image area since body give gen hot war kind
  search air social contact record turn email action bed able required less allow address looking never target
  material title ask context video personal grow sent buy options products money price version include children
  law http match following position map short update visit today blog working door based lead making possible far
  meet course done quality research away moment cell light label sum understand div easy food times past four
  mind along begin source seem throw enjoy house already software side exist deb cover property given download
  width protected block called against results perfect large needs thing why individual win certain low camp
  learn via status students sort thought amount valid hat live having inc land tool display single talk until
  none treat height clean load simple together once items output select means original card actually mean often
  either makes bad problem god getting dam values deal community connect mass please bon later quick night
  specific ever story initial features details ele author below store continue space several university question
  country cook face enough send press example members study host extra particular become city player major others
  games media button hold write yet stay save location news font teach hours comes miss women share copy above
  least friend etc provided focus represent due application reason season row walk pick wait across close period
  development auto move future writing ago track click task offers doing option handle common pack questions
  clear created comment info discuss music users human subject network started role minutes global tell though
  hope months box length everything strong complete known however united front points tax film whether series
  heart young fall respect watch bring choose install happen fast friends stop history someone general phone pet
  popular window industry age unique enter american added fit article google collection came fig exam character
  addition near join environment previous works various device https accept john register expected professional
  terms energy black limit parent went step customer column companies provides types format server engine member
  customers west early weight answer idea government whole took normal reading issues cut apply received express
  beautiful suggest needed events anything correct training switch taking center draw york seen internet screen
  performance among wonder tag session interface impact www remove natural rate loss europe building cannot
  feature actual files relationship sec technology brand command exact comfort background platform grand
  implement hotel half sen selected pan words component rights living conditions travel management park believe
  sites foot language receive claim dog potential fire staff white simply five description entire everyone
  difficult further stock nas root saf token san additional issue changes paper includes yourself marketing
  forward filter taken contract trying connection tech bill refer areas active states national quite ensure
  student mode similar inside soon tom almost running financial board south plant modern currently fan era
  problems tab stream credit ded designed office template latest third bank lower significant nothing effort
  takes regular fill mid likely told tour usually ready especially ways deliver facebook recommend models
  standard risk probably reviews digital condition increase according cause section hit song knowledge approach
  mobile production bag lie happy sales choice fab matter couple related recent north books wanted security
  windows players coming entry pretty higher math published frame official purchase gas prevent sun machine
  virtual sound round sale included party prefer concern returns touch oil shows nice progress longer resources
  six pain sell treatment weeks note clients menu images held systems drive learning random outside rather
  international anyone worth upon policy located solution written computer multiple confirm reach instead leave
  unit feed safe transport english speed ground kids asked legal assist medical behind easily late flow average
  education database ideas nature opportunity skills materials throughout ball parts comments seems affect icon
  paint cases collect allows storage methods proper candid region variety skin excellent chat complex death
  chance gel quickly cross programs deep ones hair america lock activity insurance built wish leading seek
  patients necessary cool tree activities wide band memory consult wrong remember empty looks release town
  practice movie playing star mac growth county saw discover ability pattern resource photos useful microsoft
  expert favorite floor lives margin properties charge tend levels pool avoid improve india recently daily score
  equipment tools firm selection analysis prices convert career roll amazing boy finally effective updated demand
  concept trust bath pros sense train directly club alert fields didn pages projects aspect gold buffer goal
  thread starting notice gets elements mention blood views decision numbers owner associated delivery adult
  attention lines rock morning category picture bottom college essential road commit settings sleep names earn
  sold vector photo king woman parents solid situation lost goes itself benefits internal hour module trip
  positive uses rot smart green profile structure drink girl dark transfer doesn contains groups highly led
  driver plans hands costs gives fine countries fresh offset`

export const FAMILIAR = `
  myself capital piece cat ideal providing fat shop primary defined finish foundation requirements completely
  warm guide meeting changed worked individuals prime serious edit dead safety themselves mount former setting
  stress direction payment creating allowed container fix wood scale distance effects summer channel helps raise
  cash push stuff successful links solutions sport strength applications stage conduct camera basic drop
  interested counter rent considered entity definitely operation fair partner amazon align vehicle interesting
  huge certainly respond basis force obtain shape constant existing birth hear shared fest rules places
  parameters eyes sea depend fully route theme commercial culture purpose reference wall exactly statement
  measure department organization package london developed surface mix construction classes thinking slow dream
  involved difference physical reported cast rates intent fight cookies carry tips blue characters giving felt
  degree lab pressure street secret limited released paid master budget solo dry functions stories towards gem
  mother middle spot videos symbol posts moving sometimes spend kitchen core mail maybe dump baby apple france
  soft shown gave sample japan devices assess straight contain planning html pin layer letter adjust otherwise
  hop became passed thank police helpful campaign court gift patient sports saying browser anti steps modify
  understanding canada rich labor damage actions began reduce coach businesses panel sed generate jobs california
  pictures micro arm twitter wonderful manager tried political supply serve healthy tip played advice beginning
  wash jesus regarding cards heard dress trade david layout maximum vec largest saved grid principal speak
  articles growing heat pair tex traditional produce balance decor writer wants rule feeling monitor errors
  weekend components overall comfortable immediately greater tests sand miles sql agree fabric spirit strategy
  employees expand looked colors turned east stack detail messages requires loved jack offered shipping insert
  topic responsible mask meaning volume eye reader truly diet reports metal operator glass investment feet setup
  audio extremely variable appropriate central minimum easier disease isn completed weather provider protection
  album adapt edge himself schools scene electric knew increased opportunities sector wind science compared
  studies spent farm eat alone cells broad visual offering teams fans pad library race increasing figure brought
  economic vast attract beach wet rooms goals yes api pull wire spread identify relax listen raw determine enable
  girls shoot loop harm named wax testing mist families discount benefit sources forms wife cup station
  population launch tempo award income builder wear shopping father beyond gain powerful burn highest tent loan
  factors manage calls finished nearly communication talking thanks script reasons evidence records voice lack
  objects fear export aim experienced trial agent technical domain radio european detect secure cancer props
  particularly texas friendly guess isso surround australia restaurant jog although impress earlier church lit
  sets fetch unity waiting passion seconds connected operations temperature mission cloud estate boost finding
  helping reflect cold multi challenge websites director generally ahead opening compare external capacity apart
  schedule born configuration journal gone processing relevant factor wild artist doctor rub bay annual rapid
  permit critical larger truth mental buying ship closed sweet zero efficient minute jam federal shot interview
  transaction missing talent flat coffee experiment orders poor distribution directory leader rid happened lose
  advantage peace welcome mad negative helped equal fees slight scope journey split paris followed updates homes
  adding james inner fee civil alex behavior luck ade remain trail pieces traffic movement applicable older
  produced establish ring haven fashion established instant rare successfully supported origin shift styles poll
  plot spring notes husband creative apps signal describe brain stick techniques tap french heavy maintain seven
  holiday association indian quarter expression wedding driving advanced keys achieve decide abstract
  professionals retail laws neighbor exchange upper experts covered ham sharing suitable prepared seeing delay
  waste define kept experiences efforts british fixed starts thoughts primer smooth habit michael replace onto
  units independent steel alternative destination football applied mine courses kit happens attend compliance
  described coverage extract properly documents bought earth chain knows whatever cancel society plenty
  challenges exercise parties owners warranty reality remote separate weak deposit duration toe rating numerous
  depth tasks cars winter gather smaller classic stars guests prepare craft bright instagram learned runs garden
  river typically honest tub square batch aid generated foreign changing mud truck organizations suite council
  mentioned opinion forget workers jump implementation standards rain hang interior recommended audience employee
  fish served absolutely florida repair plants variables facilities keeping faith animal generation movies
  leaders chinese registered dynamic century dedicated teaching novel teacher hidden feedback kid resolve
  accounts flash becomes combination medium submit economy vision developing industrial pure deals automatically
  purposes corner dip island locations showing filled managed discussion caused selling aware sad district
  relationships presence explore famous branch processes hall stone league operating fly recipe partners evening
  mouse transition calling parking worry familiar choices beauty meant depending institute lake factory heel
  brief joint stores senior toast detailed assistance plate machines scan fantastic taste decisions watching
  answers meta loading union signed remains maintenance forum advance segment becoming expensive ice fuel
  possibly charges claims goods verify vary cleaning wine instrument assign continued walking leaving animals
  native practices reliable minor focused communities mini zone topics ended continues quiet ride totally readers
  policies ltd bedroom bond strategies proud suit diverse competition cultural sister manual installed excited
  winning snow prompt promote reached flight matches visible permissions leads mic chart willing enjoyed fruit
  consumer plastic sugar awesome slots seeking grade species extension songs chemical pok tradition cloth dates
  santa remaining exciting conference brings raised academic guest agency tough premier seat technologies sounds
  spending instructions sustain markets checked furniture ama assembly clearly creation folder cities examples
  leaves intended wasn conversation containing premium columns eating aspects designs visitors hill female
  limitations contents busy battery ingredients cycle battle installation kill cream carbon combined positions
  survey german registration joy highlight profit rental measures manner putting restaurants influence importance
  superior asking dad dinner skill concerns egg peter faster tank atmos slightly confidence occasion
  responsibility episode sizes films chosen bird monthly zip guarantee stored allowing refresh sequence breath
  outdoor lovely salt breakfast accurate committed buck massage bear leadership technique engineering desire
  despite causes mixed publish environmental holding facility privacy plane administration brands vehicles
  specifically clock hub angle chair reward mouth bathroom tables feels rise adults approved tags usage smith
  symptoms canvas explain sheet teachers skip approximately ticket hook identity corporate climate quote protein
  soul mah valley injury kick western hip reply comprehensive dogs shares gear convenient beat appearance
  determined brother usa artists chicago appreciate expertise samples timer distinct categories excess trees
  discovered significantly affordable listing pit iron exclusive ends glad interval labels bent participants
  thick realize broken musical boot supports considering germany quantity tight purchased reduced extended
  apartment sky tickets theory clinical worldwide resolution flags practical sitting martin alpha lunch signs
  studio bike loans searching mig therapy debt efficiency drag eventually spin plays handling finance interests
  neighborhood regional pris logging pose criteria mining basket priority paying solar gender holder encourage
  authors serving fold birthday navigation solve meal ads village recovery neck texture identified covers
  emergency noticed entertainment motion electronic ignore hearing codes planet trouble unknown moments festival
  predict calculate crime tea documentation versions revenue museum valuable`
