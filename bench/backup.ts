/**
 * How long a backup of many cases with evidence takes, a second one, and bringing it back:
 * `node bench/backup.ts [--cases 10000] [--files 20000] [--house DIR]`. Fills a house (or takes one that is there), lays in
 * its evidence files (a third to a half of a megabyte a case: mostly photos that a messenger shrunk, some as the camera made them, a few
 * recordings) and runs the commands as an administrator does, each in a process of its own. Fails where the first backup takes longer than 60 s,
 * where the state that was brought back has another hash, or where a damaged part is not named.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fileCases, layFiles, openIn } from './filed-house.ts'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000' },
    files: { type: 'string', default: '20000' },
    house: { type: 'string' },
    folder: { type: 'string', default: tmpdir() },
  },
})
const bar = 60
const folder = mkdtempSync(join(values.folder, 'yijian-backup-'))
const from = values.house ?? join(folder, 'var')
const [copy, anew] = [join(folder, 'copy'), join(folder, 'anew')]

/** Each file has its original and a cleaned copy. */
async function fill(): Promise<void> {
  let now = Date.now() - 2 * 86_400_000
  const house = await openIn(from, () => (now += 10))
  await fileCases(house, { cases: Number(values.cases), files: Number(values.files) / 2 })
  const { files, bytes } = await layFiles(house, from)
  console.log(`${values.cases} cases, ${files} files, ${Math.round(bytes / 1e6)} MB of evidence`)
  await house.close()
}

interface Ran {
  readonly seconds: number
  readonly status: number | null
  readonly said: Record<string, unknown>
  readonly complaint: string
}

function yijian(dir: string, ...words: string[]): Ran {
  const began = performance.now()
  const program = join(import.meta.dirname, '../src/yijian.ts')
  const env = { ...process.env, STATE_DIR: dir }
  const ran = spawnSync(process.execPath, [program, ...words, '--json'], { env, encoding: 'utf8' })
  const seconds = (performance.now() - began) / 1000
  const said = ran.stdout.trim() ? JSON.parse(ran.stdout) : {}
  return { seconds, status: ran.status, said, complaint: ran.stderr }
}

const bring = (to: string): Ran => {
  mkdirSync(to, { recursive: true })
  copyFileSync(join(from, 'master.key'), join(to, 'master.key'))
  return yijian(to, 'restore', copy)
}

if (!values.house) await fill()
const wrong: string[] = []
const rows: string[] = []
const note = (what: string, { seconds, status, complaint }: Ran): void => {
  rows.push(`| ${what} | ${seconds.toFixed(1)} |`)
  if (status !== 0) wrong.push(`${what}: ${complaint.slice(-300)}`)
}
const first = yijian(from, 'backup', copy)
note('backup', first)
const second = yijian(from, 'backup', copy)
note('a second one', second)
const back = bring(anew)
note('restore', back)
if (back.said['stateHash'] !== second.said['stateHash']) wrong.push('the state has another hash')
if (first.seconds > bar) wrong.push(`the first backup took longer than ${bar} s`)

/** One byte of one file of evidence is another. */
const list = JSON.parse(readFileSync(join(copy, 'copy.json'), 'utf8')) as {
  readonly files: readonly { readonly name: string }[]
}
const { name = '' } = list.files.findLast(({ name: one }) => one.startsWith('evidence/')) ?? {}
const bytes = readFileSync(join(copy, name))
bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
writeFileSync(join(copy, name), bytes)
const refused = bring(join(folder, 'refused'))
rows.push(`| a restore of a damaged copy, refused | ${refused.seconds.toFixed(1)} |`)
if (refused.status === 0 || !`${refused.complaint}${JSON.stringify(refused.said)}`.includes(name))
  wrong.push(`a damaged ${name} was not named: ${refused.complaint.slice(-300)}`)

const load = loadavg()
  .map((one) => one.toFixed(1))
  .join(' ')
console.log(
  `${cpus().length} cores, load ${load}, Node ${process.version}; ${list.files.length} files in the copy`,
)
console.log('| | s |\n|---|---|')
for (const row of rows) console.log(row)
rmSync(folder, { recursive: true })
for (const one of wrong) console.error(one)
if (wrong.length > 0) process.exitCode = 1
