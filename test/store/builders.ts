import type { CaseRow, NewEvent, TaskRow } from '#store/cases.ts'
import type { EvidenceRow } from '#store/evidence.ts'
import type { HeardRow } from '#store/heard.ts'
import type { Owed } from '#store/outbox.ts'
import type { SessionRow } from '#store/sessions.ts'

/** Stands for sealed words. */
export const sealed = (text: string): Uint8Array => Buffer.from(`sealed ${text}`)

export const aSession = (id: string, given: Partial<SessionRow> = {}): SessionRow => ({
  id,
  addressHash: `hash of ${id}`,
  keyId: `key of ${id}`,
  handle: `handle of ${id}`,
  sealed: sealed(id),
  status: 'waiting',
  ...given,
})

export const aHeard = (once: string, given: Partial<HeardRow> = {}): HeardRow => ({
  channel: 'web',
  once,
  session: 's1',
  at: 1_000,
  keyId: 'k1',
  sealed: sealed(once),
  ...given,
})

export const anOwed = (id: string, given: Partial<Owed> = {}): Owed => ({
  id,
  session: 's1',
  handle: 'h1',
  kind: 'answer',
  keyId: 'k1',
  sealed: sealed(id),
  createdAt: 1_000,
  ...given,
})

export const aCase = (id: string, given: Partial<CaseRow> = {}): CaseRow => ({
  id,
  number: `RC-2026-${id}`,
  area: '500153',
  state: 'received',
  offence: 'A1',
  receivedAt: 1_000,
  changedAt: 1_000,
  version: 1,
  handle: 'h1',
  keyId: `key of ${id}`,
  ...given,
})

export const aTask = (task: string, given: Partial<TaskRow> = {}): TaskRow => ({
  task,
  matter: 'm1',
  office: 'office-health',
  department: 'health-commission',
  role: 'lead',
  state: 'assigned',
  dueOn: '2026-12-01',
  countedBy: '',
  lookAt: 0,
  endedAt: 0,
  clause: '二(二)6',
  offence: 'A1',
  ...given,
})

export const anEvent = (id: string, given: Partial<NewEvent> = {}): NewEvent => ({
  id,
  type: 'noted',
  at: 1_000,
  by: 'clock',
  sealed: sealed(id),
  ...given,
})

export const anEvidence = (id: string, given: Partial<EvidenceRow> = {}): EvidenceRow => ({
  id,
  session: 's1',
  keyId: `key of ${id}`,
  kind: 'image',
  type: 'image/jpeg',
  size: 10,
  digest: 'sha256:00',
  cleaned: 'yes',
  cleanedSize: 9,
  state: 'kept',
  ...given,
})
