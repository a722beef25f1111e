import type { Selectable } from 'kysely'
import { present, presentFirst, type Present } from './row.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

export type PayeeGrantRow = Present<Selectable<Schema['payeeGrants']>>

/** Somebody of finance asks; what they were granted before is over. */
export const askForPayee = async (
  tx: Tx,
  asked: { readonly reward: string; readonly asker: string; readonly askedAt: number },
): Promise<void> => {
  const row = { ...asked, granter: null, until: null, proof: null }
  await tx
    .insertInto('payeeGrants')
    .values(row)
    .onConflict((conflict) => conflict.columns(['reward', 'asker']).doUpdateSet(row))
    .execute()
}

export const payeeGrants = async (tx: Tx, reward: string): Promise<readonly PayeeGrantRow[]> => {
  const rows = await tx
    .selectFrom('payeeGrants')
    .selectAll()
    .where('reward', '=', reward)
    .orderBy('askedAt')
    .orderBy('asker')
    .execute()
  return rows.map((row) => present(row))
}

export const payeeGrant = async (
  tx: Tx,
  reward: string,
  asker: string,
): Promise<PayeeGrantRow | undefined> =>
  presentFirst(
    await tx
      .selectFrom('payeeGrants')
      .selectAll()
      .where('reward', '=', reward)
      .where('asker', '=', asker)
      .execute(),
  )

/** Once for one question. */
export const grantPayeeLook = async (
  tx: Tx,
  { reward, asker, ...granted }: Required<Omit<PayeeGrantRow, 'askedAt'>>,
): Promise<void> => {
  await tx
    .updateTable('payeeGrants')
    .set(granted)
    .where('reward', '=', reward)
    .where('asker', '=', asker)
    .where('proof', 'is', null)
    .execute()
}

/** An account that is kept, and how far the reward is. */
export interface KeptPayee {
  readonly reward: string
  readonly state: string
  readonly changedAt: number
}

export const payeesOfCase = async (tx: Tx, caseId: string): Promise<readonly KeptPayee[]> =>
  await tx
    .selectFrom('payees as p')
    .innerJoin('rewards as r', 'r.id', 'p.reward')
    .select(['p.reward', 'r.state', 'r.changedAt'])
    .where('p.caseId', '=', caseId)
    .orderBy('r.changedAt')
    .orderBy('p.reward')
    .execute()

/** Accounts of rewards that ended before, with nothing to be paid or to come back, of cases that nobody holds. */
export const expiredPayees = async (
  tx: Tx,
  {
    area,
    before,
    limit,
  }: { readonly area: string; readonly before: number; readonly limit: number },
): Promise<readonly { readonly reward: string; readonly number: string }[]> => {
  const rows = await tx
    .selectFrom('payees as p')
    .innerJoin('rewards as r', 'r.id', 'p.reward')
    .select(['p.reward', 'r.number'])
    .where('r.area', '=', area)
    .where('r.changedAt', '<', before)
    .where((eb) =>
      eb.or([
        eb('r.state', 'in', ['paid', 'waived', 'lapsed']),
        eb.and([eb('r.state', '=', 'revoked'), eb('r.recovered', '>=', eb.ref('r.recover'))]),
      ]),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('holds as h')
            .select('h.caseId')
            .whereRef('h.caseId', '=', 'p.caseId')
            .where('h.endedAt', 'is', null),
        ),
      ),
    )
    .orderBy('r.changedAt')
    .orderBy('p.reward')
    .limit(limit)
    .execute()
  return rows.map(({ reward, number }) => ({ reward, number: number ?? '' }))
}

/** The account of one reward, and who was granted to see it. */
export const letGoPayee = async (
  tx: Tx,
  reward: string,
): Promise<{ readonly keys: readonly string[]; readonly files: readonly string[] }> => {
  await tx.deleteFrom('payeeGrants').where('reward', '=', reward).execute()
  const rows = await tx
    .deleteFrom('payees')
    .where('reward', '=', reward)
    .returning('keyId')
    .execute()
  return { keys: rows.map(({ keyId }) => keyId), files: [] }
}
