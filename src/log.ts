import { pino } from 'pino'

/** What a log line may hold: ids and case numbers, never words, addresses, names or passcodes. */
export type LogFacts = Readonly<Record<string, string | number | boolean | undefined>>

export interface Log {
  readonly info: (message: string, facts?: LogFacts) => void
  readonly warn: (message: string, facts?: LogFacts) => void
  readonly error: (message: string, facts?: LogFacts) => void
}

/** One JSON line an entry on standard error, so that standard output stays the program's own. */
export function createLog(level: string): Log {
  const out = pino({ level, base: null }, pino.destination({ fd: 2, sync: true }))
  return {
    info: (message, facts) => out.info(facts ?? {}, message),
    warn: (message, facts) => out.warn(facts ?? {}, message),
    error: (message, facts) => out.error(facts ?? {}, message),
  }
}
