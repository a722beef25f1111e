import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { checked } from './line.ts'
import type { Line, LineSettings, Told } from './line.ts'

/** What is asked of the process; it answers with the same number. */
export interface Asked {
  readonly n: number
  readonly ask: 'open' | 'send' | 'file' | 'accept' | 'close'
  readonly args: readonly unknown[]
}

interface Answer {
  readonly type: 'answer'
  readonly n: number
  readonly ok: boolean
  readonly value?: unknown
}

export interface ProcessSettings extends LineSettings {
  /** A folder of ours; without it nothing outlives the process. */
  readonly dir?: string
  /** What the puppet is set by, besides its token. */
  readonly env: Readonly<Record<string, string>>
}

/** How long each may take; after that nobody knows what became of it. */
const patience = { open: 60_000, send: 30_000, file: 90_000, accept: 30_000, close: 5_000 } as const

/**
 * A puppet is a stranger's program: it gets a process of its own, none of our settings, nowhere to write its log, and a
 * home folder that is emptied, since puppets write down whom they know.
 */
export async function openProcessLine(
  settings: ProcessSettings,
  tell: (told: Told) => void,
): Promise<Line> {
  const { dir, env, ...rest } = settings
  const home = homeIn(dir)
  const child = fork(fileURLToPath(new URL('./child.ts', import.meta.url)), [], {
    cwd: home,
    env: { ...env, HOME: home, TMPDIR: home, WECHATY_LOG: 'silent' },
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const asked = createQuestions(child)
  const gone = Promise.withResolvers<void>()
  let over = false
  const end = (): void => {
    if (over) return
    over = true
    asked.fail()
    rmSync(home, { recursive: true, force: true })
    gone.resolve()
    tell({ type: 'ended' })
  }
  // One that could not even be begun has no exit.
  child.once('error', end)
  child.once('exit', end)
  child.on('message', (message: unknown) => {
    if (asked.answered(message)) return
    const told = checked(message)
    if (told) tell(told)
  })
  const close = async (): Promise<void> => {
    await asked.ask('close', []).catch(() => undefined)
    child.kill('SIGKILL')
    await gone.promise
  }
  const session = dir === undefined ? undefined : join(dir, 'session')
  try {
    await asked.ask('open', [{ ...rest, ...(session ? { session } : {}) }])
  } catch (error) {
    child.kill('SIGKILL')
    await gone.promise
    throw error
  }
  return {
    send: async (...args) => (await asked.ask('send', args)) as Awaited<ReturnType<Line['send']>>,
    file: async (...args) => (await asked.ask('file', args)) as Awaited<ReturnType<Line['file']>>,
    accept: async (...args) => {
      await asked.ask('accept', args)
    },
    close,
  }
}

/** What a crash left there goes first. */
function homeIn(dir: string | undefined): string {
  if (dir === undefined) return mkdtempSync(join(tmpdir(), 'yijian-puppet-'))
  const home = join(dir, 'puppet')
  rmSync(home, { recursive: true, force: true })
  mkdirSync(home, { recursive: true, mode: 0o700 })
  return home
}

function createQuestions(child: ChildProcess) {
  const open = new Map<number, PromiseWithResolvers<unknown>>()
  let last = 0
  const settle = (n: number, how: (one: PromiseWithResolvers<unknown>) => void): void => {
    const one = open.get(n)
    open.delete(n)
    if (one) how(one)
  }
  const lost = (n: number, why: string): void =>
    settle(n, ({ reject }) => reject(new Error(`wechat-personal: ${why}`)))
  return {
    ask: async (ask: Asked['ask'], args: readonly unknown[]): Promise<unknown> => {
      const n = (last += 1)
      const answer = Promise.withResolvers<unknown>()
      open.set(n, answer)
      const late = setTimeout(() => lost(n, 'no-answer'), patience[ask])
      if (child.connected)
        child.send({ n, ask, args } satisfies Asked, (error) => error && lost(n, 'puppet-ended'))
      else lost(n, 'puppet-ended')
      return await answer.promise.finally(() => clearTimeout(late))
    },
    answered: (message: unknown): boolean => {
      const { type, n, ok, value } = Object(message) as Partial<Answer>
      if (type !== 'answer' || n === undefined) return false
      settle(n, (one) =>
        ok ? one.resolve(value) : one.reject(new Error('wechat-personal: fault')),
      )
      return true
    },
    fail: () => {
      for (const n of open.keys()) lost(n, 'puppet-ended')
    },
  }
}
