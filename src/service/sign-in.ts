import type { Officer } from '#core/access.ts'
import type { Instant } from '#core/case.ts'
import { officerById } from '#store/officers.ts'
import { clearThrottle, countWrongTry, holdTries, throttleOf } from '#store/receipts.ts'
import {
  closeWebSession,
  openWebSession,
  touchWebSession,
  webSession,
} from '#store/web-sessions.ts'
import { officerOf } from './officers.ts'
import { trace } from './trace.ts'
import type { World } from './world.ts'

/** A browser is signed out after so long without a click, and after a day's work at the latest. */
const idle = 30 * 60_000
const longest = 12 * 3600_000

/** A signed-in browser: `csrf` stands in every form it is given. */
export interface SignedIn {
  readonly officer: Officer
  readonly csrf: string
}

/** Opens a browser's session; of its cookie only the digest is kept. */
export async function signIn(
  world: World,
  officer: Officer,
  cookie: Trying & { readonly idHash: string; readonly csrf: string },
): Promise<void> {
  const now = world.clock()
  await world.db.transaction(async (tx) => {
    await clearThrottle(tx, throttleKey(world, cookie))
    await openWebSession(tx, {
      idHash: cookie.idHash,
      csrf: cookie.csrf,
      officer: officer.id,
      createdAt: now,
      seenAt: now,
      expiresAt: now + idle,
    })
    await trace(world, tx, officer, { action: 'signed-in', subject: `officer:${officer.id}` })
  })
}

/** Who sits at this browser; every click prolongs the session, up to its longest. */
export async function signedIn(world: World, idHash: string): Promise<SignedIn | undefined> {
  const now = world.clock()
  const found = await world.db.read(async (tx) => {
    const session = await webSession(tx, idHash, now)
    const row = session && (await officerById(tx, session.officer))
    if (!session || !row || row.disabledAt !== undefined) return undefined
    return { session, officer: await officerOf(world, tx, row) }
  })
  if (!found) return undefined
  const { session, officer } = found
  if (now - session.seenAt > 60_000) await prolong(world, session, now)
  return { officer, csrf: session.csrf }
}

async function prolong(
  world: World,
  session: { readonly idHash: string; readonly createdAt: Instant },
  now: Instant,
): Promise<void> {
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
}

/** Of what was typed as a login, which may be a password in the wrong box, no word is kept. */
function throttleKey(world: World, { login, mark }: Trying): string {
  const known = mark !== undefined && isMark(world, login, mark)
  return `sign-in:${sealOf(world, ['tries', login, known ? mark : ''])}`
}

const sealOf = (world: World, words: readonly string[]): string =>
  Buffer.from(world.mac(Buffer.from(JSON.stringify(['sign-in', ...words])))).toString('base64url')

/** For the browser at which a login is signed in now. */
export function newMark(world: World, login: string): string {
  const id = world.id()
  return `${id}.${sealOf(world, ['mark', login, id])}`
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
    const { until } = await throttleOf(tx, asker)
    if (until > now) return { until, refused: true }
    return { until: (await countWrongTry(tx, asker, now)).until, refused: false }
  })
}
