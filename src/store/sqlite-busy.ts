const SQLITE_BUSY = 5

/** Another connection holds the lock (the low byte is the kind, the rest the particulars). */
export const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY
