import type { Officer } from '#core/access.ts'
import { officersByName, type NamedOfficer } from '#store/reward-books.ts'
import { tasksOf } from '#store/cases.ts'
import type { Tx } from '#store/transaction.ts'
import type { RewardFile } from './reward-file.ts'
import type { Sealed } from './sealed.ts'

type Found = Pick<RewardFile, 'row' | 'file'>

const plainName = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '')

/** What stands for a name in the history of a reward: nobody reads it from there, and it is compared with no other reward's. */
function markOf(world: Sealed, { row }: Found, name: string): string {
  const bytes = Buffer.from(JSON.stringify(['namesake', row.id, plainName(name)]))
  return Buffer.from(world.mac(bytes)).toString('base64url')
}

/**
 * Officers whose name whoever is to be paid bears: by the name left with the report, and by the names typed for the
 * payment. Given as marks. The vault keeps no identity number, of nobody: a name is all there is to compare.
 */
export async function namesakesOf(
  world: Sealed,
  tx: Tx,
  found: Found,
  typed: readonly string[] = [],
): Promise<readonly string[]> {
  const names = [...new Set((await officersByName(tx)).map(({ name }) => name))]
  const said = new Set(typed.map(plainName))
  const marks = new Set<string>()
  for (const name of names) if (said.has(plainName(name))) marks.add(markOf(world, found, name))
  if (await world.vault.bearsName(tx, found.file.id, names))
    for (const name of names)
      if (await world.vault.bearsName(tx, found.file.id, [name]))
        marks.add(markOf(world, found, name))
  return [...marks]
}

/**
 * Whether this officer may not be the one who checks: their own name is meant, or the namesake sits in an office of the
 * case and so do they. It is told in one word for all reasons, so that nobody learns from it whose name it is.
 */
export async function mayNotCheck(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  { found, marks }: { readonly found: Found; readonly marks: readonly string[] },
): Promise<boolean> {
  const known = new Set(marks)
  const isMeant = ({ name }: Pick<NamedOfficer, 'name'>): boolean =>
    known.has(markOf(world, found, name))
  if (isMeant(officer)) return true
  const offices = new Set((await tasksOf(tx, found.file.id)).map(({ office }) => office))
  offices.add(found.row.office)
  return (await officersByName(tx)).some(
    (one) => one.office === officer.office && offices.has(one.office) && isMeant(one),
  )
}
