import type { ControlledTransaction, Kysely } from 'kysely'
import type { Schema, Tx } from './schema.ts'

type Work<T> = (tx: Tx) => Promise<T>

interface Job {
  readonly run: (tx: Tx) => Promise<void>
  readonly settle: (failure?: unknown) => void
}

/** How many transactions one commit may serve. */
const TOGETHER = 32

/**
 * Transactions one after the other on one connection. Those that arrived while another was being written
 * share the next commit, each in a savepoint of its own: one that fails takes nothing else with it, and
 * none is reported done before the commit is on disk.
 */
export const groupCommit = (kysely: Kysely<Schema>): (<T>(work: Work<T>) => Promise<T>) => {
  const queue: Job[] = []
  let busy = false
  const drain = async (): Promise<void> => {
    busy = true
    while (queue.length > 0) await commitTogether(kysely, queue.splice(0, TOGETHER))
    busy = false
  }
  return <T>(work: Work<T>) =>
    new Promise<T>((resolve, reject) => {
      queue.push(jobOf(work, resolve, reject))
      if (!busy) void drain()
    })
}

const jobOf = <T>(
  work: Work<T>,
  resolve: (value: T) => void,
  reject: (e: unknown) => void,
): Job => {
  let answer: { readonly value: T } | undefined
  return {
    run: async (tx) => {
      answer = { value: await work(tx) }
    },
    settle: (failure) =>
      answer && failure === undefined ? resolve(answer.value) : reject(failure),
  }
}

const commitTogether = async (kysely: Kysely<Schema>, jobs: readonly Job[]): Promise<void> => {
  const failures = new Map<Job, unknown>()
  try {
    const tx = await kysely.startTransaction().execute()
    try {
      for (const job of jobs) await inSavepoint(tx, job, failures)
      await tx.commit().execute()
    } catch (error) {
      if (!tx.isCommitted) await tx.rollback().execute()
      throw error
    }
  } catch (error) {
    for (const job of jobs) failures.set(job, failures.get(job) ?? error)
  }
  for (const job of jobs) job.settle(failures.get(job))
}

const inSavepoint = async (
  tx: ControlledTransaction<Schema>,
  job: Job,
  failures: Map<Job, unknown>,
): Promise<void> => {
  await tx.savepoint('one').execute()
  try {
    await job.run(tx)
  } catch (error) {
    failures.set(job, error)
    await tx.rollbackToSavepoint('one' as never).execute()
  }
  await tx.releaseSavepoint('one' as never).execute()
}
