import { mayFor, type Officer } from '#core/access.ts'
import type { Institution, LineFault } from '#core/institution-list.ts'
import type { AreaCode } from '#core/plan.ts'
import { ok, refuse, type Refusal, type Result } from '#core/result.ts'
import { alikeness } from '#core/subject-name.ts'
import { parseInstitutions } from '#packs/institutions-csv.ts'
import {
  institutionList,
  institutionLists,
  keepInstitutionList,
  type InstitutionListRow,
} from '#store/institution-lists.ts'
import { officerById } from '#store/officers.ts'
import { holdName } from '#store/row-lock.ts'
import type { Tx } from '#store/transaction.ts'
import { lettersOf } from './search-text.ts'
import type { Sealed } from './sealed.ts'
import { licenceLetters, partsOf } from './subject-reading.ts'
import { trace } from './trace.ts'

export type ListVersion = Omit<InstitutionListRow, 'sealed' | 'keyId'>

const listText = (area: AreaCode, number: number): string => `institutions:${area}:${number}`

/** Takes a list in as the next version; a file with a fault in any line changes nothing. */
export async function importInstitutions(
  world: Sealed,
  officer: Officer,
  { area, bytes }: { readonly area: AreaCode; readonly bytes: Uint8Array },
): Promise<Result<ListVersion, Refusal | readonly LineFault[]>> {
  const right = mayFor(officer, 'import-institutions', area)
  if (!right.ok) return right
  const parsed = parseInstitutions(bytes)
  if (!parsed.ok) return parsed
  const plain = JSON.stringify(parsed.value)
  const { hex: digest } = world.vault.digest(Buffer.from(plain))
  const keyId = await world.vault.newKey()
  return await world.db.transaction(async (tx) => {
    await holdName(tx, 'institutions', area)
    const [last] = await institutionLists(tx, area)
    if (last?.digest === digest) return refuse('institutions-same', { number: last.number })
    const number = (last?.number ?? 0) + 1
    const row = {
      area,
      number,
      at: world.clock(),
      by: officer.id,
      rows: parsed.value.length,
      digest,
    }
    const sealed = await world.vault.seal(keyId, plain, listText(area, number))
    await keepInstitutionList(tx, { ...row, keyId, sealed })
    await trace(world, tx, officer, {
      action: 'institutions-imported',
      subject: `institutions:${area}:${number}`,
      reason: `rows:${row.rows}`,
      area,
    })
    return ok(row)
  })
}

export async function listVersions(
  world: Sealed,
  area: AreaCode,
): Promise<readonly (ListVersion & { readonly byName: string })[]> {
  return await world.db.read(async (tx) => {
    const versions = []
    for (const version of await institutionLists(tx, area))
      versions.push({ ...version, byName: (await officerById(tx, version.by))?.name ?? '' })
    return versions
  })
}

/** Whether a name or a licence stands in the list, for whoever asks at the desk. */
export async function lookUp(
  world: Sealed,
  officer: Officer,
  { area, sought }: { readonly area: AreaCode; readonly sought: string },
): Promise<Result<Listed>> {
  const right = mayFor(officer, 'see-subjects', area)
  if (!right.ok && !mayFor(officer, 'import-institutions', area).ok) return right
  return ok(
    await world.db.read(
      async (tx) => await inTheList(world, tx, { area, names: [sought], licence: sought }),
    ),
  )
}

/** What a list says of a name. Not found never means unlicensed: somebody goes and looks. */
export type Listed =
  | { readonly state: 'no-list' }
  | {
      readonly state: 'listed' | 'near' | 'not-found'
      readonly version: Pick<ListVersion, 'number' | 'at' | 'rows'>
      readonly lines: readonly Institution[]
    }

interface Sought {
  readonly area: AreaCode
  readonly names: readonly string[]
  readonly licence?: string
}

const mostNear = 5

/** Whether one of these names, or the licence, stands in the list that is in force. */
export async function inTheList(world: Sealed, tx: Tx, sought: Sought): Promise<Listed> {
  const { area, names, licence = '' } = sought
  const [version] = await institutionLists(tx, area)
  if (!version) return { state: 'no-list' }
  const index = await indexOf(world, tx, version)
  const known = index.byLicence.get(licenceLetters(licence))
  const wholes = names.map(lettersOf)
  const same = [
    ...(licence !== '' && known ? [known] : []),
    ...wholes.flatMap((whole) => index.byName.get(whole) ?? []),
  ]
  const about = { number: version.number, at: version.at, rows: version.rows }
  if (same.length > 0)
    return { state: 'listed', version: about, lines: [...new Set(same)].slice(0, mostNear) }
  const near = names.flatMap((name) => nearTo(world, index, { area, name }))
  const lines = [...new Set(near)].slice(0, mostNear)
  return { state: lines.length > 0 ? 'near' : 'not-found', version: about, lines }
}

interface Index {
  readonly lines: readonly Institution[]
  readonly letters: readonly string[]
  readonly byName: ReadonlyMap<string, readonly Institution[]>
  readonly byLicence: ReadonlyMap<string, Institution>
}

/** Opened once: a version never changes. The newest few are kept. */
const opened = new Map<string, Index>()
const mostOpened = 12

async function indexOf(
  world: Sealed,
  tx: Tx,
  { area, number, keyId }: Pick<InstitutionListRow, 'area' | 'number' | 'keyId'>,
): Promise<Index> {
  const known = opened.get(keyId)
  if (known) return known
  const row = await institutionList(tx, area, number)
  if (!row) throw new Error('a list of institutions is gone')
  const plain = await world.vault.open(keyId, row.sealed, listText(area, number))
  const lines = JSON.parse(plain) as readonly Institution[]
  const letters = lines.map(({ name }) => lettersOf(name))
  const byName = new Map<string, Institution[]>()
  for (const [n, line] of lines.entries()) {
    const whole = letters[n] ?? ''
    const before = byName.get(whole)
    if (before) before.push(line)
    else byName.set(whole, [line])
  }
  const byLicence = new Map(lines.map((line) => [licenceLetters(line.licence), line]))
  const index = { lines, letters, byName, byLicence }
  if (opened.size >= mostOpened) opened.delete(opened.keys().next().value ?? '')
  opened.set(keyId, index)
  return index
}

/** More lines than this share a name's letters by chance. */
const mostCompared = 2000

function nearTo(
  world: Sealed,
  { lines, letters }: Index,
  { area, name }: { readonly area: AreaCode; readonly name: string },
): readonly Institution[] {
  const parts = partsOf(world, area, name)
  if (parts.core.length < 2) return []
  const now = { kind: 'institution', name: parts, licence: '', place: '' } as const
  const head = parts.core.length >= 3 ? parts.core.slice(0, 2) : parts.core
  const tail = parts.core.slice(-2)
  const found: { readonly line: Institution; readonly score: number }[] = []
  let compared = 0
  for (const [n, whole] of letters.entries()) {
    if (!whole.includes(head) && !whole.includes(tail)) continue
    const line = lines[n]
    if (!line || (compared += 1) > mostCompared) break
    const other = { ...now, name: partsOf(world, area, line.name) }
    const alike = alikeness(now, other)
    if (alike && alike.score >= 600) found.push({ line, score: alike.score })
  }
  return found.toSorted((one, other) => other.score - one.score).map(({ line }) => line)
}
