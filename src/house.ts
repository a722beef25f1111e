import { createHotline } from '#bots/hotline.ts'
import { createOpen311 } from '#bots/open311.ts'
import { terminalCapabilities } from '#bots/terminal.ts'
import { createGate, type Gate } from '#bots/web-chat/gate.ts'
import type { Moment } from '#core/clock-jump.ts'
import type { AreaCode } from '#core/plan.ts'
import type { Bot, Call, Channel, Port } from '#conversation/channel.ts'
import { story } from '#flows/story.ts'
import { openDrafts } from '#packs/drafts.ts'
import type { AreaPack } from '#packs/load.ts'
import { loadNotices } from '#packs/notices.ts'
import { loadSignInRules } from '#packs/sign-in-rules.ts'
import { openOperator } from '#packs/operator.ts'
import { withOwnCalendars } from '#packs/own-calendars.ts'
import { loadPublishing } from '#packs/publishing.ts'
import { loadSubjectRules } from '#packs/subject-rules.ts'
import { openTemplates } from '#packs/templates.ts'
import { packError } from '#packs/problem.ts'
import { createChannelStates } from '#service/channel-states.ts'
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
import { tellingNumbers } from '#store/case-numbers.ts'
import { openHeadFiles } from '#store/head-files.ts'
import { createUnderstanding } from '#understanding/understand.ts'
import type { Vault } from '#vault/open.ts'
import type { Hono } from 'hono'
import { botsOf, channelsElsewhere, departmentsOf, mailOf } from './bots-here.ts'
import { sendBy, wechatOf, type Failed } from './bots-here.ts'
import { codeOfFault, doorsOf, watchBots, watchedPort, watchedSend } from './channel-watch.ts'
import type { Config } from './config.ts'
import { hasStore } from './has-store.ts'
import { readData, type Data } from './house-data.ts'
import { openStores } from './house-stores.ts'
import { createIds } from './ids.ts'
import type { Log } from './log.ts'
import { createPulse, measuredDb, measuredPort, measuredSend, measuredTelling } from './meter.ts'
import { silentMeter, type Meter } from './meter.ts'
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
  const { config, meter = silentMeter } = wiring
  await using opened = new AsyncDisposableStack()
  const ground = await layGround(wiring, opened)
  const { world, watch, gate, states, channels, pulse } = ground
  await replayErasures(world)
  await startSearch(world)
  const served = createServedAreas(world)
  const shareRush = createRushSharing(world, gate)
  const refreshPacks = createPackRefresh(world, ground.areas)
  await served.refresh()
  const { hear, timer } = createHear(world)
  const birds = createCanaries(world)
  const port = birds.port(
    measuredPort(meter, watchedPort(states, portOf(world, { hear, watch, areas: served.list }))),
  )
  const bots = everyBot(wiring, port, ground)
  for (const bot of bots) channels.set(bot.capabilities.id, bot.capabilities)
  watchBots(bots, ground)
  const refresh = async (): Promise<void> => {
    await refreshPacks()
    await served.refresh()
    await shareRush()
  }
  const send = watchedSend(states, measuredSend(meter, sendBy(bots)))
  const tick = pulse.beating(createRound(world, { timer, send, refresh }))
  opened.defer(birds.close)
  const all = opened.move()
  const tell = createTelling(
    world,
    measuredTelling(meter, departmentsOf(config, ground.watch.machine)),
  )
  const sing: House['sing'] = async (call) => await birds.round(doorsOf(bots), call)
  return { world, port, bots, tick, tell, sing, close: async () => await all.disposeAsync() }
}

/** The world, and those parts of it that change while the house is joined. */
interface Ground extends Omit<WorldParts, 'db' | 'vault' | 'packs' | 'model'> {
  readonly world: Sealed
  /** Plans and areas, taken up anew where others publish some. */
  readonly areas: Map<AreaCode, AreaPack>
}

/** Reads the data and opens what is kept. */
async function layGround(wiring: Wiring, opened: AsyncDisposableStack): Promise<Ground> {
  const { config, log, meter = silentMeter } = wiring
  const watch = createClockWatch(wiring.look ?? lookAt(wiring.clock))
  const clock = watch.now
  const { read: shipped, model } = wiring.data ?? readData(config.dataDir)
  const read = withOwnCalendars(shipped, config.stateDir)
  if (read.problems.length > 0 && !hasStore(config)) throw packError(read.problems)
  const stores = await openStores(config, watch, opened)
  const { vault } = stores
  const db = tellingNumbers(measuredDb(meter, stores.db), log)
  const started = await startPacks({ db, log, clock, mac: vault.mac }, read)
  const areas = new Map(started.areas)
  const changing = {
    watch,
    gate: gateOf(config, vault.mac, clock),
    states: createChannelStates(clock),
    probes: new Map<string, NonNullable<Bot['probe']>>(),
    channels: new Map<string, Channel>([[terminalCapabilities.id, terminalCapabilities]]),
    pulse: createPulse(meter, clock),
  }
  const parts = { ...changing, db, vault, packs: { ...started, areas }, model: model() }
  return { ...changing, world: worldOf(wiring, parts), areas }
}

interface WorldParts extends Pick<Sealed, 'db' | 'vault' | 'packs'> {
  readonly watch: ClockWatch
  readonly model: ReturnType<Data['model']>
  readonly gate: Gate
  readonly states: ReturnType<typeof createChannelStates>
  readonly probes: Map<string, NonNullable<Bot['probe']>>
  readonly channels: Map<string, Channel>
  readonly pulse: ReturnType<typeof createPulse>
}

/** All that the service is given. */
function worldOf({ config, log, over }: Wiring, parts: WorldParts): Sealed {
  const { db, vault, packs, model, watch, gate, states, probes, channels, pulse } = parts
  const { stateDir: dir } = config
  const clock = watch.now
  return {
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
    understanding: remembering(createUnderstanding({ ...packs, model })),
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
    mac: vault.mac,
    heads: openHeadFiles(dir),
    ...(over ? { over } : {}),
    log,
  }
}

/** A bot for each channel that the settings name. */
function everyBot(
  { config, log, show, clock: machine }: Wiring,
  port: Port,
  { world: { mac, clock }, watch, gate, states }: Ground,
): readonly Bot<Hono>[] {
  const failed: Failed = (channel, cause) => states.failed(channel, codeOfFault(cause))
  return [
    ...botsOf(config, port, { log, gate, clock: machine, failed }),
    ...wechatOf(config, port, { log, clock, machine: watch.machine, failed }),
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

interface PortParts extends Pick<Port, 'hear' | 'areas'> {
  readonly watch: ClockWatch
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
