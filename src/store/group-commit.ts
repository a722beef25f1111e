import type { ControlledTransaction, Kysely } from 'kysely'
import type { Schema, Tx } from './schema.ts'

type Work<T> = (tx: Tx) => Promise<T>

interface Job {
  readonly run: (tx: Tx) => Promise<void>
  readonly settle: (failure?: unknown) => void
}

/** How many transactions one commit may serve. */
const TOGETHER = 64

export interface Commits {
  readonly write: <T>(work: Work<T>) => Promise<T>
  /** Resolves when every commit made so far is on disk; rejects if the disk did not take it. */
  readonly synced: () => Promise<void>
  /** How many wait for their turn. */
  readonly waiting: () => number
}

/**
 * Transactions one after the other on one connection. Those that arrived while another was being written
 * share the next commit, and none is reported done before `sync` has brought that to the disk, while the next ones
 * are already at work. Where one of them fails, nothing of that commit stays and they run once more, each in
 * a savepoint of its own, so that it takes nothing else with it. After the disk has failed nothing is written.
 */
export const groupCommit = (
  kysely: Kysely<Schema>,
  sync: (isLast: boolean) => Promise<void>,
): Commits => {
  const queue: Job[] = []
  let busy = false
  let last = Promise.resolve()
  let wasAlone = false
  let lost: { readonly error: unknown } | undefined
  const lose = (error: unknown): void => void (lost = { error })
  const settleOnDisk = ({ jobs, failures }: Committed): void => {
    // Who was alone the last time too has nobody beside them; among many a commit of one is chance, and the others come in meanwhile.
    const isAlone = jobs.length === 1 && queue.length === 0
    last = sync(isAlone && wasAlone)
    wasAlone = isAlone
    last.catch(lose)
    const settle = (job: Job): void => job.settle(failures.get(job))
    last.then(
      () => jobs.forEach(settle),
      (error: unknown) => jobs.forEach((job) => job.settle(failures.get(job) ?? error)),
    )
  }
  const drain = async (): Promise<void> => {
    busy = true
    while (queue.length > 0) {
      await othersTurn()
      const jobs = queue.splice(0, TOGETHER)
      if (lost) for (const job of jobs) job.settle(lost.error)
      else settleOnDisk(await commitTogether(kysely, jobs))
    }
    busy = false
  }
  const write = <T>(work: Work<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      queue.push(jobOf(work, resolve, reject))
      if (!busy) void drain()
    })
  return { write, synced: () => last, waiting: () => queue.length }
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

/** What a commit was made of, and why some of it is not in it. */
interface Committed {
  readonly jobs: readonly Job[]
  readonly failures: ReadonlyMap<Job, unknown>
}

/** Of one job's failure the others must not suffer: the first time it is known by nothing but the end of all. */
const commitTogether = async (kysely: Kysely<Schema>, jobs: readonly Job[]): Promise<Committed> => {
  try {
    await commit(kysely, async (tx) => {
      for (const job of jobs) await job.run(tx)
    })
    return { jobs, failures: new Map() }
  } catch (error) {
    const [only] = jobs
    if (jobs.length === 1 && only) return { jobs, failures: new Map([[only, error]]) }
    return { jobs, failures: await commitApart(kysely, jobs) }
  }
}

const commitApart = async (
  kysely: Kysely<Schema>,
  jobs: readonly Job[],
): Promise<ReadonlyMap<Job, unknown>> => {
  const failures = new Map<Job, unknown>()
  try {
    await commit(kysely, async (tx) => {
      for (const job of jobs) await inSavepoint(tx, job, failures)
    })
  } catch (error) {
    const [cause = error] = failures.values()
    for (const job of jobs) if (!failures.has(job)) failures.set(job, sharedFailure(cause))
  }
  return failures
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
