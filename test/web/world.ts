import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Officer } from '#core/access.ts'
import type { Role } from '#core/roles.ts'
import type { Danger, Facts, FiledMatter } from '#core/case.ts'
import { startOf } from '#core/clock.ts'
import { file } from '#core/file.ts'
import { createSuite } from '#crypto/suite.ts'
import { story } from '#flows/story.ts'
import { openDrafts } from '#packs/drafts.ts'
import { loadPacks } from '#packs/load.ts'
import type { Rewards } from '#packs/packs.ts'
import { loadNotices } from '#packs/notices.ts'
import { openOperator } from '#packs/operator.ts'
import { loadPublishing } from '#packs/publishing.ts'
import { loadSubjectRules } from '#packs/subject-rules.ts'
import { openTemplates } from '#packs/templates.ts'
import { loadSignInRules } from '#packs/sign-in-rules.ts'
import { keepEvents } from '#service/case-file.ts'
import { followUp } from '#service/follow-up.ts'
import { officerOf } from '#service/officers.ts'
import { routeMatter } from '#service/routing.ts'
import type { Sealed } from '#service/sealed.ts'
import { appendAudit } from '#store/audit.ts'
import { nextNumber } from '#store/cases.ts'
import { saveEvidence } from '#store/evidence.ts'
import { officerById, saveOfficer } from '#store/officers.ts'
import { keepReceipt } from '#store/receipts.ts'
import { openStore } from '#store/open.ts'
import type { Understanding, Understood } from '#understanding/understand.ts'
import { openVault } from '#vault/open.ts'
import { createWeb } from '#web/app.ts'
import { hashPassword } from '#web/password.ts'
import { layTables } from '../store/laid-tables.ts'
import type { Hono } from 'hono'

export const password = '红灯笼-2026-秋'
export const rongchang = '500153'
const publicUrl = 'https://jubao.example'
const packs = loadPacks(join(import.meta.dirname, '../../data'))
/** No page asks what a text means. */
const silent: Understanding = {
  understand: () => {
    throw new Error('a page asked what a text means')
  },
  danger: () => null,
  place: () => ({}),
  who: () => undefined,
}
const passwordHash = hashPassword(password)

/** What was made of a report's words before it was filed. */
const nothingHeard: Understood = {
  intent: 'tip-off',
  danger: null,
  inScope: true,
  handOver: null,
  offences: [],
  matters: [],
  missing: [],
  place: {},
  because: () => [],
}

/** What a test files; the rest is a plain report of unlicensed practice in Rongchang. */
export interface Told {
  readonly facts?: Partial<Facts>
  readonly offence?: string
  readonly stream?: FiledMatter['stream']
  readonly accused?: string
  readonly heard?: Partial<Understood>
  readonly urgent?: Danger
  readonly wantsReward?: boolean
  readonly name?: string
  readonly phone?: string
  readonly address?: string
  readonly picture?: Uint8Array
}

export interface FiledCase {
  readonly number: string
  readonly passcode: string
  readonly id: string
  /** Offices that have a task, the lead first. */
  readonly offices: readonly string[]
}

export interface TestDesk {
  readonly world: Sealed
  readonly app: Hono
  readonly logged: string[]
  /** Where everything lies. */
  readonly dir: string
  readonly officer: (login: string, role: Role, office: string, more?: Seat) => Promise<Officer>
  readonly report: (told?: Told) => Promise<FiledCase>
  readonly later: (ms: number) => void
  readonly close: () => Promise<void>
}

/** A desk on a real store and vault in a folder of its own. It is ten o'clock on Friday, 20 November 2026. */
export async function aDesk({
  largestFile,
  rewards,
  ...settings
}: {
  readonly publicUrl?: string
  readonly largestFile?: number
  readonly rewards?: Rewards
} = {}): Promise<TestDesk> {
  const dir = mkdtempSync(join(tmpdir(), 'yijian-web-'))
  let now = startOf('2026-11-20') + 10 * 3_600_000
  let ids = 0
  const clock = (): number => now
  const logged: string[] = []
  const log = (message: string, facts?: object) =>
    logged.push(`${message} ${JSON.stringify(facts)}`)
  await layTables(dir)
  const db = await openStore({ dir })
  const suite = createSuite('international')
  const masterKey = Uint8Array.from({ length: 32 }, (_, n) => (n * 37 + 11) % 251)
  const vault = await openVault({
    db,
    dir,
    clock,
    masterKey,
    suite,
    audit: appendAudit,
    ...(largestFile === undefined ? {} : { largestFile }),
  })
  const world: Sealed = {
    db,
    vault,
    packs: rewards ? { ...packs, rewards } : packs,
    drafts: openDrafts(dir),
    operator: openOperator(dir),
    templates: openTemplates(dir, join(import.meta.dirname, '../../data')),
    notices: loadNotices(join(import.meta.dirname, '../../data')),
    publishing: loadPublishing(join(import.meta.dirname, '../../data')),
    subjectRules: loadSubjectRules(join(import.meta.dirname, '../../data')),
    signInRules: loadSignInRules(join(import.meta.dirname, '../../data')),
    understanding: silent,
    story,
    channels: new Map(),
    publicUrl: 'http://localhost',
    clock,
    id: () => `${(ids += 1).toString(36).padStart(5, '0')}-test`,
    idAt: () => `${(ids += 1).toString(36).padStart(5, '0')}-test`,
    mac: vault.mac,
    worker: 'test',
    log: { info: log, warn: log, error: log },
  }
  return {
    world,
    dir,
    logged,
    app: createWeb(world, { publicUrl, ...settings }),
    officer: async (login, role, office, more) =>
      await hire(world, { login, role, office, ...more }),
    report: async (told = {}) => await report(world, told),
    later: (ms) => (now += ms),
    close: async () => {
      await vault.close()
      await db.close()
      rmSync(dir, { recursive: true })
    },
  }
}

