import { readReceipt, type Acknowledgement } from '#core/acknowledgement.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { caseByNumber } from '#store/cases.ts'
import { verdictOn } from '#vault/receipt-signing.ts'
import { digestOfFiled } from './acknowledge.ts'
import { openCase } from './case-file.ts'
import type { PublishedKey } from './receipt-keys.ts'
import type { Sealed } from './sealed.ts'

/** Whether a receipt is one that the holder of these keys signed. Needs no database and no network. */
export function verifyReceipt(
  text: string,
  keys: readonly Pick<PublishedKey, 'pem'>[],
): Result<Acknowledgement> {
  const read = readReceipt(text)
  if (!read.ok) return read
  const verdict = verdictOn(
    read.value,
    keys.map(({ pem }) => derOf(pem)),
  )
  if (verdict === 'signed') return ok(read.value.acknowledgement)
  return refuse(verdict === 'forged' ? 'receipt-forged' : 'receipt-key-unknown')
}

/**
 * Whether what we have kept is still what the receipt acknowledged: `gone` after erasure and where the report is another
 * house's.
 */
export async function compareFiled(
  world: Sealed,
  { number, filed }: Acknowledgement,
): Promise<'same' | 'changed' | 'gone'> {
  return await world.db.read(async (tx) => {
    const row = await caseByNumber(tx, number)
    if (!row || !(await world.vault.hasKey(row.keyId))) return 'gone'
    const kept = await digestOfFiled(world, tx, await openCase(world, tx, row))
    return kept === filed ? 'same' : 'changed'
  })
}

const derOf = (pem: string): Uint8Array =>
  Buffer.from(pem.replace(/-----[A-Z ]+-----/g, '').replace(/\s/g, ''), 'base64')
