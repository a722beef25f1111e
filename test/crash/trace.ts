/** Our answer to a browser; to Telegram and a mail box that we have it; and what we tell a person. */
export type Acknowledgement =
  | 'answer'
  | 'Telegram offset'
  | 'Telegram message'
  | 'mail mark'
  | 'mail'

/** What a trace of the system's calls shows. */
export interface Traced {
  /** What said to somebody: received, or told them what was decided; by its kind. */
  readonly acknowledgements: ReadonlyMap<Acknowledgement, number>
  readonly syncs: number
  /** Bytes, and names in folders, that an answer went out before. */
  readonly unsynced: readonly string[]
  /** Files that were written, by their end, and how often. */
  readonly written: ReadonlyMap<string, number>
}

/** The calls that `traceOf` reads. */
export const tracedCalls =
  'openat,read,write,writev,pwrite64,pwritev,pwritev2,fsync,fdatasync,rename,renameat,renameat2,mkdir,mkdirat,sendto,sendmsg'

interface Files {
  at: number
  /** Up to here Telegram was told that updates were heard. */
  offset: number
  /** When a file or folder was changed last, and up to when it is synced. */
  readonly changed: Map<string, number>
  readonly synced: Map<string, number>
  /** When each was written, of the journal of the store. */
  readonly journal: number[]
  /** What was asked at each socket last, and when. */
  readonly asked: Map<string, { readonly reads: boolean; readonly at: number }>
  /** Calls that were interrupted in the trace by those of another thread. */
  readonly open: Map<string, { readonly words: string; readonly at: number }>
}

/**
 * Reads what `strace -f -y` wrote down and holds every acknowledgement against the files below a folder: whatever was
 * written to one of them before it has to be synced before it too, and a new name with its folder. The journal of the
 * store goes on being written while the disk is at the commits before: of an answer it has to be synced as far as it
 * was written for what was asked. What else goes out cannot be told apart in a trace from what is being written for
 * others: there the drill with `--synced` shows that nothing was told that is not on the disk.
 */
