import type { Officer } from '#core/access.ts'
import type { Instant } from '#core/case.ts'
import { pauseAfter } from '#core/sign-in-rules.ts'
import { appendAudit } from '#store/audit.ts'
import { officerById, officerByLogin } from '#store/officers.ts'
import { clearThrottle, holdTries, setThrottle, throttleOf } from '#store/receipts.ts'
import {
  closeWebSession,
  openWebSession,
  touchWebSession,
  webSession,
} from '#store/web-sessions.ts'
import type { Tx } from '#store/transaction.ts'
import { officerOf } from './officers.ts'
import { policyFor } from './second-factor.ts'
import { houseChain, trace } from './trace.ts'
import type { World } from './world.ts'

/** How somebody proved who they are; `sso-alone`: over there, and nobody saw a second factor. */
export type Way = 'password' | 'totp' | 'recovery' | 'passkey' | 'sso' | 'sso-alone'

/** A signed-in browser: `csrf` stands in every form it is given. */
export interface SignedIn {
  readonly officer: Officer
  readonly csrf: string
}

/** Opens a browser's session; of its cookie only the digest is kept. */
export async function signIn(
  world: World,
  officer: Officer,
  cookie: Trying & {
    readonly idHash: string
    readonly csrf: string
    readonly way: Way
    readonly agent: string
  },
): Promise<void> {
  const now = world.clock()
  await world.db.transaction(async (tx) => {
    await clearThrottle(tx, throttleKey(world, cookie))
    await clearThrottle(tx, throttleKey(world, { ...cookie, step: 'second' }))
    await openWebSession(tx, {
      idHash: cookie.idHash,
      csrf: cookie.csrf,
      officer: officer.id,
      createdAt: now,
      seenAt: now,
      expiresAt: now + world.signInRules.idle,
      way: cookie.way,
      agent: cookie.agent,
    })
    const subject = `officer:${officer.id}`
    await trace(world, tx, officer, { action: 'signed-in', subject, reason: cookie.way })
  })
}

/** Who sits at this browser; every click prolongs the session, up to its longest. */
export async function signedIn(world: World, idHash: string): Promise<SignedIn | undefined> {
  const now = world.clock()
  const found = await world.db.read(async (tx) => {
    const session = await webSession(tx, idHash, now)
    const row = session && (await officerById(tx, session.officer))
    if (!session || !row || row.disabledAt !== undefined) return undefined
    const officer = await officerOf(world, tx, row)
    return (await isTooLittle(world, tx, { way: session.way, officer }))
      ? undefined
      : { session, officer }
  })
  if (!found) return undefined
  const { session, officer } = found
  if (now - session.seenAt > 60_000) await prolong(world, session, now)
  return { officer, csrf: session.csrf }
}

/** Signed in with one proof before a second one was asked of them. */
const isTooLittle = async (
  world: World,
  tx: Tx,
  { way, officer }: { readonly way: string; readonly officer: Officer },
): Promise<boolean> =>
  (way === 'password' || way === 'sso-alone') &&
  (await policyFor(world, tx, officer)) === 'required'

async function prolong(
  world: World,
  session: { readonly idHash: string; readonly createdAt: Instant },
  now: Instant,
): Promise<void> {
  const { idle, longest } = world.signInRules
  const expiresAt = Math.min(now + idle, session.createdAt + longest)
  await world.db.transaction(async (tx) => {
    await touchWebSession(tx, session.idHash, { seenAt: now, expiresAt })
  })
}

export async function signOut(world: World, idHash: string): Promise<void> {
  await world.db.transaction(async (tx) => await closeWebSession(tx, idHash))
}

/**
 * Whose tries are counted together: a login's, from wherever they come. A browser at which the login was signed in before
 * shows its mark and is counted apart, so that a stranger's wrong passwords keep nobody from their desk.
 */
export interface Trying {
  readonly login: string
  readonly mark?: string | undefined
  /** Codes are counted apart from passwords. */
  readonly step?: 'second'
}

/** Of what was typed as a login, which may be a password in the wrong box, no word is kept. */
function throttleKey(world: World, { login, mark, step }: Trying): string {
  const known = mark !== undefined && isMark(world, login, mark)
  const name = step === undefined ? 'tries' : 'second tries'
  return `sign-in:${sealOf(world, [name, login, known ? mark : ''])}`
}

const sealOf = (world: World, words: readonly string[]): string =>
  Buffer.from(world.mac(Buffer.from(JSON.stringify(['sign-in', ...words])))).toString('base64url')

/** For the browser at which a login is signed in now. */
export function newMark(world: World, login: string): string {
  const id = world.id()
  return `${id}.${sealOf(world, ['mark', login, id])}`
}

/** The key of an officer's forms: nobody can make it, and it tells whose it was when its session has ended. */
export const formKeyOf = (world: World, { id }: Officer, secret: string): string =>
  `${secret}.${sealOf(world, ['form key', id, secret])}`

export function isFormKeyOf(world: World, officer: Officer, key: string): boolean {
  const right = formKeyOf(world, officer, key.slice(0, Math.max(0, key.lastIndexOf('.'))))
  return sealOf(world, ['same', key]) === sealOf(world, ['same', right])
}

/** Compared sealed, so that the time it takes tells nothing of how much was right. */
function isMark(world: World, login: string, mark: string): boolean {
  const id = mark.slice(0, mark.lastIndexOf('.'))
  const right = `${id}.${sealOf(world, ['mark', login, id])}`
  return sealOf(world, ['same', mark]) === sealOf(world, ['same', right])
}

/**
 * Counts a try before the password is looked at, so that many at once are no way round the pause; the right password
 * takes it back. `until`: the next one, or where `refused` this one, has to wait till then.
 */
export async function takeTry(
  world: World,
  trying: Trying,
): Promise<{ readonly until: Instant; readonly refused: boolean }> {
  const now = world.clock()
  return await world.db.transaction(async (tx) => {
    const asker = throttleKey(world, trying)
    await holdTries(tx, asker)
    const before = await throttleOf(tx, asker)
    if (before.until > now) return { until: before.until, refused: true }
    const tries = before.tries + 1
    const pause = pauseAfter(tries, world.signInRules)
    const until = pause === 0 ? 0 : now + pause
    await setThrottle(tx, asker, { tries, until })
    if (tries === world.signInRules.lockAfter) await noteLock(world, tx, trying)
    return { until, refused: false }
  })
}

/** Right after all: the tries of this login are forgotten. */
export async function forgetTries(world: World, trying: Trying): Promise<void> {
  await world.db.transaction(async (tx) => await clearThrottle(tx, throttleKey(world, trying)))
}

/** Whoever audits sees that somebody tried; of a login that is nobody's there is nothing to say. */
async function noteLock(world: World, tx: Tx, { login, step }: Trying): Promise<void> {
  const row = await officerByLogin(tx, login)
  if (!row) return
  const entry = {
    area: row.area || houseChain,
    at: world.clock(),
    actor: 'stranger',
    action: 'sign-in-locked',
    subject: `officer:${row.id}`,
    reason: step === undefined ? 'password' : 'code',
  }
  await appendAudit(tx, entry, world.mac)
}
