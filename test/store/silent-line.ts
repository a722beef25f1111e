import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A way to a server that can fall silent: nothing that is said on it arrives any more, and nobody is told. */
export interface SilentLine extends AsyncDisposable {
  readonly url: string
  /** The lines there are carry nothing from now on; `all`: nor do new ones. */
  readonly fallSilent: (which: 'those there are' | 'all') => void
  readonly speakAgain: () => void
}

export async function aLineTo(url: string): Promise<SilentLine> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  const silent = new WeakSet<Socket>()
  let areAllSilent = false
  const server = createServer((near) => {
    const far = connect({ host: target.hostname, port: Number(target.port) })
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      if (areAllSilent) silent.add(from)
      from.on('error', () => {})
      from.on('data', (bytes) => void (silent.has(from) || to.write(bytes)))
      from.on('close', () => {
        sockets.delete(from)
        if (!silent.has(from)) to.destroy()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const here = new URL(url)
  here.hostname = '127.0.0.1'
  here.port = String((server.address() as AddressInfo).port)
  return {
    url: here.href,
    fallSilent: (which) => {
      areAllSilent = which === 'all'
      for (const socket of sockets) silent.add(socket)
    },
    speakAgain: () => void (areAllSilent = false),
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
