import type { Officer } from '#core/access.ts'
import type { Deed } from '#service/deed.ts'
import { act } from '#service/desk.ts'
import { readCase } from '#service/desk.ts'
import { keepClaimSecret } from '#store/reward-books.ts'
import { aScheme } from '../core/reward-builders.ts'
import { aBrowser, type BrowserLike, type Seen } from './browser-like.ts'
import { aDesk, rongchang, type FiledCase, type TestDesk, type Told } from './world.ts'

export const health = '500153-health-commission'
export const finance = '500153-finance'
/** For the tests alone: complete, and called what it is. */
export const testScheme = aScheme()

/** Who is at the desk. */
export const logins = ['tijiao', 'fuhe', 'pizhun', 'caiwu', 'guanli'] as const
type Login = (typeof logins)[number]

export interface RewardDesk {
  readonly desk: TestDesk
  readonly officers: Readonly<Record<Login | 'banan', Officer>>
  readonly at: (login: Login) => Promise<BrowserLike>
  readonly close: () => Promise<void>
}

/** A desk with a reward officer who proposes, one who checks, a head, finance and an administrator. */
export async function aRewardDesk(schemes = [testScheme]): Promise<RewardDesk> {
  const desk = await aDesk({ rewards: { schemes, examples: [] } })
  const officers = {
    banan: await desk.officer('banan', 'handler', health),
    tijiao: await desk.officer('tijiao', 'reward-officer', health),
    fuhe: await desk.officer('fuhe', 'reward-officer', health),
    pizhun: await desk.officer('pizhun', 'supervisor', '500153-intake'),
    caiwu: await desk.officer('caiwu', 'reward-officer', finance),
    guanli: await desk.officer('guanli', 'administrator', ''),
  }
  const letters = { area: rongchang, office: health, letters: '荣卫奖' }
  await desk.world.db.transaction(
    async (tx) => await tx.insertInto('rewardLetters').values(letters).execute(),
  )
  const browsers = new Map<string, BrowserLike>()
  return {
    desk,
    officers,
    at: async (login) => {
      const known = browsers.get(login)
      if (known) return known
      const fresh = aBrowser(desk.app)
      await fresh.signIn(login)
      browsers.set(login, fresh)
      return fresh
    },
    close: desk.close,
  }
}

export interface Rewarded extends FiledCase {
  /** The claim secret, as the reporter was told it once. */
  readonly secret: string
}

/** A report that ended with a fine, whose reporter wishes for a reward. */
export async function aSubstantiatedReport(
  { desk, officers: { banan } }: RewardDesk,
  told: Told = {},
): Promise<Rewarded> {
  const filed = await desk.report({ wantsReward: true, ...told })
  const { passcode: secret, hmac } = desk.world.vault.newPasscode()
  await desk.world.db.transaction(async (tx) => await keepClaimSecret(tx, filed.id, hmac))
  const task = await taskOf(desk, banan, filed.number)
  await doDeed(desk, banan, filed.number, { type: 'accept', task })
  await doDeed(desk, banan, filed.number, {
    type: 'conclude',
    task,
    outcome: 'substantiated',
    penalty: '荣卫罚〔2026〕8号',
    text: '查实并处罚。',
  })
  return { ...filed, secret }
}

async function taskOf(desk: TestDesk, officer: Officer, number: string): Promise<string> {
  const read = await readCase(desk.world, officer, number)
  const task = read.ok
    ? read.value.file.tasks.find(
        ({ office, role }) => office === officer.office && role !== 'cooperate',
      )
    : undefined
  if (!task) throw new Error(`no task of ${officer.office} in ${number}`)
  return task.task
}

async function doDeed(desk: TestDesk, officer: Officer, number: string, deed: Deed): Promise<void> {
  const read = await readCase(desk.world, officer, number)
  if (!read.ok) throw new Error(read.refusal.key)
  const point = { number, version: read.value.file.version }
  const done = await act(desk.world, officer, point, deed)
  if (!done.ok) throw new Error(`${deed.type}: ${done.refusal.key}`)
}

/** What an officer fills in to propose: a fine of 40,000 yuan, level two. */
export const proposal = {
  decision: '荣卫罚〔2026〕8号',
  on: '2026-11-20',
  base: '40,000.00',
  level: '2',
  rule: ['clear', 'unknown', 'duty'],
  'rule-clear': 'yes',
  'because-clear': '举报写明了地址',
  'rule-unknown': 'yes',
  'because-unknown': '台账里没有',
  'rule-duty': 'no',
  'because-duty': '不是工作人员',
} as const

/** Fills in the proposal and sends it; gives the page that comes of it. */
export async function propose(
  { at }: RewardDesk,
  number: string,
  more: Readonly<Record<string, string | readonly string[]>> = {},
): Promise<Seen> {
  const officer = await at('tijiao')
  const page = await officer.get(`/desk/cases/${number}/reward`)
  return await officer.submit(page, 'name="decision"', { ...proposal, ...more })
}

/** Takes one step at the desk. */
export async function step(
  { at }: RewardDesk,
  login: Login,
  {
    path,
    deed,
    fields = {},
  }: {
    readonly path: string
    readonly deed: string
    readonly fields?: Readonly<Record<string, string>>
  },
): Promise<Seen> {
  const officer = await at(login)
  return await officer.submit(await officer.get(path), `value="${deed}"`, { deed, ...fields })
}
