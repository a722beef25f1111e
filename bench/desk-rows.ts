import type { DatabaseSync } from 'node:sqlite'
import { searchForm } from '../src/service/search-index.ts'
import type { QueueLine } from '../src/store/queue-lines.ts'

interface CasePut {
  readonly id: string
  readonly number: string
  readonly area: string
  readonly state: string
  readonly offence: string
  readonly urgent?: string
  readonly waitingSince?: number
  readonly supervisedSince?: number
  readonly receivedAt: number
  readonly changedAt: number
  readonly handle: string
  readonly keyId: string
}

interface TaskPut {
  readonly task: string
  readonly office: string
  readonly role: string
  readonly state: string
  readonly dueOn: string
  readonly offence: string
  readonly endedAt: number
}

interface EventPut {
  readonly id: string
  readonly type: string
  readonly at: number
  readonly sealed: Uint8Array
}

export type Puts = ReturnType<typeof putsInto>

/** Writes rows past the store, which would take days for a million. */
export function putsInto(direct: DatabaseSync) {
  const cases = direct.prepare(
    `insert into cases (id, number, area, state, offence, urgent, acknowledgedAt, waitingSince, supervisedSince,
     receivedAt, changedAt, version, handle, keyId) values (?, ?, ?, ?, ?, ?, null, ?, ?, ?, ?, 2, ?, ?)`,
  )
  const tasks = direct.prepare(
    `insert into tasks (caseId, task, matter, office, department, role, state, dueOn, offence, endedAt, lookAt)
     values (?, ?, 'm1', ?, 'health-commission', ?, ?, ?, ?, ?, 9000000000000000)`,
  )
  const events = direct.prepare(
    `insert into caseEvents (caseId, seq, id, type, at, by, sealed) values (?, ?, ?, ?, ?, 'reporter', ?)`,
  )
  const searched = direct.prepare('insert into searched (caseId, doc, form) values (?, ?, ?)')
  const searchWords = direct.prepare('insert into searchWords (rowid, tokens) values (?, ?)')
  const lines = direct.prepare(
    `insert into queued (queue, scope, mark, caseId, task, area, accuses, offence, place, stream, state, urgent,
     waits, holder) values (?, ?, ?, ?, ?, ?, null, ?, ?, ?, ?, ?, ?, null)`,
  )
  return {
    case: (row: CasePut): void => {
      const { id, number, area, state, offence, receivedAt: at, changedAt, handle, keyId } = row
      const marks = [row.urgent ?? null, row.waitingSince ?? null, row.supervisedSince ?? null]
      cases.run(id, number, area, state, offence, ...marks, at, changedAt, handle, keyId)
    },
    task: (id: string, { task, office, role, state, dueOn, offence, endedAt }: TaskPut): void => {
      tasks.run(id, task, office, role, state, dueOn, offence, endedAt)
    },
    event: (id: string, seq: number, { id: event, type, at, sealed }: EventPut): void => {
      events.run(id, seq, event, type, at, sealed)
    },
    searched: (id: string, doc: number, tokens: string): void => {
      searched.run(id, doc, searchForm)
      searchWords.run(doc, tokens)
    },
    line: (id: string, line: QueueLine): void => {
      const { queue, scope, mark, task, area, offence, place, stream, state, urgent, waits } = line
      lines.run(queue, scope, mark, id, task, area, offence, place, stream, state, urgent, waits)
    },
  }
}
