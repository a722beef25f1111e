import { auditOf } from '#store/audit.ts'
import { aBrowser, type BrowserLike, type Seen } from './browser-like.ts'
import { aDesk, type FiledCase, type TestDesk } from './world.ts'

/** Planted as the reporter's name and telephone. */
export const canaries = ['甄隐名金丝雀', '13900001111'] as const
const [name, phone] = canaries

export const because = { purpose: 'verify-facts', reason: '门牌说不清，要当面指认' }
export const hour = 3_600_000

export const seats = [
  ['wei', 'handler', '500153-health-commission', { invitedBy: 'officer-admin' }],
  ['lao', 'handler', '500153-health-commission', {}],
  ['xietiao', 'intake', '500153-intake', {}],
  ['dudao', 'supervisor', '500153-health-commission', { invitedBy: 'officer-admin' }],
  ['waidi', 'supervisor', '370300-health-commission', { area: '370300' }],
  ['jiang', 'reward-officer', '500153-health-commission', {}],
  ['shen', 'auditor', '500153-health-commission', {}],
  ['admin', 'administrator', '', {}],
] as const

export type Login = (typeof seats)[number][0]

type Fields = Readonly<Record<string, string>>

/** A desk with one of every role at a browser of their own, and a case whose reporter left name and telephone. */
export interface IdentityDesk {
  readonly desk: TestDesk
  readonly at: (login: Login) => BrowserLike
  /** The case that all is about. */
  readonly filed: () => FiledCase
  readonly files: (named?: boolean) => Promise<void>
  readonly path: () => string
  readonly asks: (login: Login, fields?: Fields) => Promise<Seen>
  readonly answers: (login: Login, fields?: Fields) => Promise<Seen>
  /** The newest request of somebody. */
  readonly requestId: (login?: Login) => Promise<string>
  /** Sends a form that no page of theirs may hold. */
  readonly posts: (login: Login, path: string, fields: Fields) => Promise<Seen>
  readonly sees: (login: Login, request?: string) => Promise<Seen>
  /** What the audit chain says of the case's identity. */
  readonly actions: () => Promise<readonly string[]>
  /** A session is over after half an hour without a click: everybody comes in again. */
  readonly later: (ms: number) => Promise<void>
}

export const shows = (seen: Seen): boolean =>
  canaries.some((canary) => seen.html.includes(canary) || seen.text.includes(canary))

export async function anIdentityDesk(): Promise<IdentityDesk> {
  const desk = await aDesk()
  const browsers = new Map<string, BrowserLike>()
  let filed: FiledCase
  for (const [login, role, office, more] of seats) {
    await desk.officer(login, role, office, more)
    browsers.set(login, aBrowser(desk.app))
  }
  const at: IdentityDesk['at'] = (login) => {
    const browser = browsers.get(login)
    if (!browser) throw new Error(`${login} has no browser`)
    return browser
  }
  const everybodySignsIn = async (): Promise<void> => {
    for (const [login] of seats) {
      at(login).cookies.clear()
      await at(login).signIn(login)
    }
  }
  await everybodySignsIn()
  const path = (): string => `/desk/cases/${filed.number}/identity`
  const requestId: IdentityDesk['requestId'] = async (login = 'wei') => {
    const rows = await desk.world.db.read(
      async (tx) =>
        await tx
          .selectFrom('identityRequests')
          .select(['id', 'asker'])
          .where('number', '=', filed.number)
          .orderBy('askedAt')
          .execute(),
    )
    return rows.findLast(({ asker }) => asker === `officer-${login}`)?.id ?? 'none'
  }
  const posts: IdentityDesk['posts'] = async (login, to, fields) => {
    const page = await at(login).get(login === 'admin' ? '/desk/admin' : '/desk?queue=done')
    const out = page.forms.find(({ html }) => html.includes('sign-out'))
    return await at(login).post(to, { csrf: out?.fields['csrf'] ?? '', ...fields })
  }
  return {
    desk,
    at,
    path,
    posts,
    requestId,
    filed: () => filed,
    files: async (named = true) => {
      filed = await desk.report(named ? { name, phone } : {})
    },
    asks: async (login, fields = because) =>
      await at(login).submit(await at(login).get(path()), 'name="purpose"', fields),
    answers: async (login, fields = {}) => {
      const page = await at(login).get('/desk/identity')
      const given = { hours: '1', reason: '情况属实，同意', answer: 'grant', ...fields }
      return await at(login).submit(page, 'name="hours"', given)
    },
    sees: async (login, request) =>
      await posts(login, `${path()}/see`, { request: request ?? (await requestId()) }),
    actions: async () => {
      const all = await desk.world.db.read(async (tx) => await auditOf(tx, filed.number))
      const about = all.filter(({ action }) => action.startsWith('identity-'))
      return about.map(({ actor, action, reason }) =>
        `${actor} ${action} ${reason}`
          .replace('officer:officer-', '')
          .replace(/ ?request:[\w-]+/, ''),
      )
    },
    later: async (ms) => {
      desk.later(ms)
      await everybodySignsIn()
    },
  }
}
