import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Env } from '../../test/crash/server.ts'

const entry = fileURLToPath(new URL('../../src/yijian.ts', import.meta.url))

const ends = new Set<() => void>()
const endAll = (): void => {
  for (const end of ends) end()
}
// Who is told to stop lets what serves stop first; what was asked of it fails, and all that was opened is closed.
for (const word of ['SIGINT', 'SIGTERM', 'exit'] as const) process.once(word, endAll)

/** `serve` as an administrator starts it, in a process of its own. */
export interface Serving extends AsyncDisposable {
  readonly url: string
  readonly pid: number
  /** Milliseconds from the start of the process to where it takes requests. */
  readonly startedIn: number
  readonly output: () => string
}

/** It ends with whoever started it, also where that one is told to stop. */
export async function startServing(env: Env): Promise<Serving> {
  const began = performance.now()
  const child = spawn(process.execPath, [entry, 'serve'], {
    env: { ...process.env, ...env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const end = (): void => void child.kill('SIGKILL')
  ends.add(end)
  let output = ''
  const ready = Promise.withResolvers<string>()
  const read = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-20_000)
    const url = /已启动：(http\S+)/.exec(output)?.[1]
    if (url) ready.resolve(url)
  }
  child.stdout.on('data', read)
  child.stderr.on('data', read)
  const gone = once(child, 'exit')
  void gone.then(() => ready.reject(new Error(`serve ended before it was ready:\n${output}`)))
  const url = await ready.promise
  return {
    url: new URL(url).origin,
    pid: child.pid ?? 0,
    startedIn: performance.now() - began,
    output: () => output,
    [Symbol.asyncDispose]: async () => {
      ends.delete(end)
      child.kill('SIGTERM')
      await gone
    },
  }
}
