import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { FAULTS } from './faults.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const parts = ['package.json', 'tsconfig.json', 'src/core', 'src/conversation', 'test/conversation']

/** A copy of the engine and its tests with one fault in it. */
async function broken([file, from, to]: readonly [string, string, string]): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'fault-'))
  for (const part of parts) await cp(join(root, part), join(copy, part), { recursive: true })
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
  const path = join(copy, 'src/conversation', file)
  const source = await readFile(path, 'utf8')
  if (!source.includes(from)) throw new Error(`${file} no longer has: ${from}`)
  await writeFile(
    path,
    source.replace(from, () => to),
  )
  return copy
}

/** Whether any test fails there. */
async function isCaught(copy: string): Promise<boolean> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const others = ['--exclude', '**/faults.test.ts', '--bail', '1', 'test/conversation']
  const args = [vitest, 'run', '--root', copy, ...others]
  return await new Promise((resolve) => {
    const env = { ...process.env, LONG: '' }
    execFile(process.execPath, args, { cwd: copy, env }, (error) => resolve(error !== null))
  })
}

describe.skipIf(!process.env['LONG'])('a fault in the engine', { timeout: 300_000 }, () => {
  it.each(Object.entries(FAULTS))('%s: is caught', async (_, fault) => {
    const copy = await broken(fault)
    const caught = await isCaught(copy)
    await rm(copy, { recursive: true })
    expect(caught).toBe(true)
  })

  it('is what is caught: without one all is well', async () => {
    const copy = await broken(['step.ts', '/**', '/**'])
    const caught = await isCaught(copy)
    await rm(copy, { recursive: true })
    expect(caught).toBe(false)
  })
})

describe('the list of faults', () => {
  it('fits the engine as it is', async () => {
    for (const [file, from] of Object.values(FAULTS))
      expect(await readFile(join(root, 'src/conversation', file), 'utf8')).toContain(from)
  })
})
