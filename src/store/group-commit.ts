import type { ControlledTransaction, Kysely } from 'kysely'
import type { Schema, Tx } from './schema.ts'

type Work<T> = (tx: Tx) => Promise<T>

interface Job {
  readonly run: (tx: Tx) => Promise<void>
  readonly settle: (failure?: unknown) => void
}

/** How many transactions one commit may serve. */
const TOGETHER = 64

/**
 * Transactions one after the other on one connection. Those that arrived while another was being written
 * share the next commit, and none is reported done before that is on disk. Where one of them fails, nothing
 * of that commit stays and they run once more, each in a savepoint of its own, so that it takes nothing else
 * with it.
 */
export const groupCommit = (kysely: Kysely<Schema>): (<T>(work: Work<T>) => Promise<T>) => {
  const queue: Job[] = []
  let busy = false
  const drain = async (): Promise<void> => {
    busy = true
    while (queue.length > 0) {
      await othersTurn()
      await commitTogether(kysely, queue.splice(0, TOGETHER))
    }
    busy = false
  }
  return <T>(work: Work<T>) =>
    new Promise<T>((resolve, reject) => {
      queue.push(jobOf(work, resolve, reject))
      if (!busy) void drain()
    })
}

/** Requests that have come in are read: nobody's line goes stale under a long row of commits, and more share the next one. */
const othersTurn = async (): Promise<void> =>
  await new Promise((resolve) => {
    setImmediate(resolve)
  })

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

/** Of one job's failure the others must not suffer: the first time it is known by nothing but the end of all. */
const commitTogether = async (kysely: Kysely<Schema>, jobs: readonly Job[]): Promise<void> => {
  try {
    await commit(kysely, async (tx) => {
      for (const job of jobs) await job.run(tx)
    })
    for (const job of jobs) job.settle()
  } catch (error) {
    if (jobs.length === 1) jobs[0]?.settle(error)
    else await commitApart(kysely, jobs)
  }
}

const commitApart = async (kysely: Kysely<Schema>, jobs: readonly Job[]): Promise<void> => {
  const failures = new Map<Job, unknown>()
  try {
    await commit(kysely, async (tx) => {
      for (const job of jobs) await inSavepoint(tx, job, failures)
    })
  } catch (error) {
    const [cause = error] = failures.values()
    for (const job of jobs) if (!failures.has(job)) failures.set(job, sharedFailure(cause))
  }
  for (const job of jobs) job.settle(failures.get(job))
}

/** On a full disk SQLite undoes the whole of it: the others failed for the same reason, and not by what they did. */
const sharedFailure = (cause: unknown): Error =>
  new Error('a commit that several transactions shared failed', { cause })

const commit = async (
  kysely: Kysely<Schema>,
  work: (tx: ControlledTransaction<Schema>) => Promise<void>,
): Promise<void> => {
  const tx = await kysely.startTransaction().execute()
  try {
    await work(tx)
    await tx.commit().execute()
  } catch (error) {
    if (!tx.isCommitted) await tx.rollback().execute()
    throw error
  }
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
