/**
 * Lost connections, a server that stops, has no room or only answers questions since another one took its place, two that
 * stood in each other's way: classes of PostgreSQL and of the system.
 */
const AWAY =
  /^(?:ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_AGAIN|ENOSPC|EIO|08|25006|25P02|40|53|57P0|58)/

/** No line to the server, or it lets nobody in just now; its name, its machine or its network may come back. */
const UNREACHED = /^(?:ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_AGAIN|08|53300|57P0)/

/** What the driver says without a code when its line to the server is gone. */
export const lineIsGone = ({ message }: Error): boolean =>
  /^(?:Connection terminated|timeout exceeded when trying to connect)|is not queryable$/.test(
    message,
  )

/** Whether nothing that was asked can have got to the server. */
export const isUnreached = (error: unknown): boolean =>
  error instanceof Error && (UNREACHED.test(codeOf(error)) || lineIsGone(error))

/** The class that the server, or the system, gave a failure; empty where it gave none. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/** SQLite: busy, locked, no memory, a fault of the disk, a full disk, a file that does not open. */
const SQLITE_AWAY = new Set([5, 6, 7, 10, 13, 14])

/**
 * The store could not be reached, read or written just now. Nothing is known of what was asked of it: it may be well in a
 * moment, and must not be taken for a fault of what it holds.
 */
export const isAway = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  if ('errcode' in error && SQLITE_AWAY.has(Number(error.errcode) & 0xff)) return true
  return AWAY.test(codeOf(error)) || lineIsGone(error) || isAway(error.cause)
}
