import { Worker } from 'node:worker_threads'
import type { Cleaning } from './clean-image.ts'
import type { CleaningJob } from './clean-worker.ts'

export interface Patience {
  /** Milliseconds a file may take. */
  readonly longest: number
  /** Bytes the process may grow by meanwhile. */
  readonly most: number
}

const usual: Patience = { longest: 20_000, most: 900 * 1024 * 1024 }
/** How often the memory is looked at. */
const every = 40
/** A thread that waited so long for the next file is let go, and one that had much to do at once: its memory never shrinks. */
const idle = 30_000
const muchToDo = 1_500

let last: Promise<unknown> = Promise.resolve()
let thread: Worker | undefined
let resting: NodeJS.Timeout | undefined

/**
 * Cleans a file in a thread of its own, one file after the other. `undefined`: it could not be cleaned, or was given up
 * because it took too long or too much.
 */
export async function cleanApart(
  job: CleaningJob,
  patience = usual,
): Promise<Cleaning | undefined> {
  const turn = last.then(async () => await inThread(job, patience))
  last = turn.catch(() => {})
  return await turn
}

async function inThread(
  job: CleaningJob,
  { longest, most }: Patience,
): Promise<Cleaning | undefined> {
  clearTimeout(resting)
  const worker = (thread ??= begun())
  worker.ref()
  const began = performance.now()
  const before = process.memoryUsage.rss()
  const look = (): void => {
    if (process.memoryUsage.rss() - before > most) void worker.terminate()
  }
  look()
  const watch = setInterval(look, every)
  const late = setTimeout(() => void worker.terminate(), longest)
  try {
    return await answerOf(worker, job)
  } finally {
    clearInterval(watch)
    clearTimeout(late)
    worker.removeAllListeners('message').unref()
    if (performance.now() - began > muchToDo) await letGo(worker)
    resting = setTimeout(() => void letGo(worker), idle).unref()
  }
}

/** One that was ended gives no answer. */
const answerOf = async (worker: Worker, job: CleaningJob): Promise<Cleaning | undefined> =>
  await new Promise((done) => {
    worker.once('message', done)
    worker.once('exit', () => done(undefined))
    worker.postMessage(job, [])
  })

function begun(): Worker {
  const worker = new Worker(new URL('./clean-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 512 },
    stdout: true,
    stderr: true,
  })
  worker.setMaxListeners(0)
  // A thread that ran out of memory says so and is gone; whoever waits hears of its end.
  worker.on('error', () => {})
  worker.on('exit', () => {
    if (thread === worker) thread = undefined
  })
  return worker
}

async function letGo(worker: Worker): Promise<void> {
  if (thread === worker) thread = undefined
  await worker.terminate()
}