export function traceOf(text: string, dir: string): Traced {
  const files: Files = {
    at: 0,
    offset: 0,
    changed: new Map(),
    synced: new Map(),
    journal: [],
    asked: new Map(),
    open: new Map(),
  }
  const unsynced: string[] = []
  const written = new Map<string, number>()
  const acknowledgements = new Map<Acknowledgement, number>()
  let syncs = 0
  for (const line of text.split('\n')) {
    const call = callIn(line, files)
    if (!call) continue
    files.at += 1
    const path = pathIn(call.words)
    noteAsked(call.words, files)
    const kind = acknowledgementIn(call.words, files)
    if (kind) {
      const times = (acknowledgements.get(kind) ?? 0) + 1
      acknowledgements.set(kind, times)
      const early = dirty(files).filter(
        (what) => isOwed(kind, what) && !isLater(files, what, call.words),
      )
      unsynced.push(...early.map((what) => `${kind} ${times}: ${what}`))
    }
    const renamed = namesIn(call.words)
    for (const name of renamed) if (isKept(name, dir)) changed(files, folderOf(name))
    if (path === undefined || !path.startsWith(dir)) continue
    if (/^(fsync|fdatasync)\(/.test(call.words)) {
      files.synced.set(path, Math.max(call.at, files.synced.get(path) ?? 0))
      syncs += 1
    } else if (/^p?writev?2?(64)?\(/.test(call.words) && isKept(path, dir)) {
      changed(files, path)
      if (isJournal(path)) files.journal.push(files.at)
      const end = path.slice(dir.length + 1).replace(/[0-9a-f]{32}|[\w-]{21,22}/g, '…')
      written.set(end, (written.get(end) ?? 0) + 1)
    }
  }
  return { acknowledgements, syncs, unsynced, written }
}

/** A whole call, when it began; one that was interrupted counts where it goes on. */
function callIn(line: string, files: Files): { words: string; at: number } | undefined {
  const [, thread = '', said = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? []
  const begun = /^(.*) <unfinished \.\.\.>$/.exec(said)
  if (begun?.[1] !== undefined) {
    files.open.set(thread, { words: begun[1], at: files.at })
    return /^(fsync|fdatasync)\(/.test(begun[1]) ? undefined : { words: begun[1], at: files.at }
  }
  if (said.startsWith('<... ')) {
    const open = files.open.get(thread)
    files.open.delete(thread)
    const isSync = open && /^(fsync|fdatasync)\(/.test(open.words)
    return isSync && said.endsWith('= 0') ? open : undefined
  }
  return /^\w+\(/.test(said) && !/= -1 /.test(said) ? { words: said, at: files.at } : undefined
}

const spoken: readonly (readonly [Acknowledgement, RegExp])[] = [
  ['answer', /"HTTP\/1\.1 200/],
  ['Telegram offset', /\/getUpdates HTTP\//],
  ['Telegram message', /\/sendMessage HTTP\//],
  ['mail mark', /UID STORE \d+ \+FLAGS\S* \([^)]*Answered/],
  ['mail', /"DATA\\r\\n"/],
]

/** What goes out at a socket and says something new: who asks for updates from where they were confirms none. */
function acknowledgementIn(words: string, files: Files): Acknowledgement | undefined {
  if (!/^(write|writev|sendto|sendmsg)\(\d+<(socket|TCP)/.test(words)) return undefined
  const kind = spoken.find(([, said]) => said.test(words))?.[0]
  const offset = Number(/\\"offset\\":(\d+)/.exec(words)?.[1] ?? Infinity)
  if (kind !== 'Telegram offset' || offset === Infinity) return kind
  const isNew = offset > files.offset
  files.offset = offset
  return isNew ? kind : undefined
}

/** News may be of something older, while a file of somebody else is being written. */
const isOwed = (kind: Acknowledgement, path: string): boolean =>
  kind === 'answer' || (kind !== 'Telegram message' && kind !== 'mail' && !isJournal(path))

const isJournal = (path: string): boolean => path.endsWith('/yijian.db-wal')

const socketIn = (words: string): string | undefined =>
  /^\w+\((\d+<(?:socket|TCP)[^>]*>)/.exec(words)?.[1]

function noteAsked(words: string, files: Files): void {
  const [, method] = /^read\(.*?"([A-Z]+) \/\S* HTTP/.exec(words) ?? []
  const socket = socketIn(words)
  if (method && socket) files.asked.set(socket, { reads: method === 'GET', at: files.at })
}

/**
 * What is in the journal and not on the disk is of somebody else who came later: what was written for this question was
 * synced, or nothing was to be.
 */
function isLater({ asked, journal, synced }: Files, path: string, words: string): boolean {
  const question = asked.get(socketIn(words) ?? '')
  if (!question || !isJournal(path)) return false
  const until = synced.get(path) ?? -1
  const since = journal.filter((at) => at > question.at)
  return (
    since.some((at) => at <= until) ||
    (question.reads && journal.every((at) => at <= until || at > question.at))
  )
}

const pathIn = (words: string): string | undefined => /^\w+\(\d+<([^>]+)>/.exec(words)?.[1]

/** Names that came to be: of a new file or folder, or by renaming. */
function namesIn(words: string): readonly string[] {
  if (words.startsWith('openat(') && words.includes('O_CREAT'))
    return [...words.matchAll(/= \d+<([^>]+)>$/g)].flatMap(([, path]) => path ?? [])
  if (!/^(rename|mkdir)/.test(words)) return []
  return [...words.matchAll(/"([^"]+)"/g)].flatMap(([, path]) => path ?? []).slice(-1)
}

/** Memory shared by processes, marks of who runs, and the pages that the journal still holds are no promise. */
const isKept = (path: string, dir: string): boolean =>
  path.startsWith(dir) && !/(-shm|\.lock|\.pid|yijian\.db)$/.test(path)

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'))

function changed(files: Files, path: string): void {
  files.changed.set(path, files.at)
}

const dirty = ({ changed: at, synced }: Files): readonly string[] =>
  [...at].filter(([path, when]) => (synced.get(path) ?? -1) < when).map(([path]) => path)
