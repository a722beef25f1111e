import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const entry = fileURLToPath(new URL('../../src/yijian.ts', import.meta.url))

/** A real `serve` in a process of its own. */
export interface Running {
  readonly url: string
  readonly output: () => string
  /** kill -9; resolves when the process is gone. */
  readonly kill: () => Promise<void>
  /** SIGTERM; resolves with the exit code. */
  readonly stop: () => Promise<number | null>
}

/** Starts `serve` on a folder and waits until it says what to open. */
export async function startServe(stateDir: string): Promise<Running> {
  const child = spawn(process.execPath, [entry, 'serve'], {
    env: { ...process.env, STATE_DIR: stateDir, PORT: '0', LOG_LEVEL: 'error', PUBLIC_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const gone = once(child, 'exit')
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString()
      const found = /已启动：(\S+)/.exec(output)?.[1]
      if (found) resolve(found)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void gone.then(() => reject(new Error(`serve ended before it was ready:\n${output}`)))
  })
  return {
    url,
    output: () => output,
    kill: async () => await end(child, gone, 'SIGKILL'),
    stop: async () => {
      await end(child, gone, 'SIGTERM')
      return child.exitCode
    },
  }
}

async function end(child: ChildProcess, gone: Promise<unknown>, signal: NodeJS.Signals) {
  child.kill(signal)
  await gone
}
