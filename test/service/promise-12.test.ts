import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { forgetMe } from '#service/erasure.ts'
import { erasureProof } from '#service/erasure-list.ts'
import { trackReceipt } from '#service/receipt.ts'
import { verifyAudit } from '#store/audit.ts'
import { caseByNumber, casesAfter } from '#store/cases.ts'
import { backupCommand } from '../../src/cli/backup.ts'
import { readList } from '../../src/cli/copy-list.ts'
import { restoreCommand } from '../../src/cli/restore.ts'
import { readConfig } from '../../src/config.ts'
import { openHouse, type House } from '../../src/house.ts'
import { aHouse, type TestHouse } from './house.ts'
import { aMarkedOrder, type MarkedOrder } from './marked-order.ts'
import { aMarkedReport, beginnings, markerMint, type Marked } from './marked-reports.ts'

const reports = process.env['LONG'] ? 40 : 9
const hour = 3_600_000

let root: string
let house: TestHouse
const marked: Marked[] = []
let readable = 0
let order: MarkedOrder
let orderMarkers: readonly string[] = []
/** All that each report could be found by. */
let searchable: readonly string[] = []
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'yijian-promise-12-'))
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  house = await aHouse()
  const mint = markerMint()
  for (let n = 0; n < reports; n += 1) marked.push(await aMarkedReport(house, mint))
  for (const one of marked) readable += await one.readable()
  orderMarkers = mint.words(10)
  order = await aMarkedOrder(house, orderMarkers)
  searchable = await tokensKept()
  await backsUp('copy')
  await unsealed('copy')
  cpSync(join(root, 'copy-keys', 'keys.db'), join(root, 'keys-of-before.db'))
  await house.world.db.transaction(async (tx) => {
    for (const { handle } of [...marked, order])
      await forgetMe(house.world, tx, { handle, at: house.now() })
  })
  house.wait(2 * hour)
  for (let round = 0; round < 4; round += 1) await house.tick()
}, 120_000)
afterAll(async () => {
  vi.restoreAllMocks()
  await house[Symbol.asyncDispose]()
  rmSync(root, { recursive: true, force: true })
})

const tokensKept = async (): Promise<readonly string[]> => {
  const rows = await house.world.db.read(
    async (tx) => await tx.selectFrom('searchWords').select('tokens').execute(),
  )
  return rows.map(({ tokens }) => tokens)
}

const markers = (): readonly string[] => marked.flatMap((one) => one.markers)

/** The tables in which a value stands, in whichever column. */
async function tablesWith(value: string): Promise<readonly string[]> {
  return await house.world.db.read(async (tx) => {
    const found: string[] = []
    for (const { name } of await tx.introspection.getTables())
      if (!name.startsWith('searchWords')) {
        const { rows } = await sql<
          Record<string, unknown>
        >`select * from ${sql.table(name)}`.execute(tx)
        if (rows.some((row) => Object.values(row).includes(value))) found.push(name)
      }
    return found.toSorted()
  })
}

const inEnv = async <T>(dir: string, work: () => Promise<T>): Promise<T> => {
  vi.stubEnv('STATE_DIR', dir)
  vi.stubEnv('LOG_LEVEL', 'silent')
  try {
    return await work()
  } finally {
    vi.unstubAllEnvs()
  }
}

const backsUp = async (name: string): Promise<void> =>
  expect(await inEnv(house.dir, async () => await backupCommand(join(root, name), {}))).toBe(0)

/** The database of a copy as whoever has the master key reads it: `<name>.db`. */
async function unsealed(name: string): Promise<void> {
  const list = readList(readFileSync(join(root, name, 'copy.json'), 'utf8'))
  const file = list?.files.find((one) => one.name.endsWith('/yijian.db.sealed'))
  const place = { place: 'yijian.db', size: file?.plain ?? 0 }
  const from = join(root, name, file?.name ?? '')
  expect(await house.world.vault.copies.open(from, join(root, `${name}.db`), place)).toEqual({
    ok: true,
    value: undefined,
  })
}

const filesIn = (dir: string): readonly string[] =>
  readdirSync(dir, { recursive: true })
    .map((name) => join(dir, String(name)))
    .filter((path) => statSync(path).isFile())

