import type { Officer } from '#core/access.ts'
import type { Instant } from '#core/case.ts'
import { officerById } from '#store/officers.ts'
import { clearThrottle, countWrongTry, throttleOf } from '#store/receipts.ts'
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
  cookie: { readonly idHash: string; readonly csrf: string; readonly login: string },
): Promise<void> {
  const now = world.clock()
  await world.db.transaction(async (tx) => {
    await clearThrottle(tx, throttleKey(cookie.login))
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

const throttleKey = (name: string): string => `sign-in:${name}`

/** Until when the next try of this login is refused; 0 if it may try. */
export async function waitsUntil(world: World, login: string): Promise<Instant> {
  return await world.db.read(async (tx) => (await throttleOf(tx, throttleKey(login))).until)
}

/** A wrong password: the login is slowed, more with each one. */
export async function noteWrongPassword(world: World, login: string): Promise<Instant> {
  return await world.db.transaction(async (tx) => {
    return (await countWrongTry(tx, throttleKey(login), world.clock())).until
  })
}
