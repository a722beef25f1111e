import { dayOf } from '#core/clock.ts'
import { keptUntil, type Term } from '#core/retention.ts'
import type { Answers, Lang, Option } from '#conversation/flow.ts'
import type { Tx } from '#store/transaction.ts'
import type { CaseRow } from '#store/cases.ts'
import { payeesOfCase } from '#store/payees.ts'
import { isOnItsWay } from '#store/rewards.ts'
import { firstLineAt } from '#store/transcript.ts'
import { forgetMe, type Kept } from './erasure.ts'
import { isInHand, ownCases } from './own-cases.ts'
import { answeredHere } from './places.ts'
import type { Asking } from './requests.ts'
import { termFor, type OwnKind } from './retention-terms.ts'
import type { Sealed } from './sealed.ts'
import { yearDay } from './year-day.ts'

/** As many numbers as one message names. */
const mostNamed = 6

/** What is kept about whoever writes, in short, and what they may do with it. */
export async function ownData({ world, tx, row, session, at }: Asking): Promise<Answers> {
  const cases = await ownCases(tx, row.handle)
  const elsewhere = await answeredHere(world, tx, row.handle)
  const all = [...cases, ...elsewhere.filter(({ erasedAt }) => erasedAt === undefined)]
  const left = await leftIdentity(world, tx, cases)
  const correctable = [
    ...(left ? ['name', 'phone'] : []),
    ...(cases.some(isInHand) ? ['facts'] : []),
  ]
  const first = Math.min(
    (await firstLineAt(tx, row.id)) ?? at,
    ...cases.map(({ receivedAt }) => receivedAt),
  )
  return {
    since: yearDay(dayOf(first), session.lang),
    ownReports: numbered(all.map(({ number }) => number)),
    moreReports: Math.max(0, all.length - mostNamed),
    keptNow: numbered(cases.filter(isInHand).map(({ number }) => number)),
    keptElsewhere: numbered(all.slice(cases.length).map(({ number }) => number)),
    hasIdentity: left ? 'yes' : 'no',
    phoneMask: left?.phoneMask ?? null,
    ...(await keptAccount({ world, tx, session }, cases)),
    ...termsIn(world, cases[0]?.area ?? row.area ?? '', session.lang),
    dataWays: ways(
      'export',
      ...(correctable.length > 0 ? ['correct'] : []),
      ...(left ? ['anonymous'] : []),
      'forget',
      'nothing',
    ),
    correctWays: correctable.length > 0 ? ways(...correctable, 'nothing') : [],
  }
}

/** How long each kind is kept where the reports lie; after that it goes by itself. */
function termsIn(world: Sealed, area: string, lang: Lang): Answers {
  const inWords = (kind: OwnKind): string | null => {
    const term = termFor(world, area, kind)
    if (!term) return null
    return `${term.amount} ${units[lang === 'zh-cn' ? 'zh-cn' : 'en'][term.unit]}`
  }
  return {
    keepChat: inWords('transcript'),
    keepIdentity: inWords('identity'),
    keepCase: inWords('case'),
  }
}

/** An account that a reward is or was transferred to: that there is one, and until when. */
async function keptAccount(
  { world, tx, session }: Pick<Asking, 'world' | 'tx' | 'session'>,
  cases: readonly CaseRow[],
): Promise<Answers> {
  const lang = session.lang === 'zh-cn' ? 'zh-cn' : 'en'
  for (const { id, area } of cases)
    for (const { reward, changedAt } of await payeesOfCase(tx, id)) {
      const term = termFor(world, area, 'payee')
      if (!term) return { accountKept: 'open', accountUntil: null }
      if (await isOnItsWay(tx, reward))
        return {
          accountKept: 'open',
          accountUntil: `${term.amount} ${units[lang][term.unit]}`,
        }
      const until = keptUntil(dayOf(changedAt), term)
      return { accountKept: 'until', accountUntil: yearDay(until, session.lang) }
    }
  return { accountKept: 'none', accountUntil: null }
}

const units = {
  'zh-cn': { D: '天', M: '个月', Y: '年' },
  en: { D: 'days', M: 'months', Y: 'years' },
} as const satisfies Readonly<Record<string, Readonly<Record<Term['unit'], string>>>>

/** The name and telephone left last. */
async function leftIdentity(
  world: Sealed,
  tx: Tx,
  cases: readonly CaseRow[],
): Promise<{ readonly phoneMask?: string } | undefined> {
  for (const { id } of cases) {
    const left = await world.vault.ownIdentity(tx, id)
    if (left) return left
  }
  return undefined
}

const numbered = (numbers: readonly string[]): readonly Option[] =>
  numbers.slice(0, mostNamed).map((number) => ({ value: number, label: number }))

const ways = (...names: readonly string[]): readonly Option[] =>
  names.map((name) => ({ value: name, key: `way.${name}` }))

/** 忘记我: erases what nothing keeps, and says of the rest which and why. The turn then gives the chat to a new person. */
export async function forget({ world, tx, row, session, at }: Asking): Promise<Answers> {
  const { done, kept } = await forgetMe(world, tx, { handle: row.handle, at })
  const because = (why: Kept['why']): readonly Kept[] => kept.filter((one) => one.why === why)
  const named = (why: Kept['why']): readonly Option[] =>
    numbered(because(why).map(({ number }) => number))
  const [until] = because('reward')
    .flatMap((one) => (one.until ? [one.until] : []))
    .toSorted()
    .slice(-1)
  return {
    done: 'yes',
    erased: done,
    keptOpen: named('open'),
    keptReward: named('reward'),
    keptHold: named('hold'),
    rewardUntil: until ? yearDay(until, session.lang) : null,
    trackLink: `${world.publicUrl}/track`,
  }
}
