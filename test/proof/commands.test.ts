import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { here, type Env } from '../cli/yijian.ts'
import { createFinder } from './canaries.ts'
import { filesUnder } from './files.ts'
import { aPlantedHouse, type PlantedHouse } from './planted.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

/** Where backups and what is restored from them lie. */
const copies = mkdtempSync(join(tmpdir(), 'yijian-copies-'))
let planted: PlantedHouse
beforeAll(async () => {
  planted = await aPlantedHouse()
})
afterAll(async () => {
  await planted[Symbol.asyncDispose]()
  rmSync(copies, { recursive: true, force: true })
})

/** How each command is tried, or why it has nothing of this house to say. */
const lines: Readonly<Record<string, readonly string[] | string>> = {
  serve: 'the doors it opens are tried one by one',
  demo: 'makes a house of its own in a folder of its own',
  talk: 'speaks with the person who types',
  route: ['--area', '500153', '--text', '菜市场有人无证打针'],
  plan: ['--area', '500153', '--gaps'],
  deadline: ['--from', '2026-11-20', '--limit', '7wd'],
  'check-data': [],
  'understanding train': 'reads letters of the repository, never the house',
  'understanding measure': 'reads letters of the repository, never the house',
  'flows inspect': 'reads the conversations, never the house',
  numbers: [],
  lifecycle: 'prints the tables of the program, never the house',
  poster: ['--area', '500153', '--out', join(copies, 'poster.pdf')],
  'officers add': ['--role', 'administrator', '--name', '新管理员'],
  'officers list': [],
  'officers disable': ['nobody'],
  'officers reset': ['nobody'],
  'offices list': ['--area', '500153'],
  'offices import': ['no-such-file.csv', '--area', '500153'],
  'orders import': ['no-such-file.csv', '--area', '500153'],
  'calendar import': ['no-such-file.txt'],
  doctor: [],
  export: [],
  'verify-audit': [],
  'verify-receipt': ['no-such-file.json'],
  'verify-register': ['no-such-file.json'],
  'receipt-keys': [],
  'keys status': [],
  'keys rotate': [],
  erasures: [],
  'search-index': [],
  erase: ['--number', 'RC-2026-00099', '--reason', '法院裁定', '--confirm', 'RC-2026-00099'],
  backup: ['<backup>'],
  restore: ['<backup>'],
  'migrate-store': ['--to', 'postgres://nobody@127.0.0.1:1/none'],
}

/** The commands as the program itself lists them. */
async function commands(words: readonly string[] = []): Promise<readonly string[]> {
  const { out } = await here([...words, '--help'])
  const listed = /\nCommands:\n([\s\S]*)$/.exec(out)?.[1]
  if (listed === undefined) return [words.join(' ')]
  const names = [...listed.matchAll(/^ {2}([a-z][\w-]*)/gm)].map(([, name = '']) => name)
  const below = names.filter((name) => name !== 'help')
  return (await Promise.all(below.map(async (name) => await commands([...words, name])))).flat()
}

it('no command prints who a reporter is, or a word of what they said', async () => {
  const all = await commands()
  expect(all.filter((name) => !(name in lines))).toEqual([])
  const backup = join(copies, 'backup')
  const find = createFinder([
    ...planted.identity,
    ...planted.cases.map(({ content }) => content),
    planted.waiting,
  ])
  const found: (readonly string[])[] = []
  let said = 0
  for (const name of all) {
    const way = lines[name]
    if (way === undefined || typeof way === 'string') continue
    const words = way.map((word) => (word === '<backup>' ? backup : word))
    for (const form of [words, [...words, '--json']]) {
      const state = name === 'restore' ? `${backup}-restored-${form.length}` : planted.dir
      const ran = await here([...name.split(' '), ...form], envOf(planted, state))
      said += ran.out.length + ran.complaint.length
      for (const canary of find(`${ran.out}\n${ran.complaint}`)) found.push([name, canary])
    }
  }
  const files = [backup, `${backup}-keys`].flatMap((dir) => filesUnder(dir))
  expect(files.length).toBeGreaterThan(3)
  for (const { path, bytes } of files)
    for (const canary of [...find(bytes), ...find(path)]) found.push([path, canary])
  expect(said).toBeGreaterThan(2000)
  expect(found).toEqual([])
  console.log(
    `promise 8: ${all.length} commands and ${files.length} files of a backup, ${found.length} found`,
  )
})

const envOf = ({ config }: PlantedHouse, stateDir: string): Env => ({
  STATE_DIR: stateDir,
  PUBLIC_URL: config.publicUrl,
  LOG_LEVEL: 'debug',
})
