import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

interface Mail {
  readonly uid: number
  readonly raw: Buffer
  readonly flags: Set<string>
  readonly at: number
}

interface Box {
  uidValidity: number
  next: number
  mails: Mail[]
}

interface Line {
  readonly socket: Socket
  box: string
  idle: string | undefined
  /** How many mails the other side knows of. */
  told: number
  buffer: string
}

/** A mail box on loopback that speaks IMAP: real IDLE, faults, and other programs that look into it. */
export interface FakeImap {
  readonly port: number
  readonly arrive: (raw: string | Buffer, at?: number) => number
  readonly box: (name: string) => readonly Mail[]
  /** Mails in the inbox that nobody has answered yet. */
  readonly open: () => number
  readonly commands: readonly string[]
  /** The box is made anew: the same mails have other numbers. */
  readonly renumber: () => void
  /** The next `times` commands that begin so are refused. */
  readonly refuse: (command: string, times: number) => void
  /** All lines are cut. */
  readonly cut: () => void
  /** Nobody answers at the port any more, until `up`. */
  readonly down: () => Promise<void>
  readonly up: () => Promise<void>
  readonly onChange: (look: () => void) => void
  readonly close: () => Promise<void>
}

export async function openFakeImap(): Promise<FakeImap> {
  const boxes = new Map<string, Box>([['INBOX', { uidValidity: 1, next: 1, mails: [] }]])
  const lines = new Set<Line>()
  const commands: string[] = []
  const refusals: { command: string; left: number }[] = []
  const looks = new Set<() => void>()
  const changed = (): void => looks.forEach((look) => look())
  const inbox = (): Box => boxes.get('INBOX')!

  const hear = (socket: Socket): void => {
    const line: Line = { socket, box: '', idle: undefined, told: 0, buffer: '' }
    lines.add(line)
    socket.on('close', () => lines.delete(line))
    socket.on('error', () => {})
    socket.write('* OK ready\r\n')
    socket.on('data', (chunk) => {
      line.buffer += chunk.toString('latin1')
      for (let end = line.buffer.indexOf('\r\n'); end !== -1; end = line.buffer.indexOf('\r\n')) {
        const said = line.buffer.slice(0, end)
        line.buffer = line.buffer.slice(end + 2)
        obey({ boxes, commands, refusals }, line, said)
        changed()
      }
    })
  }
  let server = createServer(hear)
  const listen = async (port: number): Promise<void> =>
    await new Promise((resolve) => {
      server.listen(port, '127.0.0.1', () => resolve())
    })
  await listen(0)
  const { port } = server.address() as AddressInfo
  const cut = (): void => lines.forEach(({ socket }) => socket.destroy())
  const down = async (): Promise<void> => {
    cut()
    await new Promise<void>((resolve) => {
      server.close(() => resolve())
    })
  }
  return {
    port,
    arrive: (raw, at = Date.now()) => {
      const box = inbox()
      const uid = box.next++
      box.mails.push({ uid, raw: Buffer.from(raw), flags: new Set(), at })
      for (const line of lines) if (line.box === 'INBOX' && line.idle) tellOfMore(line, box)
      return uid
    },
    box: (name) => boxes.get(name)?.mails ?? [],
    open: () => inbox().mails.filter(({ flags }) => !flags.has('\\Answered')).length,
    commands,
    renumber: () => {
      const box = inbox()
      box.uidValidity += 1
      box.mails = box.mails.map((mail, n) => ({ ...mail, uid: n + 1 }))
      box.next = box.mails.length + 1
      cut()
    },
    refuse: (command, left) => {
      refusals.push({ command, left })
    },
    cut,
    down,
    up: async () => {
      server = createServer(hear)
      await listen(port)
    },
    onChange: (look) => {
      looks.add(look)
    },
    close: async () => {
      cut()
      if (server.listening) await down()
    },
  }
}

/** A server tells of new mails in an IDLE, also of those that came just before it. */
function tellOfMore(line: Line, box: Box | undefined): void {
  if (!box || box.mails.length === line.told) return
  line.told = box.mails.length
  line.socket.write(`* ${line.told} EXISTS\r\n`)
}

interface State {
  readonly boxes: Map<string, Box>
  readonly commands: string[]
  readonly refusals: readonly { command: string; left: number }[]
}

const abilities = 'IMAP4rev1 IDLE MOVE UIDPLUS NAMESPACE'

