import { connect, type Socket } from 'node:net'

/** What a virus scanner says. `unchecked`: it did not answer, or would not look at so much. */
export type Verdict = 'clean' | 'unchecked' | { readonly found: string }

/** A file in any number of parts. */
export type Scanner = (parts: Iterable<Uint8Array>) => Promise<Verdict>

/** Where clamd listens. */
export type ClamdAddress =
  | { readonly host: string; readonly port: number }
  | { readonly path: string }

/** Whoever sent the file waits for the answer. */
const patience = 3_000
const mostAtOnce = 256 * 1024
/** An answer is one short line. */
const longestAnswer = 4_096

/** ClamAV beside us, asked by its own protocol (INSTREAM). The file goes over the connection and is kept nowhere. */
export const clamd =
  (address: ClamdAddress, wait = patience): Scanner =>
  async (parts) =>
    verdictOf(await asked(connect(address), parts, wait).catch(() => ''))

async function asked(socket: Socket, parts: Iterable<Uint8Array>, wait: number): Promise<string> {
  let answer = ''
  try {
    return await new Promise<string>((done, failed) => {
      socket.setTimeout(wait, () => failed(new Error('clamd does not answer')))
      socket.on('error', failed)
      socket.on('data', (part) => {
        answer += part.toString('utf8')
        if (answer.includes('\0') || answer.length > longestAnswer) done(answer)
      })
      socket.on('close', () => done(answer))
      socket.on('connect', () => void given(socket, parts))
    })
  } finally {
    socket.destroy()
  }
}

/** Piece by piece, each with its length before it, no faster than it is taken. */
async function given(socket: Socket, parts: Iterable<Uint8Array>): Promise<void> {
  socket.write('zINSTREAM\0')
  for (const part of parts)
    for (let at = 0; at < part.length && !socket.destroyed; at += mostAtOnce) {
      const some = part.subarray(at, at + mostAtOnce)
      socket.write(lengthOf(some.length))
      if (!socket.write(some)) await drained(socket)
    }
  if (!socket.destroyed) socket.write(lengthOf(0))
}

const drained = async (socket: Socket): Promise<void> =>
  await new Promise((done) => {
    socket.once('drain', done)
    socket.once('close', () => done())
  })

function lengthOf(length: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(length)
  return bytes
}

function verdictOf(answer: string): Verdict {
  const line = answer.replace(/\0[\s\S]*$/, '').trim()
  if (line === 'stream: OK') return 'clean'
  const found = /^stream: (.+) FOUND$/.exec(line)?.[1]
  return found === undefined ? 'unchecked' : { found: found.slice(0, 200) }
}
