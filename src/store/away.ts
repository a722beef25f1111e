/** Lost connections, a server that stops or has no room, two that stood in each other's way: classes of PostgreSQL and of the system. */
const AWAY = /^(?:ECONN|EPIPE|ETIMEDOUT|ENOSPC|EIO|08|25P02|40|53|57P0|58)/

/** What the driver says without a code when its line to the server is gone. */
export const lineIsGone = ({ message }: Error): boolean =>
  /^(?:Connection terminated|timeout exceeded when trying to connect)|is not queryable$/.test(
    message,
  )

/** SQLite: busy, locked, no memory, a fault of the disk, a full disk, a file that does not open. */
const SQLITE_AWAY = new Set([5, 6, 7, 10, 13, 14])

/**
 * The store could not be reached, read or written just now. Nothing is known of what was asked of it: it may be well in a
 * moment, and must not be taken for a fault of what it holds.
 */
export const isAway = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  if ('errcode' in error && SQLITE_AWAY.has(Number(error.errcode) & 0xff)) return true
  const code = 'code' in error ? String(error.code) : ''
  return AWAY.test(code) || lineIsGone(error) || isAway(error.cause)
}
