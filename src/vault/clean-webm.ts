/** Part of a WebM or Matroska film, by where it stands. */
interface Part {
  readonly id: number
  readonly start: number
  readonly body: number
  readonly end: number
  /** A live recording does not know how long it will be. */
  readonly open: boolean
}

type Inside = { readonly [id: number]: Inside | 'kept' | 'blanked' }

const block: Inside = { 0xa1: 'kept', 0x9b: 'kept', 0xfb: 'kept', 0x75a2: 'kept' }
const cluster: Inside = { 0xe7: 'kept', 0xa7: 'kept', 0xab: 'kept', 0xa3: 'kept', 0xa0: block }
const entry: Inside = {
  0xd7: 'kept',
  0x73c5: 'kept',
  0x83: 'kept',
  0xb9: 'kept',
  0x88: 'kept',
  0x55aa: 'kept',
  0x9c: 'kept',
  0x23e383: 'kept',
  0x86: 'kept',
  0x63a2: 'kept',
  0x56aa: 'kept',
  0x56bb: 'kept',
  0xe0: 'kept',
  0xe1: 'kept',
  0x6d80: 'kept',
}
const info: Inside = { 0x2ad7b1: 'kept', 0x4489: 'kept', 0x4d80: 'blanked', 0x5741: 'blanked' }
const CLUSTER = 0x1f43b675
const segment: Inside = {
  0x114d9b74: 'kept',
  0x1549a966: info,
  0x1654ae6b: { 0xae: entry },
  0x1c53bb6b: 'kept',
  [CLUSTER]: cluster,
}
const SEGMENT = 0x18538067
const film: Inside = { 0x1a45dfa3: 'kept', [SEGMENT]: segment }
/** Only these may go on to the end of what holds them. */
const mayBeOpen = new Set([SEGMENT, CLUSTER])
const VOID = 0xec
const mostParts = 1_000_000

/**
 * The same film without titles, dates, programs and attachments: all that is not needed to show it is written over where
 * it stands. `undefined`: not built as expected, or something other than picture and sound goes along in it.
 */
export function cleanWebm(bytes: Uint8Array): Uint8Array | undefined {
  const copy = Buffer.from(bytes)
  const work: Work = { film: copy, parts: 0 }
  return clean(work, { start: 0, end: copy.length, kinds: film }) ? copy : undefined
}

interface Work {
  readonly film: Buffer
  parts: number
}

interface Stretch {
  readonly start: number
  readonly end: number
  readonly kinds: Inside
}

function clean(work: Work, { start, end, kinds }: Stretch): boolean {
  for (let at = start; at < end;) {
    const part = partAt(work.film, at, end)
    if (!part || (work.parts += 1) > mostParts) return false
    if (part.open && !mayBeOpen.has(part.id)) return false
    const last = part.id === CLUSTER && part.open ? nextCluster(work, part) : part.end
    if (last === undefined || !cleanPart(work, { ...part, end: last }, kinds)) return false
    at = last
  }
  return true
}

function cleanPart(work: Work, part: Part, kinds: Inside): boolean {
  const kind = kinds[part.id]
  if (kind === undefined) return emptied(work.film, part)
  if (part.id === 0x83) return isSeenOrHeard(work.film, part)
  if (kind === 'kept') return true
  if (kind === 'blanked') {
    work.film.fill(' ', part.body, part.end)
    return true
  }
  return clean(work, { start: part.body, end: part.end, kinds: kind })
}

/** Where an open cluster ends: at the next part that no cluster holds. */
function nextCluster(work: Work, { body, end }: Part): number | undefined {
  for (let at = body; at < end;) {
    const part = partAt(work.film, at, end)
    if (!part || (work.parts += 1) > mostParts) return undefined
    if (part.id > 0xffffff) return at
    at = part.end
  }
  return end
}

const isSeenOrHeard = (bytes: Buffer, { body, end }: Part): boolean =>
  end - body === 1 && (bytes[body] === 1 || bytes[body] === 2)

/** Empty space of the same length. */
function emptied(bytes: Buffer, { start, end }: Part): boolean {
  const length = end - start
  if (length < 2) return false
  bytes.fill(0, start, end)
  bytes[start] = VOID
  if (length < 10) bytes[start + 1] = 0x80 | (length - 2)
  else {
    bytes[start + 1] = 0x01
    bytes.writeUIntBE(length - 9, start + 3, 6)
  }
  return true
}

function partAt(bytes: Buffer, start: number, limit: number): Part | undefined {
  const name = numberAt(bytes, start, limit)
  if (!name || name.length > 4) return undefined
  const size = numberAt(bytes, start + name.length, limit)
  if (!size) return undefined
  const id = bytes.readUIntBE(start, name.length)
  const body = start + name.length + size.length
  const open = size.value === 2 ** (7 * size.length) - 1
  const end = open ? limit : body + size.value
  return end > limit ? undefined : { id, start, body, end, open }
}

/** A number whose first byte tells by its leading zeros how long it is. */
function numberAt(
  bytes: Buffer,
  start: number,
  limit: number,
): { readonly value: number; readonly length: number } | undefined {
  const first = bytes[start]
  if (first === undefined || first === 0 || start >= limit) return undefined
  const length = Math.clz32(first) - 23
  if (start + length > limit) return undefined
  let value = first & (0xff >> length)
  for (const byte of bytes.subarray(start + 1, start + length)) value = value * 256 + byte
  return { value, length }
}
