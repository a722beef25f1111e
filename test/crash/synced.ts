import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { replay, replayedCalls } from './replay.ts'
import { afterPowerCut, diskOf, seenFiles, type SyncedDisk } from './synced-disk.ts'

/** A folder that has, after each kill, only what was synced in it by then. */
export interface Synced {
  /** What looks on while the next process runs. */
  readonly under: () => readonly string[]
  /** After the death of the oldest process that was looked on: everything it did not sync is gone. */
  readonly cutPower: () => void
  /** What is there now counts as synced. */
  readonly take: () => void
  /** Changes of bytes, lengths and names that were gone so far. */
  readonly undone: () => number
}

/** `beside`: a folder for the traces. */
export function openSynced(dir: string, beside: string): Synced {
  const traces: string[] = []
  let disk: SyncedDisk = diskOf(filesIn(dir))
  let started = 0
  let undone = 0
  return {
    under: () => {
      const trace = join(beside, `trace-${(started += 1)}`)
      traces.push(trace)
      const calls = ['-e', `trace=${replayedCalls}`, '-e', 'signal=none']
      return ['strace', '-f', '--seccomp-bpf', '-y', '-s', '8000000', ...calls, '-o', trace]
    },
    cutPower: () => {
      const trace = traces.shift()
      if (trace === undefined) throw new Error('nobody looked on')
      const cutOff = replay(disk, readFileSync(trace, 'latin1'), dir)
      rmSync(trace)
      checkReading(dir, disk, cutOff)
      const left = afterPowerCut(disk)
      undone += left.undone
      rebuild(dir, left.files)
      disk = diskOf(left.files)
    },
    take: () => {
      disk = diskOf(filesIn(dir))
    },
    undone: () => undone,
  }
}

/** A kill alone loses nothing: what the trace says was written is what stands there, but for calls in which it died. */
function checkReading(dir: string, disk: SyncedDisk, cutOff: readonly string[]): void {
  const there = filesIn(dir)
  const read = new Map([...seenFiles(disk)].filter(([path]) => isFile(path)))
  for (const path of new Set([...there.keys(), ...read.keys()])) {
    const [one, other] = [there.get(path), read.get(path)]
    const isSame =
      one instanceof Buffer && other instanceof Buffer ? one.equals(other) : one === other
    const mayDiffer = cutOff.some((call) => call.includes(path))
    if (!isSame && !mayDiffer) throw new Error(`the trace does not explain ${path}`)
  }
}

/** Memory that processes share is no file; the mark of who serves holds nothing. */
const isFile = (path: string): boolean => !path.endsWith('-shm')

function filesIn(dir: string): ReadonlyMap<string, Buffer | 'folder'> {
  const files = new Map<string, Buffer | 'folder'>([[dir, 'folder']])
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (isFile(path)) files.set(path, entry.isDirectory() ? 'folder' : readFileSync(path))
  }
  return files
}

function rebuild(dir: string, files: ReadonlyMap<string, Buffer | 'folder'>): void {
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  for (const [path, what] of files) {
    if (what === 'folder') mkdirSync(path, { recursive: true, mode: 0o700 })
    else if (isFile(path)) {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      writeFileSync(path, what, { mode: 0o600 })
    }
  }
}
