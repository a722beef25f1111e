import { everyRow, rowsAfter, keyOf } from '#store/table-rows.ts'
import { tablesOf, type Table } from '#store/tables.ts'
import type { Tx } from '#store/transaction.ts'
import type { Config } from '../../config.ts'
import type { House } from '../../house.ts'
import { startRefusals } from '../../start-refusals.ts'
import { staleCopies } from '../stale-copies.ts'
import { some, toDo, well, type Finding } from './finding.ts'
import { createMarks, missingFrom } from './marks.ts'
import { refusedInChinese } from './refused.ts'

const PAGE = 2000

/** Keys and what lies under them, in both directions; a key that was destroyed on purpose is missed by nothing that lives. */
export async function lookAtKeyring({ world }: House): Promise<readonly Finding[]> {
  const { db, vault } = world
  const used = createMarks()
  const first = await db.read(async (tx) => {
    for (const table of await tablesOf(tx, db.dialect)) await readKeyIds(tx, table, used.add)
    return await lostRows(tx, vault.hasKey)
  })
  const lost = first.length === 0 ? [] : still(first, await db.read(lostOf(vault)))
  const kept = createMarks()
  for (let last = ''; ;) {
    const ids = await vault.keysAfter(last, PAGE)
    for (const id of ids) kept.add(id)
    const next = ids.at(-1)
    if (next === undefined) break
    last = next
  }
  const keptMarks = kept.sorted()
  const idle = missingFrom(used.sorted(), keptMarks)
  const findings = [
    well(
      'keys',
      `数据密钥 ${keptMarks.length} 把，其中 ${idle} 把没有用（每次启动先备两百多把，无害）`,
    ),
  ]
  for (const { what, names } of lost)
    findings.push(
      toDo(
        'keys',
        `${what} ${some(names)} 的密钥不在了，又没有删除记录：放回和数据同一次备份的 keys.db，再运行一次`,
      ),
    )
  return findings
}

const lostOf =
  ({ hasKey }: House['world']['vault']) =>
  async (tx: Tx): Promise<readonly Lost[]> =>
    await lostRows(tx, hasKey)

/** What was lost at both looks: in between it may have been erased, its key before its row is read. */
const still = (first: readonly Lost[], second: readonly Lost[]): readonly Lost[] =>
  first.flatMap(({ what, names }) => {
    const again = second.find((one) => one.what === what)?.names ?? []
    const both = names.filter((name) => again.includes(name))
    return both.length > 0 ? [{ what, names: both }] : []
  })

async function readKeyIds(tx: Tx, table: Table, add: (id: string) => void): Promise<void> {
  if (!table.columns.includes('keyId')) return
  const columns = [...new Set([...table.key, 'keyId'])]
  for await (const page of everyRow(tx, { ...table, columns }, PAGE))
    for (const { keyId } of page) if (typeof keyId === 'string' && keyId !== '') add(keyId)
}

interface Lost {
  readonly what: string
  readonly names: readonly string[]
}

/** What has to open as long as it stands: reports not erased, files, addresses that are told. */
async function lostRows(
  tx: Tx,
  hasKey: (id: string) => Promise<boolean>,
): Promise<readonly Lost[]> {
  const living = [
    { what: '案件', name: 'cases', says: 'number', isOver: 'erasedAt' },
    { what: '证据文件', name: 'evidence', says: 'id' },
    { what: '部门通知地址', name: 'noticeEndpoints', says: 'name' },
  ] as const
  const found: Lost[] = []
  for (const { what, name, says, ...more } of living) {
    const over = 'isOver' in more ? [more.isOver] : []
    const columns = [...new Set(['id', 'keyId', says, ...over])]
    const names: string[] = []
    let after: ReturnType<typeof keyOf> | undefined
    for (;;) {
      const table = { name, key: ['id'], columns }
      const rows = await rowsAfter(tx, table, { after, limit: PAGE })
      const last = rows.at(-1)
      if (!last) break
      after = keyOf(table, last)
      for (const row of rows)
        if (over.every((column) => row[column] === null) && !(await hasKey(String(row['keyId']))))
          names.push(String(row[says]))
    }
    if (names.length > 0) found.push({ what, names })
  }
  return found
}

/** What `serve` would refuse, copies that still have an erased key, and a change of keys that stopped halfway. */
export async function lookAtKeyCare({ world }: House, config: Config): Promise<readonly Finding[]> {
  const { changing, left, behind } = await world.vault.keyChange.status()
  const refusals = [
    ...startRefusals(config).map((why) => refusedInChinese(why)),
    ...(await staleCopies(world)),
  ].map((say) => toDo('keys', say))
  if (!changing) return refusals
  const say = `换密钥没有做完：还有 ${left} 把没有换，${behind} 个进程没有跟上：再运行一次 yijian keys rotate，它从停下的地方接着做`
  return [...refusals, toDo('keys', say)]
}
