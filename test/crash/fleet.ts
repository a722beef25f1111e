import { pause, type Chance } from './seeded.ts'
import { startServer, type Env, type Server } from './server.ts'

/** The processes that serve one house. */
export interface Fleet {
  /** Where one of them serves; waits while none does. */
  readonly url: () => Promise<string>
  /** Some process dies at this very moment and another takes its place. */
  readonly kill: () => Promise<void>
  /** As `kill`, and the one in its place dies while it starts. */
  readonly killTwice: (afterMs: number) => Promise<void>
  /** All die, and others take their places when `work` is done. */
  readonly rest: (work: () => Promise<void>) => Promise<void>
  readonly setClock: (ahead: number) => void
  readonly ahead: () => number
  /** The disk is full for so long; `false` where this machine cannot do that. */
  readonly fullDisk: (ms: number) => Promise<boolean>
  readonly stop: () => Promise<void>
  readonly output: () => string
  readonly kills: () => number
}

export interface Harbour {
  readonly chance: Chance
  /** A program that watches the next process, with its arguments. */
  readonly under?: () => readonly string[]
  /** What is done when a process has died, before another takes its place. */
  readonly between?: () => void
  /** Told when a process has died, a disk has been full or a clock is set. */
  readonly onFault?: () => void
}

/** One process for each environment, and one that waits to take the place of whoever dies. */
export async function startFleet(
  envs: readonly Env[],
  { chance, under = () => [], between, onFault }: Harbour,
): Promise<Fleet> {
  let ahead = 0
  let kills = 0
  const said: string[] = []
  let spare: Server | undefined
  const start = (env: Env): Server => {
    const server = spare ?? startServer(under())
    spare = undefined
    server.begin(env, ahead)
    return server
  }
  const servers = envs.map(start)
  const urls: (string | undefined)[] = await Promise.all(servers.map(({ ready }) => ready))
  spare = startServer(under())
  const end = async (n: number): Promise<void> => {
    await spare?.warm
    urls[n] = undefined
    kills += 1
    await servers[n]?.kill()
    said.push(servers[n]?.output() ?? '')
    await settled(onFault)
    between?.()
  }
  const replace = async (n: number): Promise<void> => {
    await end(n)
    servers[n] = start(envs[n] ?? {})
  }
  const wait = async (n: number): Promise<void> => {
    urls[n] = await servers[n]?.ready
    spare ??= startServer(under())
  }
  return {
    url: async () => {
      for (;;) {
        const up = urls.filter((url) => url !== undefined)
        const one = up[chance.below(up.length)]
        if (one !== undefined) return one
        await pause(20)
      }
    },
    kill: async () => {
      const n = chance.below(servers.length)
      await replace(n)
      await wait(n)
    },
    killTwice: async (afterMs) => {
      const n = chance.below(servers.length)
      await replace(n)
      await pause(afterMs)
      await replace(n)
      await wait(n)
    },
    rest: async (work) => {
      for (const n of servers.keys()) await end(n)
      await work()
      for (const n of servers.keys()) servers[n] = start(envs[n] ?? {})
      for (const n of servers.keys()) await wait(n)
    },
    setClock: (next) => {
      onFault?.()
      ahead = next
      for (const server of servers) server.setClock(ahead)
    },
    ahead: () => ahead,
    fullDisk: async (ms) => {
      if (!servers.map((server) => server.fillDisk()).every(Boolean)) return false
      await pause(ms)
      for (const server of servers) server.emptyDisk()
      await settled(onFault)
      return true
    },
    stop: async () => {
      await spare?.kill()
      await Promise.all(servers.map(async (server) => await server.stop()))
    },
    output: () => [...said.slice(-5), ...servers.map(({ output }) => output())].join(''),
    kills: () => kills,
  }
}

/** What a dead process had sent still lies in our own sockets for a moment. */
async function settled(onFault: (() => void) | undefined): Promise<void> {
  await pause(25)
  onFault?.()
}