function obey({ boxes, commands, refusals }: State, line: Line, said: string): void {
  const { socket } = line
  const tell = (...texts: readonly string[]): void => {
    socket.write(texts.map((text) => `${text}\r\n`).join(''), 'latin1')
  }
  if (line.idle !== undefined && said.toUpperCase() === 'DONE') {
    tell(`${line.idle} OK`)
    line.idle = undefined
    return
  }
  const [, tag = '*', words = ''] = /^(\S+) (.*)$/s.exec(said) ?? []
  const command = words.replace(/^UID /i, 'UID ').toUpperCase()
  commands.push(command.startsWith('LOGIN') ? 'LOGIN' : words)
  const refusal = refusals.find((one) => one.left > 0 && command.startsWith(one.command))
  if (refusal) {
    refusal.left -= 1
    return tell(`${tag} NO not now`)
  }
  const box = boxes.get(line.box)
  const name = /^(?:UID )?\S*/.exec(command)?.[0] ?? ''
  const path = /"([^"]*)"\s*$/.exec(words)?.[1] ?? words.split(' ').at(-1) ?? ''
  const ok = `${tag} OK done`
  switch (name) {
    case 'CAPABILITY':
      return tell(`* CAPABILITY ${abilities}`, ok)
    case 'NAMESPACE':
      return tell('* NAMESPACE (("" "/")) NIL NIL', ok)
    case 'LOGIN':
      return tell(`${tag} OK [CAPABILITY ${abilities}] in`)
    case 'LIST':
      return tell(
        ...[...boxes.keys()]
          .filter((one) => path === '*' || one === path || path === '')
          .map((one) => `* LIST (\\HasNoChildren) "/" "${one}"`),
        ok,
      )
    case 'CREATE':
      boxes.set(path, { uidValidity: 7, next: 1, mails: [] })
      return tell(ok)
    case 'SELECT': {
      const chosen = boxes.get(path)
      if (!chosen) return tell(`${tag} NO no such box`)
      line.box = path
      line.told = chosen.mails.length
      return tell(
        '* FLAGS (\\Seen \\Answered \\Deleted \\Flagged)',
        '* OK [PERMANENTFLAGS (\\Seen \\Answered \\Deleted \\Flagged)] ok',
        `* ${chosen.mails.length} EXISTS`,
        `* OK [UIDVALIDITY ${chosen.uidValidity}] ok`,
        `* OK [UIDNEXT ${chosen.next}] ok`,
        `${tag} OK [READ-WRITE] in`,
      )
    }
    case 'UID SEARCH': {
      const before = /BEFORE "?(\d+-\w+-\d+)/i.exec(words)?.[1]
      const found = (box?.mails ?? []).filter(({ flags, at }) => {
        if (/UNANSWERED/i.test(words)) return !flags.has('\\Answered')
        return flags.has('\\Answered') && (before === undefined || at < Date.parse(`${before} UTC`))
      })
      return tell(`* SEARCH ${found.map(({ uid }) => uid).join(' ')}`.trimEnd(), ok)
    }
    case 'UID FETCH': {
      const at = (box?.mails ?? []).findIndex(({ uid }) => uid === Number(words.split(' ')[2]))
      const mail = box?.mails[at]
      if (!mail) return tell(ok)
      socket.write(
        `* ${at + 1} FETCH (UID ${mail.uid} FLAGS (${[...mail.flags].join(' ')}) RFC822.SIZE ${mail.raw.length}`,
      )
      const part = /BODY\.PEEK\[\](?:<0\.(\d+)>)?/i.exec(words)
      if (part) {
        const bytes = part[1] === undefined ? mail.raw : mail.raw.subarray(0, Number(part[1]))
        socket.write(` BODY[]${part[1] === undefined ? '' : '<0>'} {${bytes.length}}\r\n`)
        socket.write(bytes)
      }
      return tell(')', ok)
    }
    case 'UID STORE': {
      const mail = box?.mails.find(({ uid }) => uid === Number(words.split(' ')[2]))
      for (const flag of words.match(/\\\w+/g) ?? []) mail?.flags.add(flag)
      return tell(ok)
    }
    case 'UID MOVE': {
      const to = boxes.get(path)
      if (!box || !to) return tell(`${tag} NO [TRYCREATE] no such box`)
      const at = box.mails.findIndex(({ uid }) => uid === Number(words.split(' ')[2]))
      const [mail] = box.mails.splice(at, 1)
      line.told -= 1
      if (mail) to.mails.push({ ...mail, uid: to.next++ })
      return tell(`* ${at + 1} EXPUNGE`, ok)
    }
    case 'UID EXPUNGE':
    case 'EXPUNGE':
      if (box) box.mails = box.mails.filter(({ flags }) => !flags.has('\\Deleted'))
      return tell(ok)
    case 'IDLE':
      line.idle = tag
      tell('+ waiting')
      return tellOfMore(line, box)
    case 'LOGOUT':
      tell('* BYE', ok)
      socket.end()
      return
    default:
      return tell(name === 'NOOP' ? ok : `${tag} BAD unknown`)
  }
}
