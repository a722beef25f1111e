import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { AreaCode } from '#core/plan.ts'
import type { DataChecks } from './data-checks.ts'
import type { AreaPack } from './packs.ts'
import type { Problem } from './problem.ts'
import { readJson } from './read-json.ts'

/** The areas by code, and the folder each came from. */
export interface Areas {
  readonly packs: ReadonlyMap<AreaCode, AreaPack>
  readonly folders: ReadonlyMap<AreaCode, string>
}

/** Where the data is, how it is checked, and the list that faults are added to. */
export interface Reading {
  readonly dataDir: string
  readonly checks: DataChecks
  readonly problems: Problem[]
}

/** Reads each `areas/<code>-<name>`; an area with a faulty file is left out and its faults are named. */
export function readAreas({ dataDir, checks, problems }: Reading): Areas {
  const packs = new Map<AreaCode, AreaPack>()
  const folders = new Map<AreaCode, string>()
  for (const name of foldersOf(join(dataDir, 'areas'))) {
    const folder = `areas/${name}`
    const code = /^(\d{6})-[a-z]+$/.exec(name)?.[1]
    if (code === undefined)
      problems.push({
        file: folder,
        field: '',
        cure: '文件夹名应是六位代码、连字符、拼音，如 370300-zibo',
      })
    else if (packs.has(code))
      problems.push({ file: folder, field: '', cure: `代码 ${code} 有两个文件夹。删去一个` })
    else {
      const pack = readArea({ dataDir, checks, problems }, folder)
      if (pack === undefined) continue
      packs.set(code, pack)
      folders.set(code, folder)
    }
  }
  if (packs.size === 0 && problems.length === 0)
    problems.push({
      file: 'areas',
      field: '',
      cure: '一个辖区也没有。加一个，步骤见 data/README.md',
    })
  return { packs, folders }
}

function foldersOf(areasDir: string): readonly string[] {
  if (!existsSync(areasDir)) return []
  return readdirSync(areasDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .toSorted()
}

function readArea({ dataDir, checks, problems }: Reading, folder: string): AreaPack | undefined {
  const plan = readJson(dataDir, `${folder}/plan.json`, checks.plan)
  const reading = readJson(dataDir, `${folder}/reading.json`, checks.reading)
  const places = readJson(dataDir, `${folder}/places.json`, checks.places)
  for (const read of [plan, reading, places]) if (!read.ok) problems.push(...read.problems)
  if (!plan.ok || !reading.ok || !places.ok) return undefined
  return { plan: plan.value, reading: reading.value, places: places.value }
}
