import PostalMime from 'postal-mime'
import type { Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

import { openFakeImap } from './fake-imap.ts'
import type { FakeImap } from './fake-imap.ts'

export interface Sent {
  readonly to: string
  readonly from: string
  readonly raw: string
  readonly mail: Email
  /** What the office says, without what stands at the head of each of our mails. */
  readonly text: string
}

/** A mail server on loopback, in and out, and the people on the other side. */
export interface FakeMail {
  readonly imap: FakeImap
  readonly imapUrl: string
  readonly smtpUrl: string
  readonly sent: readonly Sent[]
  readonly to: (address: string) => readonly Sent[]
  /** The next `times` mails are answered so at `stage`; `drop`: the line is cut after the mail was taken. */
  readonly fail: (
    stage: 'rcpt' | 'data' | 'drop',
    times: number,
    code?: number,
    words?: string,
  ) => void
  readonly smtpDown: () => Promise<void>
  readonly smtpUp: () => Promise<void>
  readonly until: (holds: () => boolean) => Promise<void>
  readonly settled: () => Promise<void>
  readonly close: () => Promise<void>
}

export async function openFakeMail(): Promise<FakeMail> {
  const imap = await openFakeImap()
  const sent: Sent[] = []
  const faults: { stage: string; left: number; code: number; words: string }[] = []
  const looks = new Set<() => void>()
  const changed = (): void => looks.forEach((look) => look())
  imap.onChange(changed)
  const faultAt = (stage: string): Error | undefined => {
    const fault = faults.find((one) => one.stage === stage && one.left > 0)
    if (!fault) return undefined
    fault.left -= 1
    return Object.assign(new Error(fault.words), { responseCode: fault.code })
  }
  const sockets = new Set<{ destroy: () => void }>()
  const made = (): SMTPServer =>
    new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      disableReverseLookup: true,
      onRcptTo: (_address, _session, answer) => {
        const fault = faultAt('rcpt')
        if (fault) answer(fault)
        else answer()
      },
      onData: (stream, session, answer) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          void (async () => {
            const fault = faultAt('data')
            if (fault) return answer(fault)
            const raw = Buffer.concat(chunks).toString('latin1')
            const mail = await PostalMime.parse(raw)
            const from = session.envelope.mailFrom
            sent.push({
              to: session.envelope.rcptTo[0]?.address ?? '',
              from: from === false ? '' : from.address,
              raw,
              mail,
              text: (mail.text ?? '').split(/\n—{30}\n\n/)[1]?.replace(/\n$/, '') ?? '',
            })
            if (faultAt('drop')) for (const socket of sockets) socket.destroy()
            else answer()
            changed()
          })()
        })
      },
    })
  const listening = async (at: number): Promise<SMTPServer> => {
    const one = made()
    one.on('error', () => {})
    greetAtOnce(one)
    one.server.on('connection', (socket: { destroy: () => void }) => sockets.add(socket))
    await new Promise<void>((resolve) => {
      one.listen(at, '127.0.0.1', () => resolve())
    })
    return one
  }
  let server = await listening(0)
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const smtpDown = async (): Promise<void> =>
    await new Promise((resolve) => {
      server.close(() => resolve())
    })
  const until = async (holds: () => boolean): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const late = setTimeout(() => reject(new Error('the bot did not do it in time')), 8000)
    const look = (): void => {
      if (holds()) resolve()
    }
    looks.add(look)
    look()
    const often = setInterval(look, 10)
    await promise.finally(() => {
      clearInterval(often)
      looks.delete(look)
      clearTimeout(late)
    })
  }
  return {
    imap,
    imapUrl: `imap://box:a-secret-that-must-never-be-logged@127.0.0.1:${imap.port}`,
    smtpUrl: `smtp://127.0.0.1:${port}`,
    sent,
    to: (person) => sent.filter(({ to }) => to === person),
    fail: (stage, left, code = 450, words = 'not now') => {
      faults.push({ stage, left, code, words })
    },
    smtpDown,
    smtpUp: async () => {
      server = await listening(port)
    },
    until,
    settled: async () => await until(() => imap.open() === 0),
    close: async () => {
      await imap.close()
      await smtpDown().catch(() => {})
    },
  }
}

interface Connection {
  init: () => void
  readonly connectionReady: () => void
  readonly _setListeners: (then: () => void) => void
}

/** The peer lets everybody wait 100 ms, to catch those who talk too soon: hundreds of times that is too long for a test. */
function greetAtOnce(server: SMTPServer): void {
  const connections = server.connections as unknown as Set<Connection>
  const add = connections.add.bind(connections)
  connections.add = (connection) => {
    connection.init = () => connection._setListeners(() => connection.connectionReady())
    return add(connection)
  }
}
