import { mkdirSync } from 'node:fs'
import { nanoid } from 'nanoid'
import { createDepartments } from '#bots/departments.ts'
import { createEmail } from '#bots/email.ts'
import { createHotline } from '#bots/hotline.ts'
import { createTelegram } from '#bots/telegram.ts'
import { terminalCapabilities } from '#bots/terminal.ts'
import { createWebChat } from '#bots/web-chat.ts'
import { createWebForm } from '#bots/web-form.ts'
import { createWechatOfficial } from '#bots/wechat-official.ts'
import { createGate, type Gate } from '#bots/web-chat/gate.ts'
import type { Moment } from '#core/clock-jump.ts'
import type { Bot, Channel, Port } from '#conversation/channel.ts'
import type { TellDepartment } from '#conversation/department.ts'
import { createSuite } from '#crypto/suite.ts'
import { story } from '#flows/story.ts'
import { openDrafts } from '#packs/drafts.ts'
import { readModel } from '#packs/model-file.ts'
import { loadNotices } from '#packs/notices.ts'
import { openOperator } from '#packs/operator.ts'
import { packError } from '#packs/problem.ts'
import { readPacks } from '#packs/read-packs.ts'
import { startClock } from '#service/clock-guard.ts'
import { createAsked } from '#service/asked.ts'
import { createClockWatch, type ClockWatch } from '#service/clock-watch.ts'
import { replayErasures } from '#service/destroy-keys.ts'
import { createKeepFile } from '#service/evidence.ts'
import { createHear } from '#service/hear.ts'
import type { Send } from '#service/notify.ts'
import { startPacks } from '#service/packs-at-start.ts'
import { createPackRefresh } from '#service/packs-in-force.ts'
import { createServedAreas, proposals } from '#service/proposals.ts'
import { createOwnData } from '#service/own-data-export.ts'
import { remembering } from '#service/remember.ts'
import type { Sealed } from '#service/sealed.ts'
import { createSecondOpinion, type SecondOpinion } from '#service/second-opinion.ts'
import { createSms } from '#service/sms.ts'
import { createTelling } from '#service/tell-departments.ts'
import { createTranscript } from '#service/transcript.ts'
import { createUploads } from '#service/uploads.ts'
import { appendAudit } from '#store/audit.ts'
import { openHeadFiles } from '#store/head-files.ts'
import { openStore } from '#store/open.ts'
import type { Db } from '#store/transaction.ts'
import { decodeModel } from '#understanding/model.ts'
import { createUnderstanding } from '#understanding/understand.ts'
import { clamd } from '#vault/clamd.ts'
import { openVault, type Vault } from '#vault/open.ts'
import type { Hono } from 'hono'
import type { Config } from './config.ts'
import { hasStore } from './has-store.ts'
import type { Log } from './log.ts'
import { masterKeysOf } from './master-key.ts'
import { createRound } from './round.ts'
import { personalBot } from './wechat-personal.ts'

