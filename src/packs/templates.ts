import { z } from 'zod'
import type { AreaCode, DepartmentId } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { openKeptFile } from './kept-file.ts'
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
  const file = openKeptFile(dir, 'templates.json', (data, path) => {
    const parsed = fileSchema.safeParse(data)
    if (parsed.success) return parsed.data
    throw new Error(`${path} 读不懂：${z.prettifyError(parsed.error)}。改正，或删去后重新填写`)
  })
  const write = (area: AreaCode, next: (before: List) => List): Result<true> => {
    const written = file.change((all) => {
      const parsed = listSchema.safeParse(next(all[area] ?? start))
      return parsed.success ? ok({ ...all, [area]: parsed.data }) : refuse('template-unclear')
    })
    return written.ok ? ok(true) : written
  }
  return {
    list: (area) => file.read()[area] ?? start,
    save: (area, template) =>
      write(area, (before) =>
        before.some(({ id }) => id === template.id)
          ? before.map((one) => (one.id === template.id ? template : one))
          : [...before, template],
      ),
    drop: (area, id) => write(area, (before) => before.filter((one) => one.id !== id)),
  }
}

type List = readonly Template[]
