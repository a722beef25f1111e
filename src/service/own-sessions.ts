import type { Officer } from '#core/access.ts'
import { closeWebSession, closeWebSessionsOf, webSessionsOf } from '#store/web-sessions.ts'
import { trace } from './trace.ts'
import type { World } from './world.ts'

/** A browser at which an officer is signed in. */
export interface OwnSession {
  /** Names it in a form; opens nothing. */
  readonly id: string
  readonly agent: string
  readonly way: string
  readonly createdAt: number
  readonly seenAt: number
  /** The browser that asks. */
  readonly here: boolean
}

export async function ownSessions(
  world: World,
  officer: Officer,
  here: string,
): Promise<readonly OwnSession[]> {
  const rows = await world.db.read(async (tx) => await webSessionsOf(tx, officer.id, world.clock()))
  return rows.map(({ idHash, agent, way, createdAt, seenAt }) => ({
    id: idHash,
    agent,
    way,
    createdAt,
    seenAt,
    here: idHash === here,
  }))
}

/** Ends one of the officer's own sessions, or all but the one they sit at. */
export async function endSessions(
  world: World,
  officer: Officer,
  which: { readonly one: string } | { readonly allBut: string },
): Promise<void> {
  await world.db.transaction(async (tx) => {
    const own = await webSessionsOf(tx, officer.id, world.clock())
    if ('allBut' in which) await closeWebSessionsOf(tx, officer.id, which.allBut)
    else if (own.some(({ idHash }) => idHash === which.one)) await closeWebSession(tx, which.one)
    else return
    await trace(world, tx, officer, {
      action: 'sessions-ended',
      subject: `officer:${officer.id}`,
    })
  })
}
