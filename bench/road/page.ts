import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'

/** Lines of markdown that are shown as they come and kept in the end. */
export interface Page {
  readonly line: (text?: string) => void
  readonly table: (heads: readonly string[], rows: readonly (readonly string[])[]) => void
  /** Keeps it as `bench/results/<name>.md`. */
  readonly keep: (name: string) => void
}

/** A page that begins with the machine, the date and the state of the source it tells of. */
export function aPage(title: string): Page {
  const lines: string[] = []
  const line = (text = ''): void => {
    lines.push(text)
    console.log(text)
  }
  line(`# ${title}`)
  line()
  line(`${machine()}; load ${load()} at the start.`)
  line()
  return {
    line,
    table: (heads, rows) => {
      for (const row of [heads, heads.map((_, n) => (n === 0 ? '---' : '---:')), ...rows])
        line(`| ${row.join(' | ')} |`)
      line()
    },
    keep: (name) => {
      line(`Load ${load()} at the end.`)
      const folder = new URL('../results/', import.meta.url)
      mkdirSync(folder, { recursive: true })
      writeFileSync(new URL(`${name}.md`, folder), `${lines.join('\n')}\n`)
    },
  }
}

function machine(): string {
  const [first] = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  const day = new Date().toISOString().slice(0, 16).replace('T', ' ')
  return `${cpus().length} cores (${first?.model.trim()}), ${memory} GB, Node ${process.versions.node}, ${day} UTC, commit ${commit()}`
}

/** Which source it is; a copy of the source alone knows of no commit. */
function commit(): string {
  try {
    const isChanged = git('status', '--porcelain', '--', '../../src', '../../bots', '../../flows')
    return `${git('rev-parse', '--short', 'HEAD')}${isChanged ? ' with changes' : ''}`
  } catch {
    return 'unknown'
  }
}

const git = (...words: readonly string[]): string =>
  execFileSync('git', words, { encoding: 'utf8', cwd: import.meta.dirname, stdio: 'pipe' }).trim()

/** Of the last minute: how many programs wanted to work at once. */
export const load = (): string => (loadavg()[0] ?? 0).toFixed(1)

/** A bar was missed. The embedded PostgreSQL ends the process itself, with 0, so it is said at the very end. */
export const miss = (): void => void process.once('exit', () => (process.exitCode = 1))

export const number = (value: number, digits = 0): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
