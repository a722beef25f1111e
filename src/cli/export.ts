import { casesAfter, tasksOf, type CaseRow } from '#store/cases.ts'
import { evidenceOfCase } from '#store/evidence.ts'
import type { Tx } from '#store/transaction.ts'
import { exit, printJson, type Exit } from './output.ts'
import { settingsOfExisting, withHouse } from './setup.ts'

const page = 500

/**
 * `yijian export`: every case's plain columns as JSON lines and the counts as the last one. No words, no handle, no
 * address: nothing that the vault holds is opened.
 */
export async function exportCommand(): Promise<Exit> {
  const settings = settingsOfExisting(process.env)
  if (!settings) return exit.usage
  return await withHouse(settings, async ({ world }) => {
    const states: Record<string, number> = {}
    const areas: Record<string, number> = {}
    let cases = 0
    for (let after = ''; ;) {
      const rows = await world.db.read(async (tx) => await pageAfter(tx, after))
      for (const row of rows) {
        printJson(row)
        cases += 1
        states[row.state] = (states[row.state] ?? 0) + 1
        areas[row.area] = (areas[row.area] ?? 0) + 1
      }
      const last = rows.at(-1)
      if (!last) break
      after = last.number
    }
    printJson({ counts: { cases, states, areas } })
    return exit.done
  })
}

async function pageAfter(tx: Tx, after: string): Promise<readonly ExportedCase[]> {
  const rows: ExportedCase[] = []
  for (const row of await casesAfter(tx, after, page)) rows.push(await exported(tx, row))
  return rows
}

type ExportedCase = Omit<CaseRow, 'id' | 'handle' | 'keyId'> & {
  readonly tasks: readonly object[]
  readonly evidence: number
}

async function exported(tx: Tx, row: CaseRow): Promise<ExportedCase> {
  const { id, handle: _handle, keyId: _keyId, ...plain } = row
  const evidence = (await evidenceOfCase(tx, id)).length
  return { ...plain, tasks: await tasksOf(tx, id), evidence }
}