/** Of an account that is told apart by more than its login. */
interface Seat {
  readonly name?: string
  readonly area?: string
  readonly invitedBy?: string
}

interface Hired extends Seat {
  readonly login: string
  readonly role: Role
  readonly office: string
}

async function hire(world: Sealed, { login, role, office, ...more }: Hired): Promise<Officer> {
  const row = {
    id: `officer-${login}`,
    name: `${login}经办`,
    login,
    role,
    office,
    area: role === 'administrator' ? '' : rongchang,
    passwordHash: await passwordHash,
    ...more,
  }
  return await world.db.transaction(async (tx) => {
    await saveOfficer(tx, row)
    const kept = await officerById(tx, row.id)
    if (!kept) throw new Error('the officer was not kept')
    return await officerOf(world, tx, kept)
  })
}

const plainFacts: Facts = {
  what: '菜市场后头有个老太婆给人打针输液，没得证。',
  where: '昌元街道菜市场后门卖鱼的楼上二楼',
  who: '没有招牌',
  ongoing: 'yes',
  when: '天天早上',
  evidence: [],
}

async function report(world: Sealed, told: Told): Promise<FiledCase> {
  const kept = told.picture
    ? await world.vault.keepEvidence({ kind: 'image', bytes: told.picture, name: 'IMG_001.jpg' })
    : undefined
  const evidence = kept && 'id' in kept ? kept : undefined
  const id = world.id()
  const keyId = await world.vault.newKey()
  const { passcode, hmac } = world.vault.newPasscode()
  const facts = { ...plainFacts, ...told.facts, ...(evidence ? { evidence: [evidence.id] } : {}) }
  const matter = {
    id: 'm1',
    stream: told.stream ?? 'tip-off',
    offence: told.offence ?? 'A1',
    ...(told.accused ? { accused: told.accused } : {}),
  }
  const at = world.clock()
  const heard = { ...nothingHeard, ...told.heard }
  const understanding = { ...silent, understand: () => heard, who: () => heard.who }
  const hearing = { ...world, understanding }
  const known = await world.db.transaction(async (tx) => {
    const handle = world.id()
    const question = { area: rongchang, matter, text: facts.what, at }
    const { assignments, explanation } = await routeMatter(hearing, tx, question)
    const serial = await nextNumber(tx, rongchang, 2026)
    const number = `RC-2026-${String(serial).padStart(5, '0')}`
    const filed = {
      area: rongchang,
      source: 'citizen',
      channel: 'web-chat',
      standing: told.name ? 'named' : 'anonymous',
      urgent: told.urgent ?? null,
      wantsReward: told.wantsReward ?? false,
      facts,
      matters: [matter],
      notice: 'none',
    } as const
    const placements = [{ matter: 'm1', assignments, explanation }]
    const context = { at, by: { kind: 'reporter' }, id: () => world.id() } as const
    const events = file(filed, number, placements, context)
    if (evidence) await saveEvidence(tx, { ...evidence, session: 'none', caseId: id })
    await keepEvents(hearing, tx, { id, keyId, handle, events: [] }, events)
    await keepReceipt(tx, { number, caseId: id, passcodeHmac: hmac })
    const { name = '', phone = '', address } = told
    if (name) await world.vault.keepIdentity(tx, { caseId: id, name, phone })
    if (address) await world.vault.keepAddress(tx, { handle, channel: 'web-chat', address, keyId })
    return { number, passcode, id, offices: assignments.map(({ office }) => office) }
  })
  await followUp(hearing)
  return known
}
