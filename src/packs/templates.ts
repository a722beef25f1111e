import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { LowSync } from 'lowdb'
import { JSONFileSync } from 'lowdb/node'
import { z } from 'zod'
import type { AreaCode, DepartmentId } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { packError, type Problem } from './problem.ts'
import { readJson } from './read-json.ts'
import { repeated } from './repeated.ts'
import { zodCheck } from './zod-check.ts'

/** What a text is for. */
export const templateSteps = ['ask', 'decline', 'conclude', 'ask-extension', 'note'] as const
export type TemplateStep = (typeof templateSteps)[number]

/** 办理用语: a text with {fields}, of one department or, without one, of all. */
export interface Template {
  readonly id: string
  readonly step: TemplateStep
  readonly department?: DepartmentId
  readonly title: string
  readonly text: string
}

export interface Templates {
  /** Of an area: its own where somebody has changed them, else those that come with the house. */
  readonly list: (area: AreaCode) => readonly Template[]
  readonly save: (area: AreaCode, template: Template) => Result<true>
  readonly drop: (area: AreaCode, id: string) => Result<true>
}

const mostOfArea = 200

const templateSchema = z.strictObject({
  id: z.string().regex(/^[\w-]{1,40}$/),
  step: z.enum(templateSteps),
  department: z.exactOptional(z.string().regex(/^[a-z-]{1,60}$/)),
  title: z.string().trim().min(1).max(40),
  text: z.string().trim().min(2).max(2000),
})

const listSchema: z.ZodType<readonly Template[]> = z
  .array(templateSchema)
  .max(mostOfArea)
  .readonly()
const fileSchema = z.record(z.string().regex(/^\d{6}$/), listSchema)

const shipped = 'national/templates.json'

/** What is wrong in those that come with the house. */
export function problemsOfTemplates(dataDir: string): readonly Problem[] {
  const read = readJson(dataDir, shipped, zodCheck(listSchema))
  if (!read.ok) return read.problems
  const cure = '写了两次。换一个 id'
  return repeated(read.value.map(({ id }) => id)).map((field) => ({ file: shipped, field, cure }))
}

/** Opens `templates.json` in the folder that holds what runs; each writing reads anew. */
export function openTemplates(dir: string, dataDir: string): Templates {
  const read = readJson(dataDir, shipped, zodCheck(listSchema))
  if (!read.ok) throw packError(read.problems)
  const start = read.value
  mkdirSync(dir, { recursive: true })
  const path = join(dir, 'templates.json')
  const file = new LowSync<unknown>(new JSONFileSync<unknown>(path), {})
  const all = (): Readonly<Record<AreaCode, readonly Template[]>> => {
    file.read()
    const parsed = fileSchema.safeParse(file.data)
    if (parsed.success) return parsed.data
    throw new Error(`${path} 读不懂：${z.prettifyError(parsed.error)}。改正，或删去后重新填写`)
  }
  const list = (area: AreaCode): readonly Template[] => all()[area] ?? start
  const write = (area: AreaCode, templates: readonly Template[]): Result<true> => {
    const parsed = listSchema.safeParse(templates)
    if (!parsed.success) return refuse('template-unclear')
    file.data = { ...all(), [area]: parsed.data }
    file.write()
    return ok(true)
  }
  return {
    list,
    save: (area, template) => {
      const before = list(area)
      const known = before.some(({ id }) => id === template.id)
      const next = known
        ? before.map((one) => (one.id === template.id ? template : one))
        : [...before, template]
      return write(area, next)
    },
    drop: (area, id) =>
      write(
        area,
        list(area).filter((one) => one.id !== id),
      ),
  }
}
