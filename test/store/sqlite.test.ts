import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterAll } from 'vitest'
import { openStore } from '#store/open.ts'
import { storeContract } from './contract.ts'

const root = mkdtempSync(`${tmpdir()}/yijian-sqlite-`)
afterAll(() => rmSync(root, { recursive: true }))

storeContract('SQLite', async () => {
  const dir = mkdtempSync(`${root}/`)
  const open = async () => await openStore({ dir })
  return { db: await open(), again: open }
})
