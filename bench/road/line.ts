import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** An answer of the server, read to its end. */
export interface Reply {
  readonly status: number
  readonly text: string
}

/** What is asked. */
export interface Request {
  readonly path: string
  readonly type: string
  readonly body: string
  readonly cookie?: string
}

/** One connection that is kept, as a browser keeps it; one request after the other. */
export interface Line {
  readonly post: (request: Request) => Promise<Reply>
  readonly close: () => void
}

/**
 * How often a line that was in use was closed under a request, which was then sent once more, as a browser does: a server
 * that was held up for longer than it keeps a line closes it before it looks what has come.
 */
export const resets = { count: 0 }

/** A server closes a line on which nothing was said for five seconds. */
const stale = 3000

/** So little of HTTP that the one who measures takes little of the machine. */
export async function openLine(url: string): Promise<Line> {
  const { hostname, port, host } = new URL(url)
  const open = async (): Promise<{ readonly socket: Socket; readonly reader: Reader }> => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true })
    const reader = readerOf(socket)
    await once(socket, 'connect')
    return { socket, reader }
  }
  let { socket, reader } = await open()
  let used = performance.now()
  let isNew = true
  return {
    post: async ({ path, type, body, cookie }) => {
      if (socket.destroyed || performance.now() - used > stale) {
        socket.destroy()
        ;({ socket, reader } = await open())
        isNew = true
      }
      const head = [
        `POST ${path} HTTP/1.1`,
        `Host: ${host}`,
        `Content-Type: ${type}`,
        `Content-Length: ${Buffer.byteLength(body)}`,
        'Sec-Fetch-Site: same-origin',
        ...(cookie ? [`Cookie: ${cookie}`] : []),
      ].join('\r\n')
      const ask = async (): Promise<Reply> => {
        const answered = reader.next()
        socket.write(`${head}\r\n\r\n${body}`)
        return await answered
      }
      const reply = await ask().catch(async (cause: unknown) => {
        if (isNew) throw cause
        resets.count += 1
        socket.destroy()
        ;({ socket, reader } = await open())
        return await ask()
      })
      isNew = false
      used = performance.now()
      return reply
    },
    close: () => socket.destroy(),
  }
}

interface Reader {
  readonly next: () => Promise<Reply>
}

function readerOf(socket: Socket): Reader {
  let bytes: Buffer = Buffer.alloc(0)
  let waiting: PromiseWithResolvers<Reply> | undefined
  const fail = (why: Error): void => waiting?.reject(why)
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('the server hung up')))
  socket.on('data', (chunk: Buffer) => {
    bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk])
    const read = replyIn(bytes)
    if (!read) return
    bytes = bytes.subarray(read.length)
    waiting?.resolve(read.reply)
    waiting = undefined
  })
  return {
    next: async () => {
      waiting = Promise.withResolvers<Reply>()
      return await waiting.promise
    },
  }
}

interface Read {
  readonly reply: Reply
  readonly length: number
}

/** `undefined`: it has not come whole. */
function replyIn(bytes: Buffer): Read | undefined {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const head = bytes.toString('latin1', 0, end)
  const status = Number(head.slice(9, 12))
  const from = end + 4
  const told = /^content-length: (\d+)/im.exec(head)?.[1]
  if (told === undefined) return inChunks(bytes, from, status)
  const to = from + Number(told)
  if (bytes.length < to) return undefined
  return { reply: { status, text: bytes.toString('utf8', from, to) }, length: to }
}

function inChunks(bytes: Buffer, from: number, status: number): Read | undefined {
  const parts: Buffer[] = []
  for (let at = from; ;) {
    const line = bytes.indexOf('\r\n', at)
    if (line < 0) return undefined
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16)
    const end = line + 2 + size
    if (bytes.length < end + 2) return undefined
    if (size === 0)
      return { reply: { status, text: Buffer.concat(parts).toString() }, length: end + 2 }
    parts.push(bytes.subarray(line + 2, end))
    at = end + 2
  }
}
