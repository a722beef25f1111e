import { mkdirSync } from 'node:fs'
import { createHotline } from '#bots/hotline.ts'
import { createOpen311 } from '#bots/open311.ts'
import { terminalCapabilities } from '#bots/terminal.ts'
import { createGate, type Gate } from '#bots/web-chat/gate.ts'
import type { Moment } from '#core/clock-jump.ts'
import type { Bot, Call, Channel, Port } from '#conversation/channel.ts'
import { createSuite } from '#crypto/suite.ts'
import { story } from '#flows/story.ts'
import { openDrafts } from '#packs/drafts.ts'
import { loadNotices } from '#packs/notices.ts'
import { loadSignInRules } from '#packs/sign-in-rules.ts'
import { openOperator } from '#packs/operator.ts'
import { loadPublishing } from '#packs/publishing.ts'
import { loadSubjectRules } from '#packs/subject-rules.ts'
import { openTemplates } from '#packs/templates.ts'
import { packError } from '#packs/problem.ts'
import { createChannelStates } from '#service/channel-states.ts'
import { startClock } from '#service/clock-guard.ts'
import { createAsked } from '#service/asked.ts'
import { createCanaries, type Canaries } from '#service/canary.ts'
import { createClockWatch, type ClockWatch } from '#service/clock-watch.ts'
import { replayErasures } from '#service/destroy-keys.ts'
import { createKeepFile } from '#service/evidence.ts'
import { createHear } from '#service/hear.ts'
import { startPacks } from '#service/packs-at-start.ts'
import { createPackRefresh } from '#service/packs-in-force.ts'
import { createServedAreas, proposals } from '#service/proposals.ts'
import { createOwnData } from '#service/own-data-export.ts'
import { remembering } from '#service/remember.ts'
import type { Sealed } from '#service/sealed.ts'
import { createRushSharing } from '#service/share-rush.ts'
import { createSingleSignOn, type SingleSignOn } from '#service/single-sign-on.ts'
import { createSms } from '#service/sms.ts'
import { startSearch } from '#service/search-fill.ts'
import { createSecondOpinion, type SecondOpinion } from '#service/second-opinion.ts'
import { createTelling } from '#service/tell-departments.ts'
import { createTranscript } from '#service/transcript.ts'
import { createUploads } from '#service/uploads.ts'
import { appendAudit } from '#store/audit.ts'
import { tellingNumbers } from '#store/case-numbers.ts'
import { isHalfCopied } from '#store/copy-tables.ts'
import { openHeadFiles } from '#store/head-files.ts'
import { openStore } from '#store/open.ts'
import type { Db } from '#store/transaction.ts'
import { createUnderstanding } from '#understanding/understand.ts'
import { clamd } from '#vault/clamd.ts'
import { openVault, type Vault } from '#vault/open.ts'
import type { Hono } from 'hono'
import { botsOf, channelsElsewhere, departmentsOf, mailOf } from './bots-here.ts'
import { sendBy, wechatOf, type Failed } from './bots-here.ts'
import { codeOfFault, doorsOf, watchBots, watchedPort, watchedSend } from './channel-watch.ts'
import type { Config } from './config.ts'
import { hasStore } from './has-store.ts'
import { readData, type Data } from './house-data.ts'
import { createIds } from './ids.ts'
import type { Log } from './log.ts'
import { masterKeysOf } from './master-key.ts'
import { createPulse, measuredDb, measuredPort, measuredSend, measuredTelling } from './meter.ts'
import { silentMeter, type Meter } from './meter.ts'
import { movedIn } from './moved-store.ts'
import { createRound } from './round.ts'
import { personalBot } from './wechat-personal.ts'

/** Everything wired. Nothing runs by itself: `tick` does one round of what is due. */
export interface House {
  readonly world: Sealed
  readonly port: Port
  readonly bots: readonly Bot<Hono>[]
  /** Rings the timers and sends the messages that are due now. Gives whether there may be more. */
  readonly tick: () => Promise<boolean>
  /** Tells departments what they are owed; apart, so that no reporter waits for a department's machine. */
  readonly tell: () => Promise<number>
  /** Sends the made-up reports that are due through the doors of the bots, and tells of those that did not arrive. */
  readonly sing: (call: Call) => ReturnType<Canaries['round']>
  readonly close: () => Promise<void>
}

