import { existsSync, opendirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { evidenceById } from '#store/evidence.ts'
import { rowsAfter, keyOf, type Row } from '#store/table-rows.ts'
import type { Tx } from '#store/transaction.ts'
import type { House } from '../../house.ts'
import { some, toDo, well, type Finding } from './finding.ts'

const PAGE = 500
/** A file is on disk before its row is: only of an older one it may be said that nobody knows it. */
const young = 3_600_000

/** Files and their rows, in both directions. Reads names, sizes and rows, opens nothing: sealed is longer than plain. */
export async function lookAtEvidence(
  { world }: House,
  stateDir: string,
): Promise<readonly Finding[]> {
  const dir = join(stateDir, 'evidence')
  const { rows, lost, uncleaned, short } = await lostFiles(world.db.read, dir)
  const stray = await strayFiles(world.db.read, dir)
  const findings: Finding[] = []
  if (lost.length > 0)
    findings.push(
      toDo(
        'evidence',
        `${some(lost)} 的证据原件不在 ${dir}：从备份里把同名文件放回去（yijian restore 到空文件夹，再拷贝）`,
      ),
    )
  if (short.length > 0)
    findings.push(
      toDo(
        'evidence',
        `${some(short)} 变短了，坏了：从备份里把同名文件拷回 ${dir}（备份不会用坏的原件换掉好的）`,
      ),
    )
  if (uncleaned.length > 0)
    findings.push(
      toDo(
        'evidence',
        `${some(uncleaned)} 少了给部门看的副本，部门打不开：从备份里把 .cleaned 文件放回 ${dir}`,
      ),
    )
  if (stray.length > 0)
    findings.push(
      toDo(
        'evidence',
        `${stray.length} 个文件没有记录（${some(stray)}）：是没收完的，serve 运行着每天会自己清掉；恢复过备份的，先核对数据库是不是同一次`,
      ),
    )
  return findings.length > 0 ? findings : [well('evidence', `证据文件 ${rows} 个，一一对得上`)]
}

type Read = House['world']['db']['read']

async function lostFiles(read: Read, dir: string) {
  const columns = ['id', 'cleaned', 'checked', 'size', 'cleanedSize']
  const table = { name: 'evidence', key: ['id'], columns }
  const lost: string[] = []
  const short: string[] = []
  const uncleaned: string[] = []
  let rows = 0
  let after: ReturnType<typeof keyOf> | undefined
  for (;;) {
    const page = await read(async (tx) => await rowsAfter(tx, table, { after, limit: PAGE }))
    const last = page.at(-1)
    if (!last) return { rows, lost, uncleaned, short }
    after = keyOf(table, last)
    rows += page.length
    for (const row of page) {
      const id = String(row['id'])
      const sizes = versionsOf(row).map((version) => ({
        version,
        size: statSync(join(dir, `${id}.${version}`), { throwIfNoEntry: false })?.size,
        plain: Number(row[version === 'original' ? 'size' : 'cleanedSize']),
      }))
      const missing = sizes.filter(({ size }) => size === undefined).map(({ version }) => version)
      const cut = sizes.filter(({ size, plain }) => size !== undefined && size < plain)
      if (missing.length + cut.length === 0 || !(await stillThere(read, id))) continue
      short.push(...cut.map(({ version }) => `${id}.${version}`))
      if (missing.length === 0) continue
      if (missing.includes('original')) lost.push(id)
      else uncleaned.push(id)
    }
  }
}

const versionsOf = (row: Row): readonly ('original' | 'cleaned')[] =>
  row['cleaned'] === 'yes' && row['checked'] !== 'infected' ? ['original', 'cleaned'] : ['original']

/** It may have been erased while we looked. */
const stillThere = async (read: Read, id: string): Promise<boolean> =>
  (await read(async (tx) => await evidenceById(tx, id))) !== undefined

async function strayFiles(read: Read, dir: string): Promise<readonly string[]> {
  if (!existsSync(dir)) return []
  const stray: string[] = []
  let batch = new Set<string>()
  const look = async (): Promise<void> => {
    const ids = [...batch]
    batch = new Set()
    const known = await read(async (tx) => await knownIds(tx, ids))
    stray.push(...ids.filter((id) => !known.has(id)))
  }
  using folder = opendirSync(dir)
  for (let one = folder.readSync(); one; one = folder.readSync()) {
    const at = statSync(join(dir, one.name), { throwIfNoEntry: false })?.mtimeMs
    if (at === undefined || at > Date.now() - young) continue
    batch.add(one.name.replace(/\..*$/, ''))
    if (batch.size >= PAGE) await look()
  }
  if (batch.size > 0) await look()
  return stray
}

async function knownIds(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const known = new Set<string>()
  for (const table of ['evidence', 'uploads'] as const)
    for (const { id } of await tx.selectFrom(table).select('id').where('id', 'in', ids).execute())
      known.add(id)
  return known
}
