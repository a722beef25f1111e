import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isServed, lockServe } from '#store/lock.ts'
import { openStore } from '#store/open.ts'

const SERVING = fileURLToPath(new URL('serving-process.ts', import.meta.url))

let dir: string
beforeEach(() => {
  dir = mkdtempSync(`${tmpdir()}/yijian-lock-`)
})
afterEach(() => rmSync(dir, { recursive: true }))

const serving = async (): Promise<{ readonly child: ChildProcess; readonly said: string }> => {
  const child = spawn(process.execPath, [SERVING, dir], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, said: said.toString().trim() }
}

const killed = async (child: ChildProcess): Promise<void> => {
  const gone = once(child, 'close')
  child.kill('SIGKILL')
  await gone
}

describe('one database', () => {
  it('is served once: a second serve is told who serves, the command line works beside it', async () => {
    const { child, said } = await serving()
    expect(said).toBe('held')
    expect(lockServe(dir)).toEqual({
      ok: false,
      refusal: { key: 'already-serving', facts: { dir, pid: String(child.pid) } },
    })
    expect((await serving()).said).toBe('already-serving')
    const beside = await openStore({ dir })
    expect(
      await beside.read(async (tx) => await tx.selectFrom('cases').selectAll().execute()),
    ).toEqual([])
    await beside.close()
    await killed(child)
  })

  it('may be served again after the one who served was killed', async () => {
    const { child } = await serving()
    await killed(child)
    expect(isServed(dir)).toBe(false)
    const next = lockServe(dir)
    expect(next.ok).toBe(true)
    if (next.ok) next.value.release()
  })

  it('is not held by a file that a dead process left, even one with our own process id', () => {
    for (const pid of [999_999_999, process.pid, 'nonsense']) {
      writeFileSync(`${dir}/serve.pid`, `${pid}\n`)
      const held = lockServe(dir)
      expect(held.ok).toBe(true)
      if (held.ok) held.value.release()
    }
  })

  it('is refused twice in one process too, and free after release', () => {
    const first = lockServe(dir)
    expect(lockServe(dir).ok).toBe(false)
    if (first.ok) {
      first.value.release()
      first.value.release()
    }
    expect(isServed(dir)).toBe(false)
  })
})
