/** Very many ids of random bytes in little memory: of each the first eight bytes. */
export interface Marks {
  readonly add: (id: string) => void
  /** To be called when all were added. */
  readonly sorted: () => BigUint64Array
}

export function createMarks(): Marks {
  let marks = new BigUint64Array(1024)
  let count = 0
  return {
    add: (id) => {
      if (count === marks.length) {
        const more = new BigUint64Array(count * 2)
        more.set(marks)
        marks = more
      }
      marks[count++] = markOf(id)
    },
    sorted: () => marks.subarray(0, count).toSorted(),
  }
}

function markOf(id: string): bigint {
  const bytes = Buffer.alloc(8)
  Buffer.from(id, 'base64url').copy(bytes)
  return bytes.readBigUInt64BE()
}

/** How many of `ones`, each counted once, are not among the others; both sorted. */
export function missingFrom(others: BigUint64Array, ones: BigUint64Array): number {
  let missing = 0
  let at = 0
  let before: bigint | undefined
  for (const one of ones) {
    if (one === before) continue
    before = one
    while (at < others.length && (others[at] ?? 0n) < one) at += 1
    if (others[at] !== one) missing += 1
  }
  return missing
}