export interface Wiring {
  readonly config: Config
  readonly log: Log
  /** Milliseconds since 1970; the process's own clock unless told. */
  readonly clock?: () => number
  /** That clock and one that nobody sets, at once; without it a given clock is believed. */
  readonly look?: () => Moment
  /** Where the operator sits and reads. */
  readonly show?: (text: string) => void
  /** The data folder as it was read already, where one process opens more houses than one. */
  readonly data?: Data
  /** Takes the measure of what is done. */
  readonly meter?: Meter
  /** From then on nothing new is taken up. */
  readonly over?: AbortSignal
}

const lookAt =
  (clock: (() => number) | undefined): (() => Moment) =>
  () => {
    const at = clock?.() ?? Date.now()
    return { at, elapsed: clock ? at : performance.now() }
  }

/** Opens store, vault and packs and joins them. */
export async function openHouse(wiring: Wiring): Promise<House> {
  const { config, log, clock: machine, look, show } = wiring
  const watch = createClockWatch(look ?? lookAt(machine))
  const clock = watch.now
  const { read, model } = wiring.data ?? readData(config.dataDir)
  if (read.problems.length > 0 && !hasStore(config)) throw packError(read.problems)
  await using opened = new AsyncDisposableStack()
  const { meter = silentMeter } = wiring
  const stores = await openStores(config, watch, opened)
  const { vault } = stores
  const db = tellingNumbers(measuredDb(meter, stores.db), log)
  const { stateDir: dir } = config
  const { mac } = vault
  const started = await startPacks({ db, log, clock, mac }, read)
  const areas = new Map(started.areas)
  const packs = { ...started, areas }
  const channels = new Map<string, Channel>([[terminalCapabilities.id, terminalCapabilities]])
  const gate = gateOf(config, mac, clock)
  const states = createChannelStates(clock)
  const probes = new Map<string, NonNullable<Bot['probe']>>()
  const pulse = createPulse(meter, clock)
  const world: Sealed = {
    db,
    vault,
    packs,
    drafts: openDrafts(dir),
    operator: openOperator(dir),
    templates: openTemplates(dir, config.dataDir),
    notices: loadNotices(config.dataDir),
    publishing: loadPublishing(config.dataDir, dir),
    subjectRules: loadSubjectRules(config.dataDir),
    signInRules: loadSignInRules(config.dataDir, config.signIn),
    ...(config.oidc ? { singleSignOn: signOnOf(config, config.oidc, { clock, log }) } : {}),
    understanding: remembering(createUnderstanding({ ...packs, model: model() })),
    ...(config.model ? { secondOpinion: secondOpinionOf(config, clock) } : {}),
    ...hotlineOf(config),
    story,
    channels,
    channelsElsewhere,
    channelsHere: { states, probes },
    rushSince: gate.since,
    pulse,
    publicUrl: config.publicUrl.replace(/\/+$/, ''),
    clock,
    watch,
    ...createIds(),
    mac,
    heads: openHeadFiles(dir),
    ...(wiring.over ? { over: wiring.over } : {}),
    log,
  }
  await replayErasures(world)
  await startSearch(world)
  const served = createServedAreas(world)
  const shareRush = createRushSharing(world, gate)
  const refreshPacks = createPackRefresh(world, areas)
  await served.refresh()
  const { hear, timer } = createHear(world)
  const failed: Failed = (channel, cause) => states.failed(channel, codeOfFault(cause))
  const birds = createCanaries(world)
  const port = birds.port(
    measuredPort(meter, watchedPort(states, portOf(world, { hear, watch, areas: served.list }))),
  )
  const bots = everyBot(config, port, { log, gate, mac, clock, machine, show, failed })
  for (const bot of bots) channels.set(bot.capabilities.id, bot.capabilities)
  watchBots(bots, { states, probes })
  const refresh = async (): Promise<void> => {
    await refreshPacks()
    await served.refresh()
    await shareRush()
  }
  const send = watchedSend(states, measuredSend(meter, sendBy(bots)))
  const tick = pulse.beating(createRound(world, { timer, send, refresh }))
  opened.defer(birds.close)
  const all = opened.move()
  const tell = createTelling(world, measuredTelling(meter, departmentsOf(config, clock)))
  const sing: House['sing'] = async (call) => await birds.round(doorsOf(bots), call)
  return { world, port, bots, tick, tell, sing, close: async () => await all.disposeAsync() }
}

