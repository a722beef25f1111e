import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Said, Word } from './serving.ts'

const entry = fileURLToPath(new URL('serving.ts', import.meta.url))

/** A process on a machine that misbehaves: it has read its program, and serves once it is told to. */
export interface Server {
  readonly begin: (env: Env, ahead: number) => void
  /** It has read its program. */
  readonly warm: Promise<void>
  /** Where it serves; rejects when it ends before it does. */
  readonly ready: Promise<string>
  readonly output: () => string
  readonly kill: () => Promise<void>
  readonly stop: () => Promise<void>
  readonly setClock: (ahead: number) => void
  /** From now on no file can be written; `false` where this machine cannot do that. */
  readonly fillDisk: () => boolean
  readonly emptyDisk: () => void
}

export type Env = Readonly<Record<string, string>>

/** What was compiled once is not compiled again at each start, which would be most of the time between two kills. */
const compiled = join(tmpdir(), `yijian-drill-compiled-${process.getuid?.() ?? 0}`)

/** `under`: a program that watches it, with its arguments. */
export function startServer(under: readonly string[] = []): Server {
  const [watcher, ...words] = under
  const node = process.execPath
  const line = watcher === undefined ? [entry] : [...words, node, entry]
  const child = spawn(watcher ?? node, line, {
    env: { LOG_LEVEL: 'error', ...process.env, PORT: '0', NODE_COMPILE_CACHE: compiled },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  /** It may be set again before the process can hear of it. */
  let clock = 0
  const read = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-20_000)
  }
  child.stdout?.on('data', read)
  child.stderr?.on('data', read)
  child.on('error', () => {})
  const gone = once(child, 'exit')
  let pid = child.pid ?? 0
  const warm = Promise.withResolvers<void>()
  const ready = Promise.withResolvers<string>()
  child.on('message', (said: Said) => {
    pid = said.pid
    warm.resolve()
    if (said.url !== undefined) ready.resolve(said.url)
  })
  child.once('exit', () => {
    const why = new Error(`serve ended before it was ready:\n${output}`)
    warm.reject(why)
    ready.reject(why)
  })
  for (const { promise } of [warm, ready]) promise.catch(() => {})
  const say = (word: Word): void => void (child.connected && child.send(word, () => {}))
  return {
    begin: (env, ahead) => {
      clock = ahead
      void warm.promise.then(
        () => say({ go: env, ahead: clock }),
        () => {},
      )
    },
    warm: warm.promise,
    ready: ready.promise,
    output: () => output,
    kill: async () => {
      if (pid !== child.pid) endQuietly(pid)
      else child.kill('SIGKILL')
      await gone
    },
    stop: async () => {
      say({ stop: true })
      await gone
    },
    setClock: (ahead) => {
      clock = ahead
      say({ ahead })
    },
    fillDisk: () => limitFiles(pid, '1'),
    emptyDisk: () => void limitFiles(pid, 'unlimited'),
  }
}

function endQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It is gone already.
  }
}

/** Beyond this size a write fails, as on a full disk; what is on it stays. */
const limitFiles = (pid: number, size: string): boolean =>
  spawnSync('prlimit', ['--pid', String(pid), `--fsize=${size}:unlimited`]).status === 0