/** Everything wired. Nothing runs by itself: `tick` does one round of what is due. */
export interface House {
  readonly world: Sealed
  readonly port: Port
  readonly bots: readonly Bot<Hono>[]
  /** Rings the timers and sends the messages that are due now. */
  readonly tick: () => Promise<void>
  /** Tells departments what they are owed; apart, so that no reporter waits for a department's machine. */
  readonly tell: () => Promise<number>
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
  const read = readPacks(config.dataDir)
  if (read.problems.length > 0 && !hasStore(config)) throw packError(read.problems)
  await using opened = new AsyncDisposableStack()
  const { db, vault } = await openStores(config, watch, opened)
  const { stateDir: dir } = config
  const { mac } = vault
  const started = await startPacks({ db, log, clock, mac }, read)
  const areas = new Map(started.areas)
  const packs = { ...started, areas }
  const channels = new Map<string, Channel>([[terminalCapabilities.id, terminalCapabilities]])
  const gate = gateOf(config, mac, clock)
  const world: Sealed = {
    db,
    vault,
    packs,
    drafts: openDrafts(dir),
    operator: openOperator(dir),
    notices: loadNotices(config.dataDir),
    understanding: remembering(
      createUnderstanding({ ...packs, model: decodeModel(readModel(config.dataDir)) }),
    ),
    ...(config.model ? { secondOpinion: secondOpinionOf(config, clock) } : {}),
    story,
    ...hotlineOf(config),
    channels,
    rushSince: gate.since,
    publicUrl: config.publicUrl.replace(/\/+$/, ''),
    clock,
    watch,
    id: () => nanoid(),
    mac,
    heads: openHeadFiles(dir),
    worker: nanoid(8),
    log,
  }
  await replayErasures(world)
  const served = createServedAreas(world)
  const refreshPacks = createPackRefresh(world, areas)
  await served.refresh()
  const { hear, timer } = createHear(world)
  const port = portOf(world, { hear, watch, areas: served.list })
  const bots = [
    ...botsOf(config, port, { log, gate, clock: machine }),
    ...wechatOf(config, port, { log, clock }),
    ...mailOf(config, port, world),
    ...personalBot(config, port, { log, clock, show }),
    ...createHotline(),
  ]
  for (const bot of bots) channels.set(bot.capabilities.id, bot.capabilities)
  const refresh = async (): Promise<void> => {
    await refreshPacks()
    await served.refresh()
  }
  const tick = createRound(world, { timer, send: sendBy(bots), refresh })
  const all = opened.move()
  const tell = createTelling(world, departmentsOf(config, clock))
  return { world, port, bots, tick, tell, close: async () => await all.disposeAsync() }
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

/** Database and vault; both are closed with what they are opened in. */
async function openStores(
  config: Config,
  watch: ClockWatch,
  opened: AsyncDisposableStack,
): Promise<{ readonly db: Db; readonly vault: Vault }> {
  const { databaseUrl, stateDir: dir } = config
  const clock = watch.now
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const suite = createSuite(config.cryptoSuite)
  const masterKey = masterKeysOf(config, suite)
  const db = await openStore({ dir, ...(databaseUrl ? { url: databaseUrl } : {}) })
  opened.defer(db.close)
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

/** The channels that are configured. Our own web chat always is. */
function botsOf(
  config: Config,
  port: Port,
  { log, gate, clock }: { readonly log: Log; readonly gate: Gate; readonly clock: Wiring['clock'] },
): readonly Bot<Hono>[] {
  const onFault = (cause: unknown): void =>
    log.error('a channel failed', { why: cause instanceof Error ? cause.name : typeof cause })
  const { publicUrl, maxFileBytes, telegram, secrets } = config
  const own = { publicUrl, maxFileBytes, onFault, gate }
  const pages = [createWebChat(own, port), createWebForm(own, port)]
  if (!telegram || !secrets.telegramToken) return pages
  const { telegramToken: token, telegramWebhook: secret } = secrets
  const how = { ...telegram, token, publicUrl, maxFileBytes, onFault }
  const more = { ...(secret ? { webhook: { secret } } : {}), ...(clock ? { now: clock } : {}) }
  return [...pages, createTelegram({ ...how, ...more }, port)]
}

/** The official account, where it is configured. */
function wechatOf(
  { wechat, secrets, maxFileBytes }: Config,
  port: Port,
  { log, clock: now }: { readonly log: Log; readonly clock: () => number },
): readonly Bot<Hono>[] {
  const { wechatSecret: secret, wechatToken: token, wechatAesKey: aesKey } = secrets
  if (!wechat || !secret || !token) return []
  const onFault = (cause: unknown): void => log.error('a channel failed', { why: codeOf(cause) })
  const account = { ...wechat, secret, token, ...(aesKey ? { aesKey } : {}) }
  return [createWechatOfficial({ ...account, maxFileBytes, now, onFault }, port)]
}

/** The channel's own sentences name a code and nobody; of any other failure the kind is told. */
const codeOf = (cause: unknown): string =>
  cause instanceof Error && /^wechat [a-z ]+(: -?[\w-]+)?$/.test(cause.message)
    ? cause.message
    : cause instanceof Error
      ? cause.name
      : typeof cause

/** The mail box, where there is one. The secret of its tokens comes from the master key, and is the same at each start. */
function mailOf(
  { mail, secrets, maxFileBytes }: Config,
  port: Port,
  { log, mac, clock: now }: Pick<Sealed, 'log' | 'mac' | 'clock'>,
): readonly Bot<Hono>[] {
  const { imapUrl, smtpUrl } = secrets
  if (!mail || !imapUrl || !smtpUrl) return []
  const onFault = (cause: unknown): void =>
    log.error('a channel failed', { why: cause instanceof Error ? cause.message : typeof cause })
  const tokenSecret = Buffer.from(mac(Buffer.from('yijian mail replies'))).toString('base64url')
  const lines = { imapUrl, smtpUrl, tokenSecret }
  return [createEmail({ ...mail, ...lines, maxFileBytes, now, onFault }, port) as Bot<Hono>]
}

/** The ways to departments; mail goes by the house's own server, where there is one. */
function departmentsOf({ notices, secrets }: Config, now: () => number): TellDepartment {
  const { ownNets, mailFrom: from } = notices
  const { smtpUrl: url } = secrets
  return createDepartments({ ownNets, now, ...(url && from ? { mail: { url, from } } : {}) })
}

/** How long a message waits for a process that runs its channel. */
const elsewhere = 10 * 60_000

/**
 * A message to a channel that does not run here may get out where it does: another process, or this one with its token
 * given back. Nobody sits at a terminal that was closed.
 */
function sendBy(bots: readonly Bot<Hono>[]): Send {
  const byId = new Map(bots.map((bot) => [bot.capabilities.id, bot]))
  return async (channel, address, message) => {
    const bot = byId.get(channel)
    if (bot) return await bot.send(address, message)
    return channel === terminalCapabilities.id ? 'closed' : { retryAfter: elsewhere }
  }
}
