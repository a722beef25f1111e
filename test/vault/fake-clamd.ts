import { createServer } from 'node:net'

/** A scanner that listens on this machine. */
export interface FakeScanner extends AsyncDisposable {
  readonly address: { readonly host: string; readonly port: number } | { readonly path: string }
  readonly port: number
}

/** Speaks clamd's INSTREAM: the command, pieces with their length, an empty piece at the end, then one line. */
export async function aScanner(
  answer: (file: Buffer) => string | undefined,
  path?: string,
): Promise<FakeScanner> {
  const sockets = new Set<{ readonly destroy: () => void }>()
  const server = createServer((socket) => {
    sockets.add(socket)
    let got = Buffer.alloc(0)
    socket.on('error', () => {})
    socket.on('data', (part: Buffer) => {
      got = Buffer.concat([got, part])
      const file = wholeOf(got)
      const said = file && answer(file)
      if (said !== undefined) socket.end(said)
    })
  })
  await new Promise<void>((done) => {
    if (path === undefined) server.listen(0, '127.0.0.1', done)
    else server.listen(path, done)
  })
  const at = server.address()
  const port = at === null || typeof at === 'string' ? 0 : at.port
  return {
    address: path === undefined ? { host: '127.0.0.1', port } : { path },
    port,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}

const command = 'zINSTREAM\0'

function wholeOf(got: Buffer): Buffer | undefined {
  if (!got.toString('latin1').startsWith(command)) return undefined
  const file: Buffer[] = []
  for (let at = command.length; at + 4 <= got.length;) {
    const size = got.readUInt32BE(at)
    if (size === 0) return Buffer.concat(file)
    file.push(got.subarray(at + 4, at + 4 + size))
    at += 4 + size
  }
  return undefined
}

/** Finds one thing only. */
export const looks = (file: Buffer): string =>
  file.includes('EICAR') ? 'stream: Win.Test.EICAR_HDB-1 FOUND\0' : 'stream: OK\0'