/** The markers that stand in a file, as UTF-8 or UTF-16 in either order. */
function foundIn(bytes: Buffer, known: ReadonlySet<string>): readonly string[] {
  const longest = Math.max(...[...known].map((one) => one.length))
  const all = encodings.flatMap(({ encode, decode, width }) =>
    beginnings.flatMap((beginning) => {
      const found: string[] = []
      for (let at = bytes.indexOf(encode(beginning)); at >= 0;) {
        const words = decode(bytes.subarray(at, at + longest * width))
        found.push(...[...known].filter((one) => words.startsWith(one)))
        at = bytes.indexOf(encode(beginning), at + 1)
      }
      return found
    }),
  )
  return [...new Set(all)]
}

const swapped = (bytes: Buffer): Buffer =>
  Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16()
const encodings = [
  {
    width: 4,
    encode: (text: string) => Buffer.from(text),
    decode: (part: Buffer) => part.toString(),
  },
  {
    width: 2,
    encode: (text: string) => Buffer.from(text, 'utf16le'),
    decode: (part: Buffer) => part.toString('utf16le'),
  },
  {
    width: 2,
    encode: (text: string) => swapped(Buffer.from(text, 'utf16le')),
    decode: (part: Buffer) => swapped(part).toString('utf16le'),
  },
] as const

function scan(dirs: readonly string[]): {
  readonly files: number
  readonly found: readonly string[]
} {
  const known = new Set([...markers(), ...orderMarkers])
  const files = dirs.flatMap(filesIn)
  return { files: files.length, found: files.flatMap((file) => foundIn(readFileSync(file), known)) }
}

const opened = async (dir: string): Promise<House> => {
  const read = readConfig({ STATE_DIR: dir })
  if (!read.ok) throw new Error(read.problems.join())
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  return await openHouse({ config: read.config, log, clock: () => house.now() })
}

/** The keys that lay over what a copy of the data has: rows of reports, conversations, names and files. */
function keysNamedIn(file: string): readonly string[] {
  const db = new DatabaseSync(file, { readOnly: true })
  const tables = ['cases', 'sessions', 'heard', 'outbox', 'forwards', 'evidence', 'identities']
  const keys = [...tables, 'addresses', 'identityRequests', 'holds'].flatMap((table) =>
    db.prepare(`select distinct "keyId" from "${table}"`).all(),
  )
  db.close()
  return [...new Set(keys.map(({ keyId }) => String(keyId)))]
}

const keptKeys = (file: string): ReadonlySet<string> => {
  const db = new DatabaseSync(file, { readOnly: true })
  const keys = db.prepare('select id from keys').all()
  db.close()
  return new Set(keys.map(({ id }) => String(id)))
}

/** What is scanned are the files of a house. */
const isFile = !process.env['TEST_POSTGRES_URL']

