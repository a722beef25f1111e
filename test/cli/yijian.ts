import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'
import { run } from '../../src/cli.ts'
import { settingsOf, withHouse } from '../../src/cli/setup.ts'

const entry = fileURLToPath(new URL('../../src/yijian.ts', import.meta.url))

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly complaint: string
}

export type Env = Readonly<Record<string, string>>

/** Runs a command line here, which costs no start of a process. */
export async function here(words: readonly string[], env: Env = {}): Promise<Ran> {
  let out = ''
  let complaint = ''
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text)
    return true
  })
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    complaint += String(text)
    return true
  })
  for (const [name, value] of Object.entries({ LOG_LEVEL: 'silent', ...env }))
    vi.stubEnv(name, value)
  try {
    const code = await run(words)
    return { code, out, complaint }
  } finally {
    vi.unstubAllEnvs()
    stdout.mockRestore()
    stderr.mockRestore()
  }
}

/** A folder as the first start of `serve` leaves it. */
export async function started(env: Env): Promise<void> {
  const settings = settingsOf({ LOG_LEVEL: 'silent', ...env })
  if (!settings) throw new Error('these settings open no house')
  await withHouse(settings, async () => await Promise.resolve())
}

/** Runs a command line in a process of its own, as an operator does. */
export async function yijian(words: readonly string[], env: Env = {}, input = ''): Promise<Ran> {
  const child = spawn(process.execPath, [entry, ...words], {
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'error', ...env },
  })
  let out = ''
  let complaint = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
  child.stdin.end(input)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, out, complaint }
}

export const linesOf = (out: string): readonly unknown[] =>
  out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown)

/** A folder of its own that is gone afterwards. */
export function aFolder(): { readonly path: (...parts: string[]) => string } & Disposable {
  const dir = mkdtempSync(join(tmpdir(), 'yijian-cli-'))
  return {
    path: (...parts) => join(dir, ...parts),
    [Symbol.dispose]: () => rmSync(dir, { recursive: true, force: true }),
  }
}
