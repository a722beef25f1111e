import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Ready, Word } from './serving.ts'

const entry = fileURLToPath(new URL('serving.ts', import.meta.url))

/** A process that serves, on a machine that misbehaves. */
export interface Server {
  readonly pid: number
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

/** `under`: a program that watches it, with its arguments. */
export function startServer(env: Env, under: readonly string[] = []): Server {
  const [watcher, ...words] = under
  const node = process.execPath
  const line = watcher === undefined ? [entry] : [...words, node, entry]
  const child = spawn(watcher ?? node, line, {
    env: { ...process.env, ...env, PORT: '0', LOG_LEVEL: env['LOG_LEVEL'] ?? 'error' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  const read = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-20_000)
  }
  child.stdout?.on('data', read)
  child.stderr?.on('data', read)
  child.on('error', () => {})
  const gone = once(child, 'exit')
  let pid = child.pid ?? 0
  const ready = new Promise<string>((resolve, reject) => {
    child.once('message', (said: Ready) => {
      pid = said.pid
      resolve(said.url)
    })
    void gone.then(() => reject(new Error(`serve ended before it was ready:\n${output}`)))
  })
  ready.catch(() => {})
  const say = (word: Word): void => void (child.connected && child.send(word, () => {}))
  return {
    get pid() {
      return pid
    },
    ready,
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
    setClock: (ahead) => say({ ahead }),
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
