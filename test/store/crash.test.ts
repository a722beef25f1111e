import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { heardBefore } from '#store/heard.ts'
import { openStore } from '#store/open.ts'
import { outboxById } from '#store/outbox.ts'

const dir = mkdtempSync(`${tmpdir()}/yijian-crash-`)
afterAll(() => rmSync(dir, { recursive: true }))

const WRITER = fileURLToPath(new URL('writer-process.ts', import.meta.url))

/** Runs a writer and kills it -9 as soon as it has said so many numbers; what it said. */
const killedAfter = async (said: number, first: number): Promise<readonly string[]> =>
  await new Promise((resolve, reject) => {
    const writer = spawn(process.execPath, [WRITER, dir, String(first)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let complaint = ''
    writer.stdout.on('data', (part: Buffer) => {
      out += part.toString()
      if (out.split('\n').length > said) writer.kill('SIGKILL')
    })
    writer.stderr.on('data', (part: Buffer) => {
      complaint += part.toString()
    })
    writer.on('close', (_, signal) => {
      if (signal === 'SIGKILL') resolve(out.split('\n').slice(0, -1))
      else reject(new Error(complaint))
    })
  })

/** Two at a time, since most of a round is the start of the process. */
const ROUNDS = Array.from({ length: 10 }, (_, n) => ({ first: n * 1_000_000, said: 1 + n * 17 }))

describe('a process killed at any moment', () => {
  it('has lost nothing it acknowledged, and the next one goes on', async () => {
    const acknowledged: string[] = []
    for (let n = 0; n < ROUNDS.length; n += 2) {
      const pair = ROUNDS.slice(n, n + 2)
      const said = await Promise.all(pair.map(async (r) => await killedAfter(r.said, r.first)))
      acknowledged.push(...said.flat())
    }
    expect(acknowledged.length).toBeGreaterThan(500)
    const db = await openStore({ dir })
    const missing = await db.read(async (tx) => {
      const lost: string[] = []
      for (const n of acknowledged)
        if (!(await heardBefore(tx, 'web', n)) || !(await outboxById(tx, n))) lost.push(n)
      return lost
    })
    await db.close()
    expect(missing).toEqual([])
    const file = new DatabaseSync(`${dir}/yijian.db`)
    expect(file.prepare('pragma integrity_check').get()).toMatchObject({ integrity_check: 'ok' })
    file.close()
  }, 30_000)
})
