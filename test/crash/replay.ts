import {
  beginSync,
  create,
  cut,
  link,
  remove,
  rename,
  write,
  type SyncedDisk,
} from './synced-disk.ts'

/** The calls that `replay` reads: everything that can change a file or a name. */
export const replayedCalls = [
  'open,openat,creat,write,writev,pwrite64,pwritev,pwritev2,ftruncate,truncate,fallocate',
  'fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat,link,linkat',
  'symlink,symlinkat,copy_file_range,sendfile',
].join()

/** A call that others of the same process interrupted in the trace. */
interface Open {
  readonly words: string
  readonly ended: (() => void) | undefined
}

interface Replay {
  readonly disk: SyncedDisk
  readonly dir: string
  readonly open: Map<string, Open>
  /** How far an open file was written that is written without saying where. */
  readonly places: Map<string, number>
}

/** Does to a disk what `strace -f -y` saw a process do below a folder; gives the calls it did not come back from. */
export function replay(disk: SyncedDisk, text: string, dir: string): readonly string[] {
  const state: Replay = { disk, dir, open: new Map(), places: new Map() }
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start)
    hear(state, text.slice(start, end === -1 ? text.length : end))
    start = end === -1 ? text.length : end + 1
  }
  return [...state.open.values()].map(({ words }) => words)
}

function hear(state: Replay, line: string): void {
  const gap = line.search(/\s/)
  const thread = line.slice(0, gap)
  const said = line.slice(gap).trimStart()
  if (said.startsWith('<... ')) {
    const open = state.open.get(thread)
    state.open.delete(thread)
    if (open) finish(state, open, said.slice(said.indexOf('>') + 1))
    return
  }
  if (!said.includes(state.dir)) return
  const unfinished = / ?<unfinished \.\.\.>$/.exec(said)
  const words = unfinished ? said.slice(0, unfinished.index) : said
  const open = { words, ended: syncIn(state, words) }
  if (unfinished) state.open.set(thread, open)
  else finish(state, open, '')
}

function syncIn({ disk }: Replay, words: string): (() => void) | undefined {
  const path = /^f(?:data)?sync\(\d+<([^>]*)>/.exec(words)?.[1]
  return path === undefined ? undefined : beginSync(disk, path)
}

/** A call has come back; one that failed did nothing. */
function finish(state: Replay, { words, ended }: Open, rest: string): void {
  const whole = words + rest
  const result = / = (-?\d+)(?:<([^>]*)>)?(?: [A-Z].*)?$/.exec(whole)
  const gave = Number(result?.[1] ?? -1)
  // It died in this call, which may have done its work all the same.
  if (whole.endsWith('= ?')) state.open.set(words, { words, ended: undefined })
  if (gave < 0) return
  if (ended) return ended()
  act(state, whole, { gave, path: result?.[2] })
}

interface Result {
  readonly gave: number
  /** Of the file that was opened. */
  readonly path: string | undefined
}

function act(state: Replay, whole: string, { gave, path }: Result): void {
  const { disk } = state
  const call = whole.slice(0, whole.indexOf('('))
  const [from = '', to = from] = quotedIn(whole)
  switch (call) {
    case 'open':
    case 'creat':
    case 'openat':
      return opened(state, whole, { gave, path })
    case 'write':
    case 'writev':
    case 'pwrite64':
    case 'pwritev':
    case 'pwritev2':
      return written(state, whole, gave)
    case 'ftruncate':
      return cut(disk, targetIn(whole), Number(/, (\d+)\) += /.exec(whole)?.[1]))
    case 'mkdir':
    case 'mkdirat':
      return create(disk, from, 'folder')
    case 'rename':
    case 'renameat':
    case 'renameat2':
      return rename(disk, from, to)
    case 'link':
    case 'linkat':
      return link(disk, from, to)
    case 'unlink':
    case 'unlinkat':
    case 'rmdir':
      return remove(disk, from)
    default:
      throw new Error(`a call that is not understood: ${whole.slice(0, 200)}`)
  }
}

const targetIn = (whole: string): string => /^\w+\(\d+<([^>]*)>/.exec(whole)?.[1] ?? ''

function opened({ disk, places }: Replay, whole: string, { gave, path }: Result): void {
  const flags = /O_\w+(?:\|O_\w+)*/.exec(whole)?.[0] ?? 'O_CREAT|O_TRUNC'
  if (path === undefined || flags.includes('O_DIRECTORY')) return
  if (flags.includes('O_CREAT')) create(disk, path)
  if (flags.includes('O_TRUNC')) cut(disk, path, 0)
  if (flags.includes('O_APPEND')) places.delete(`${gave} ${path}`)
  else places.set(`${gave} ${path}`, 0)
}

function written({ disk, places }: Replay, whole: string, gave: number): void {
  const path = targetIn(whole)
  const bytes = Buffer.concat(bytesIn(whole)).subarray(0, gave)
  if (bytes.length < gave) throw new Error(`bytes of ${path} are not in the trace`)
  const end = whole.startsWith('pwritev2(') ? /, (\d+), \w+\) += / : /, (\d+)\) += /
  const [, at] = whole.startsWith('p') ? (end.exec(whole) ?? []) : []
  if (at !== undefined) return write(disk, path, bytes, Number(at))
  if (whole.startsWith('p')) throw new Error(`it is not said where in ${path}`)
  const key = `${/^\w+\((\d+)/.exec(whole)?.[1]} ${path}`
  const place = places.get(key)
  write(disk, path, bytes, place)
  if (place !== undefined) places.set(key, place + gave)
}

/** Paths between quotation marks, in order. */
const quotedIn = (whole: string): readonly string[] => bytesIn(whole).map((one) => one.toString())

const escapes: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, v: 11, f: 12, a: 7, b: 8 }

/** Everything between quotation marks as the bytes it stands for. */
function bytesIn(whole: string): readonly Buffer[] {
  const all: Buffer[] = []
  for (let at = whole.indexOf('"'); at !== -1; at = whole.indexOf('"', at)) {
    const bytes = Buffer.alloc(whole.length - at)
    let n = 0
    for (at += 1; at < whole.length && whole[at] !== '"'; n += 1) {
      if (whole[at] !== '\\') {
        bytes[n] = whole.charCodeAt(at)
        at += 1
        continue
      }
      const octal = /^[0-7]{1,3}/.exec(whole.slice(at + 1, at + 4))?.[0]
      const letter = whole[at + 1] ?? ''
      bytes[n] = octal ? Number.parseInt(octal, 8) : (escapes[letter] ?? letter.charCodeAt(0))
      at += 1 + (octal?.length ?? 1)
    }
    at += 1
    all.push(bytes.subarray(0, n))
  }
  return all
}
