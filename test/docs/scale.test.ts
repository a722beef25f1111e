import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '#store/open.ts'
import { tablesOf, type Table } from '#store/tables.ts'

const text = readFileSync(join(import.meta.dirname, '../../docs/scale.md'), 'utf8')

interface Row {
  readonly table: string
  readonly way: string
  readonly by: string
}

/** Rows of the table of tables: name, way, by what. */
const rows: readonly Row[] = [...text.matchAll(/^\| `(\w+)` \| (\w+) \| ([^|]+) \|$/gm)].map(
  ([, table = '', way = '', by = '']) => ({ table, way, by }),
)

/** Tables without rows of their own: the history of the tables, and the search index each database makes for itself. */
const besides = ['migrations', 'searchWords']

let tables: readonly Table[] = []
const dir = mkdtempSync(join(tmpdir(), 'yijian-scale-'))
beforeAll(async () => {
  const db = await openStore({ dir })
  tables = await db.read(async (tx) => await tablesOf(tx, 'sqlite'))
  await db.close()
})
afterAll(() => rmSync(dir, { recursive: true }))

describe('docs/scale.md', () => {
  it('tells of every table there is, and of no other, in the order of the alphabet', () => {
    const real = [...tables.map(({ name }) => name), ...besides]
    const byName = (one: string, other: string): number => (one < other ? -1 : 1)
    expect(rows.map(({ table }) => table)).toEqual(real.toSorted(byName))
  })

  it('says “area” of a table exactly if it has that column', () => {
    const told = rows.filter(({ way }) => way === 'area').map(({ table }) => table)
    const real = tables.filter(({ columns }) => columns.includes('area')).map(({ name }) => name)
    const elsewhere = rows.filter(({ way }) => way === 'everywhere').map(({ table }) => table)
    expect(told.toSorted()).toEqual(real.filter((name) => !elsewhere.includes(name)).toSorted())
  })

  it('says by which column a table without an area lies with one, and the column is there', () => {
    const columns = new Map(tables.map(({ name, columns: of }) => [name, of]))
    for (const { table, by } of rows.filter(({ way }) => way === 'follows')) {
      const [, column = ''] = /^`(\w+)`/.exec(by) ?? []
      expect(columns.get(table) ?? ['doc', 'rowid'], table).toContain(column)
    }
  })

  it('knows four ways and no fifth', () => {
    const ways = ['area', 'everywhere', 'follows', 'house']
    expect([...new Set(rows.map(({ way }) => way))].toSorted()).toEqual(ways)
  })
})