interface BotParts {
  readonly log: Log
  readonly show: Wiring['show'] | undefined
  readonly gate: Gate
  readonly mac: Vault['mac']
  readonly clock: () => number
  /** The process's own clock, unless it was told another. */
  readonly machine: Wiring['clock'] | undefined
  readonly failed: Failed
}

/** A bot for each channel that the settings name. */
function everyBot(config: Config, port: Port, parts: BotParts): readonly Bot<Hono>[] {
  const { log, gate, mac, clock, machine, show, failed } = parts
  return [
    ...botsOf(config, port, { log, gate, clock: machine, failed }),
    ...wechatOf(config, port, { log, clock, failed }),
    ...mailOf(config, port, { log, mac, clock, failed }),
    ...personalBot(config, port, { log, clock, show, failed }),
    ...createHotline(),
    createOpen311(),
  ]
}

const gateOf = (config: Config, mac: Vault['mac'], clock: () => number): Gate =>
  createGate({
    level: config.chatRush,
    secret: Buffer.from(mac(Buffer.from('yijian web chat puzzle'))).toString('base64url'),
    now: clock,
  })

interface PortParts {
  readonly hear: Port['hear']
  readonly watch: ClockWatch
  readonly areas: Port['areas']
}

/** What every bot is given. */
const portOf = (world: Sealed, { hear, watch, areas }: PortParts): Port => ({
  hear: async (heard, say) => await hear({ ...heard, at: watch.heardAt(heard.at) }, say),
  keepFile: createKeepFile(world),
  uploads: createUploads(world),
  transcript: createTranscript(world),
  asked: createAsked(world),
  ownData: createOwnData(world),
  proposals: (area, text) => proposals(world, area, text),
  areas,
})

const halfCopied =
  'the move into this PostgreSQL did not come to its end: run yijian migrate-store again, it goes on where it was'

/** Database and vault; both are closed with what they are opened in. */
async function openStores(
  config: Config,
  watch: ClockWatch,
  opened: AsyncDisposableStack,
): Promise<{ readonly db: Db; readonly vault: Vault }> {
  const { databaseUrl, stateDir: dir } = config
  const clock = watch.now
  const moved = databaseUrl ? undefined : movedIn(dir)
  if (moved)
    throw new Error(
      `the database of ${dir} was moved to PostgreSQL at ${moved.at}: set DATABASE_URL or DATABASE_URL_FILE`,
    )
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const suite = createSuite(config.cryptoSuite)
  const masterKey = masterKeysOf(config, suite)
  const db = await openStore({ dir, ...(databaseUrl ? { url: databaseUrl } : {}) })
  opened.defer(db.close)
  if (databaseUrl && (await isHalfCopied(db))) throw new Error(halfCopied)
  await startClock({ db }, watch)
  const vault = await openVault({
    db,
    dir,
    clock,
    masterKey,
    suite,
    audit: appendAudit,
    largestFile: config.maxFileBytes,
    ...(config.clamd ? { scan: clamd(config.clamd) } : {}),
  })
  opened.defer(vault.close)
  return { db, vault }
}

/** How calls are taken, and the gateway that sends their passcodes. */
function hotlineOf({ hotline, secrets }: Config): Pick<Sealed, 'hotline' | 'sms'> {
  const { smsKey: key, orderTokens } = secrets
  const { sms, ...rules } = hotline
  const sources = rules.sources.map((source) => {
    const digest = orderTokens?.get(source.id)
    return { ...source, ...(digest ? { digest } : {}) }
  })
  return {
    hotline: { ...rules, sources },
    ...(sms ? { sms: createSms({ ...sms, ...(key ? { key } : {}) }) } : {}),
  }
}

const secondOpinionOf = (
  { model = { url: '', model: '' }, secrets: { modelKey } }: Config,
  clock: () => number,
): SecondOpinion => createSecondOpinion({ ...model, clock, ...(modelKey ? { key: modelKey } : {}) })

const signOnOf = (
  { secrets: { oidcSecret: secret } }: Config,
  settings: NonNullable<Config['oidc']>,
  { clock, log }: { readonly clock: () => number; readonly log: Log },
): SingleSignOn =>
  createSingleSignOn({
    settings,
    clock,
    warn: (why) => log.warn('single sign-on failed', { why }),
    ...(secret ? { secret } : {}),
  })
