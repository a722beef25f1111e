import type { Instant } from '#core/case.ts'
import type { AreaCode, Office } from '#core/plan.ts'
import type { PrivacyNotice } from '#core/privacy-notice.ts'
import type { SignInRules } from '#core/sign-in-rules.ts'
import type { SubjectRules } from '#core/subject-rules.ts'
import type { Story } from '#conversation/flow.ts'
import type { Bot, Channel } from '#conversation/channel.ts'
import type { ChannelId } from '#conversation/message.ts'
import type { Drafts } from '#packs/drafts.ts'
import type { AreaPack, Packs } from '#packs/load.ts'
import type { Operator } from '#packs/operator.ts'
import type { Publishing } from '#packs/publishing.ts'
import type { Templates } from '#packs/templates.ts'
import type { Mac } from '#store/audit.ts'
import type { HeadFiles } from '#store/head-files.ts'
import type { Db, Tx } from '#store/transaction.ts'
import type { Understanding } from '#understanding/understand.ts'
import { demoOffices } from '#core/offices.ts'
import type { SecondOpinion } from './second-opinion.ts'
import { hasOffices, officesOf, officesOfIds } from '#store/offices.ts'
import type { ChannelStates } from './channel-states.ts'
import type { ClockWatch } from './clock-watch.ts'
import type { HotlineRules } from './hotline-rules.ts'
import type { SingleSignOn } from './single-sign-on.ts'
import type { Sms } from './sms.ts'

/** What the shell works with. Time and ids come from here, so that a test can hold both. */
export interface World {
  readonly db: Db
  /** As last looked; what routes is looked up in the transaction. */
  readonly packs: Packs
  /** Readings that are not published yet. */
  readonly drafts: Drafts
  readonly operator: Operator
  /** Texts of the offices for what they write. Absent: none. */
  readonly templates?: Templates
  /** Every version of the house's own privacy notice. */
  readonly notices: readonly PrivacyNotice[]
  /** How decisions and figures come out, and the law in plain words. Absent: nothing is published here. */
  readonly publishing?: Publishing
  /** What the plans ask for of those complained of. Absent: nothing follows for them here. */
  readonly subjectRules?: SubjectRules
  /** How officers sign in. */
  readonly signInRules: SignInRules
  /** Another service that signs them in, if the operator has one. */
  readonly singleSignOn?: SingleSignOn
  readonly understanding: Understanding
  /** Another that is asked where a text is in doubt, if the operator has one. */
  readonly secondOpinion?: SecondOpinion
  readonly story: Story
  /** What each channel of this process can do, by its id. */
  readonly channels: ReadonlyMap<ChannelId, Channel>
  /** Channels that only another process of the house may run: what is said there is written here too. Absent: none. */
  readonly channelsElsewhere?: ReadonlyMap<ChannelId, Channel>
  /** How the channels of this process stand, and how their platforms can be asked. Absent: none is watched. */
  readonly channelsHere?: {
    readonly states: ChannelStates
    readonly probes: ReadonlyMap<ChannelId, NonNullable<Bot['probe']>>
  }
  /** The address citizens type, without a slash at its end. */
  readonly publicUrl: string
  readonly clock: () => Instant
  /** Behind `clock`: whether the machine's clock was set. Absent: nobody sets it. */
  readonly watch?: ClockWatch
  readonly id: () => string
  /** An id that begins with its time: of rows that say when they were made anyway. */
  readonly idAt: (at: Instant) => string
  /** Proves the audit chains, under a key of the vault. */
  readonly mac: Mac
  /** Where the ends of the chains are written down each day. Absent: nowhere. */
  readonly heads?: HeadFiles
  /** How calls and the orders of other hotlines are taken; absent: as usual, and from no other hotline. */
  readonly hotline?: HotlineRules
  /** Sends a passcode to the telephone of a named caller. */
  readonly sms?: Sms
  /** Since when this process asks new web chats for work first, because far too many come; absent or `undefined`: it is calm. */
  readonly rushSince?: () => Instant | undefined
  /** When this process last did all that was due. Absent: it does nothing by itself. */
  readonly pulse?: { readonly last: () => Instant }
  /** Names this process in leases. */
  readonly worker: string
  /** From then on this process takes up nothing new: it is about to stop. Absent: it goes on. */
  readonly over?: AbortSignal
  readonly log: {
    readonly info: (message: string, facts?: Facts) => void
    readonly warn: (message: string, facts?: Facts) => void
    readonly error: (message: string, facts?: Facts) => void
  }
}

/** What a channel can do, wherever it runs; `undefined`: it is none of the house's. */
export const channelOf = (world: World, id: ChannelId): Channel | undefined =>
  world.channels.get(id) ?? world.channelsElsewhere?.get(id)

type Facts = Readonly<Record<string, string | number | boolean | undefined>>

export function areaPack(world: World, area: AreaCode): AreaPack {
  const pack = world.packs.areas.get(area)
  if (!pack) throw new Error(`no data for area ${area}: see data/areas`)
  return pack
}

/** The offices of an area; a demo area whose operator imported none gets one for each department of its plan. */
export async function officesIn(world: World, tx: Tx, area: AreaCode): Promise<readonly Office[]> {
  const imported = await officesOf(tx, area)
  if (imported.length > 0) return imported
  return demoOfficesOf(areaPack(world, area))
}

/** These of an area's offices, which are few of many; in no order that means anything. */
export async function officesNamed(
  world: World,
  tx: Tx,
  area: AreaCode,
  ids: readonly string[],
): Promise<readonly Office[]> {
  const found = await officesOfIds(tx, area, [...new Set(ids)])
  if (found.length > 0 || (await hasOffices(tx, area))) return found
  return demoOfficesOf(areaPack(world, area)).filter(({ id }) => ids.includes(id))
}

const demoOfficesKnown = new WeakMap<AreaPack, readonly Office[]>()

function demoOfficesOf(pack: AreaPack): readonly Office[] {
  const known = demoOfficesKnown.get(pack)
  if (known) return known
  const made = demoOffices(pack.plan, pack.places)
  demoOfficesKnown.set(pack, made)
  return made
}

/** Design rule 9: an area is `demo` until its sponsor, a telephone and an office are entered. */
export async function isDemoArea(world: World, tx: Tx, area: AreaCode): Promise<boolean> {
  const { sponsor, telephone } = world.operator.read(area)
  return !sponsor || !telephone || !(await hasOffices(tx, area))
}
