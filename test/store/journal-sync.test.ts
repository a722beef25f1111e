import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { isAway } from '#store/away.ts'
import { openSqliteFile } from '#store/sqlite-dialect.ts'
import { journalSync } from '#store/journal-sync.ts'

const root = mkdtempSync(join(tmpdir(), 'yijian-journal-'))
afterAll(() => rmSync(root, { recursive: true }))

it('those who ask while the disk is at it share the next time', async () => {
  const file = join(root, 'shared')
  const db = openSqliteFile(file, 'normal')
  db.exec('create table told (word text)')
  const journal = journalSync(file)
  const first = journal.sync()
  const [second, third] = [journal.sync(), journal.sync()]
  expect(second).not.toBe(first)
  expect(third).toBe(second)
  await Promise.all([first, second, third])
  const later = journal.sync()
  expect(later).not.toBe(second)
  await later
  await journal.close()
  db.close()
})

it('who writes alone is on disk without a way to another thread, and waits where the disk is already at it', async () => {
  const file = join(root, 'alone')
  const db = openSqliteFile(file, 'normal')
  db.exec('create table told (word text)')
  const journal = journalSync(file)
  await journal.sync(true)
  await journal.sync(true)
  const first = journal.sync()
  const alone = journal.sync(true)
  expect(alone).not.toBe(first)
  await Promise.all([first, alone])
  await journal.close()
  db.close()
})

it('after the disk has failed it fails for ever, says the cure and is no fault of what is written', async () => {
  const journal = journalSync(join(root, 'nowhere', 'db'))
  const failed = await journal.sync().catch((error: unknown) => error)
  expect(failed).toMatchObject({ message: expect.stringMatching('Look at the disk') })
  await expect(journal.sync()).rejects.toBe(failed)
  await journal.close()
  expect(await journal.lost).toBe(failed)
  expect(isAway(failed)).toBe(true)
})