describe.runIf(isFile)('promise 12: true erasure', () => {
  it('the scan finds a marker in either encoding, and every marker was read by somebody before', () => {
    const known = new Set(markers())
    const [one = ''] = known
    for (const bytes of [Buffer.from(`x${one}y`), Buffer.from(`x${one}y`, 'utf16le')])
      expect(foundIn(bytes, known)).toEqual([one])
    expect([readable, known.size]).toEqual([markers().length, markers().length])
    expect(known.size).toBeGreaterThanOrEqual(900)
  })

  it('leaves nothing that a report could be found by', async () => {
    expect(await tokensKept()).toEqual([])
    const left = await house.world.db.read(
      async (tx) => await tx.selectFrom('searched').select('caseId').execute(),
    )
    expect(left).toEqual([])
  })

  it('keeps the outcome for number and passcode, a whole audit chain, and a proof without a fault', async () => {
    for (const { number, passcode } of marked)
      expect(await trackReceipt(house.world, { number, passcode, asker: number })).toMatchObject({
        refusal: { key: 'case-erased', facts: { outcome: 'substantiated' } },
      })
    const chain = await house.world.db.read(async (tx) => await verifyAudit(tx, house.world.mac))
    expect(chain.ok).toBe(true)
    const proof = await erasureProof(house.world)
    expect(proof.erasures.flatMap(({ faults }) => faults)).toEqual([])
    expect(proof.erasures.filter(({ kind }) => kind === 'case')).toHaveLength(reports + 1)
  })

  const linesAt = async (caseId: string) =>
    await house.world.db.read(
      async (tx) =>
        await tx.selectFrom('queued').selectAll().where('caseId', '=', caseId).execute(),
    )

  it('what is kept under its number or its id tells no more than what became of it', async () => {
    const ofNumber = ['audit', 'cases', 'erasures', 'receipts']
    const ofId = ['cases', 'facts', 'queued', 'receipts', 'tasks']
    const asked = ['holds', 'identityRequests']
    for (const { number } of [...marked, order]) {
      const row = await house.world.db.read(async (tx) => await caseByNumber(tx, number))
      const more = number === order.number ? [] : asked
      expect(await tablesWith(number)).toEqual([...ofNumber, ...more].toSorted())
      expect(await tablesWith(row?.id ?? '')).toEqual([...ofId, ...more].toSorted())
      const lines = await linesAt(row?.id ?? '')
      expect(new Set(lines.map(({ queue }) => queue))).toEqual(new Set(['done']))
      for (const line of lines) expect(line).toMatchObject({ place: '', stream: '', holder: null })
    }
  })

  it('of an order of another hotline nothing is left but that it was taken, and roughly when', async () => {
    const kept = await house.world.db.read(
      async (tx) => await tx.selectFrom('workOrders').selectAll().execute(),
    )
    const month = 30 * 24 * hour
    expect(kept).toMatchObject([{ theirs: 'RC1', caseId: null, number: null, mark: '' }])
    expect(kept.map(({ receivedAt, at }) => [receivedAt % month, at % month])).toEqual([[0, 0]])
    const owed = await house.world.db.read(
      async (tx) => await tx.selectFrom('noticesOwed').select('type').execute(),
    )
    expect(owed).toEqual([])
    for (const content of [undefined, '完全是另一件事，药店没有药师'])
      expect(await order.again(content)).toEqual({
        filed: [],
        known: [{ line: 1, theirs: 'RC1' }],
        problems: [],
      })
  })

  it('leaves none of a thousand markers in any file, here or in any copy; an old copy opens none', async () => {
    await backsUp('copy-of-after')
    await unsealed('copy-of-after')
    await house.close()
    const named = keysNamedIn(join(root, 'copy.db'))
    expect(named.length).toBeGreaterThanOrEqual(4 * reports)
    for (const keys of [join(house.dir, 'keys.db'), join(root, 'copy-keys', 'keys.db')])
      expect(named.filter((key) => keptKeys(keys).has(key))).toEqual([])

    const restored = join(root, 'restored')
    mkdirSync(restored)
    cpSync(join(house.dir, 'master.key'), join(restored, 'master.key'))
    expect(await inEnv(restored, async () => await restoreCommand(join(root, 'copy'), {}))).toBe(0)
    const again = await opened(restored)
    const rows = await again.world.db.read(async (tx) => await casesAfter(tx, '', 1000))
    expect(rows.filter(({ erasedAt }) => erasedAt === undefined)).toEqual([])
    for (const key of named) expect(await again.world.vault.hasKey(key)).toBe(false)
    await again.close()

    const { files, found } = scan([house.dir, root])
    expect(found).toEqual([])
    expect(searchable.length).toBe(reports + 1)
    const all = [house.dir, root].flatMap(filesIn).map((file) => readFileSync(file))
    expect(searchable.filter((tokens) => all.some((bytes) => bytes.includes(tokens)))).toEqual([])
    vi.restoreAllMocks()
    console.log(
      `promise 12: ${markers().length} markers, ${files} files scanned, ${found.length} found`,
    )
  })

  it('an old copy of the keys brings none back where the data know what was erased', async () => {
    const named = keysNamedIn(join(root, 'copy.db'))
    const old = join(root, 'keys-of-before.db')
    expect(named.every((key) => keptKeys(old).has(key))).toBe(true)
    const dir = join(root, 'with-old-keys')
    cpSync(house.dir, dir, { recursive: true })
    for (const journal of ['-wal', '-shm']) rmSync(join(dir, `keys.db${journal}`), { force: true })
    cpSync(old, join(dir, 'keys.db'))
    const again = await opened(dir)
    for (const key of named) expect(await again.world.vault.hasKey(key)).toBe(false)
    await again.close()
  })
})
