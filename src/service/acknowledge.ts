import {
  productName,
  receiptFile,
  signedText,
  wholeInstant,
  type Acknowledgement,
} from '#core/acknowledgement.ts'
import { canonical } from '#core/canonical.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { evidenceOfCase } from '#store/evidence.ts'
import {
  addReceiptKey,
  holdReceiptKeys,
  receiptKeys,
  retireReceiptKeys,
} from '#store/receipt-keys.ts'
import type { CaseRow } from '#store/cases.ts'
import type { Tx } from '#store/transaction.ts'
import type { ReceiptKey } from '#vault/open.ts'
import { openCase, type OpenCase } from './case-file.ts'
import { tryReceipt } from './receipt.ts'
import type { Sealed } from './sealed.ts'
import { trace, type Doer } from './trace.ts'
import { areaPack } from './world.ts'

/** The signed acknowledgement of a report, for whoever has number and passcode. */
export async function acknowledge(
  world: Sealed,
  attempt: { readonly number: string; readonly passcode: string; readonly asker: string },
): Promise<Result<{ readonly number: string; readonly file: string }>> {
  return await world.db.transaction(async (tx) => {
    const row = await tryReceipt(world, tx, { ...attempt, at: world.clock() })
    if (!row.ok) return row
    if (row.value.erasedAt !== undefined) return refuse('case-erased', { number: row.value.number })
    return ok({ number: row.value.number, file: await acknowledgementOf(world, tx, row.value) })
  })
}

async function acknowledgementOf(world: Sealed, tx: Tx, row: CaseRow): Promise<string> {
  const file = await openCase(world, tx, row)
  const key = await signingKey(world, tx)
  const acknowledgement: Acknowledgement = {
    product: productName,
    version: '1',
    number: row.number,
    area: row.area,
    areaName: areaPack(world, row.area).plan.area.name,
    sponsor: world.operator.read(row.area).sponsor ?? '',
    receivedAt: wholeInstant(row.receivedAt),
    filed: await digestOfFiled(world, tx, file),
    algorithm: key.algorithm,
    key: key.id,
  }
  const bytes = Buffer.from(signedText(acknowledgement))
  const signature = Buffer.from(world.vault.signReceipt(key, bytes)).toString('base64')
  return receiptFile({ acknowledgement, signature })
}

/**
 * Over the first event of the case, as it was filed, and the digests of the files that came with it. The event's id is
 * random, so that nobody guesses a short report from its digest.
 */
export async function digestOfFiled(
  world: Sealed,
  tx: Tx,
  { id, events }: Pick<OpenCase, 'id' | 'events'>,
): Promise<string> {
  const [filed] = events
  if (filed?.type !== 'filed') throw new Error('a case begins with what was filed')
  const rows = await evidenceOfCase(tx, id)
  const evidence = filed.facts.evidence.map((one) => {
    const [name = 'sha256', digest = ''] =
      rows.find((row) => row.id === one)?.digest.split(':') ?? []
    return { id: one, [name]: digest }
  })
  const { name, hex } = world.vault.digest(Buffer.from(canonical({ filed, evidence })))
  return `${name}:${hex}`
}

/** The key in use; the first one is made when it is first needed. */
async function signingKey(world: Sealed, tx: Tx): Promise<ReceiptKey> {
  const inUse = async (): Promise<ReceiptKey | undefined> =>
    (await receiptKeys(tx)).find(({ retiredAt }) => retiredAt === undefined) as
      | ReceiptKey
      | undefined
  const known = await inUse()
  if (known) return known
  await holdReceiptKeys(tx)
  return (await inUse()) ?? (await makeKey(world, tx))
}

async function makeKey(world: Sealed, tx: Tx): Promise<ReceiptKey> {
  const key = world.vault.newReceiptKey()
  await addReceiptKey(tx, { ...key, madeAt: world.clock() })
  return key
}

/** Makes a new key; the others sign no more and stay published. */
export async function rotateReceiptKey(world: Sealed, by: Doer): Promise<{ readonly id: string }> {
  return await world.db.transaction(async (tx) => {
    await holdReceiptKeys(tx)
    await retireReceiptKeys(tx, world.clock())
    const { id } = await makeKey(world, tx)
    await trace(world, tx, by, { action: 'receipt-key-made', subject: `receipt-key:${id}` })
    return { id }
  })
}
